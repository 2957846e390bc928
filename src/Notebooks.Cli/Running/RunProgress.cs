using System.Globalization;
using Spectre.Console;

namespace Notebooks.Cli.Running;

/// <summary>Shows how far notebooks have run: bars where a person watches, lines where output goes to a file.</summary>
internal abstract class RunProgress
{
    /// <summary>A notebook starts.</summary>
    /// <returns>Is told the number of cells that have run.</returns>
    public abstract IProgress<int> Start(NotebookFile file);

    /// <summary>A notebook has ended.</summary>
    public abstract void End(NotebookRun run);

    /// <summary>Shows progress while notebooks run.</summary>
    /// <param name="console">Where to show it.</param>
    /// <param name="files">The notebooks.</param>
    /// <param name="run">Runs them.</param>
    public static async Task<T> ShowAsync<T>(
        IAnsiConsole console, IReadOnlyList<NotebookFile> files, Func<RunProgress, Task<T>> run)
    {
        if (!console.Profile.Capabilities.Interactive || !console.Profile.Out.IsTerminal)
        {
            return await run(new Lines(console));
        }

        return await console.Progress()
            .AutoClear(false)
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(),
                new PercentageColumn(),
                new ElapsedTimeColumn(),
                new SpinnerColumn())
            .StartAsync(context => run(new Bars(context, files)));
    }

    private static string Summary(NotebookRun run)
    {
        var seconds = run.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        return run switch
        {
            { SkipReason: not null } => $"skipped {run.File.Name}",
            { Failure: not null } => $"failed  {run.File.Name} ({seconds} s)",
            _ => $"ran     {run.File.Name} ({run.Executed.CodeCells.Count} cells, {seconds} s)",
        };
    }

    private sealed class Lines(IAnsiConsole console) : RunProgress
    {
        private readonly Lock _lock = new();

        public override IProgress<int> Start(NotebookFile file) => new Callback(_ => { });

        public override void End(NotebookRun run)
        {
            lock (_lock)
            {
                console.Profile.Out.Writer.WriteLine(Summary(run));
            }
        }
    }

    private sealed class Bars(ProgressContext context, IReadOnlyList<NotebookFile> files) : RunProgress
    {
        private readonly Dictionary<string, ProgressTask> _tasks = files.ToDictionary(
            file => file.Path,
            file => context.AddTask(
                Markup.Escape(file.Name), autoStart: false, maxValue: Math.Max(1, file.Document.CodeCells.Count)));

        public override IProgress<int> Start(NotebookFile file)
        {
            var task = _tasks[file.Path];
            task.StartTask();
            return new Callback(cells => task.Value = cells);
        }

        public override void End(NotebookRun run)
        {
            var task = _tasks[run.File.Path];
            var name = Markup.Escape(run.File.Name);
            task.Description = run switch
            {
                { SkipReason: not null } => $"[yellow]{name} (skipped)[/]",
                { Failure: not null } => $"[red]{name}[/]",
                _ => $"[green]{name}[/]",
            };
            if (run.Failure is null)
            {
                task.Value = task.MaxValue;
            }

            task.StopTask();
        }
    }

    // Progress<T> reports on other threads, in no certain order.
    private sealed class Callback(Action<int> report) : IProgress<int>
    {
        public void Report(int value) => report(value);
    }
}
