using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Notebooks.Cli.Running;
using Notebooks.Engine.Documents;
using Spectre.Console;

namespace Notebooks.Cli.Commands;

/// <summary><c>notebooks run</c>: runs notebooks, and shows, saves or checks what they give.</summary>
internal static class RunCommand
{
    /// <summary>The folder whose notebooks are run when no path is given.</summary>
    public const string DefaultFolder = "notebooks";

    private static readonly string DefaultOutput = Path.Combine("artifacts", "gallery");

    /// <summary>The command, with its arguments and options.</summary>
    public static Command Create()
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = $"Notebooks (.ipynb, .dib), or folders of them. Default: {DefaultFolder}",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var output = new Option<string?>("--output")
        {
            Description = $"Write a page for each notebook, the executed copies and a gallery into this folder. Default: {DefaultOutput}, unless --in-place or --check is given",
            HelpName = "DIR",
        };
        var inPlace = new Option<bool>("--in-place") { Description = "Save the fresh outputs in the notebooks themselves" };
        var check = new Option<bool>("--check") { Description = "Fail where fresh outputs differ from the saved ones" };
        var timeout = new Option<double>("--timeout")
        {
            Description = "How long a cell may take",
            HelpName = "SECONDS",
            DefaultValueFactory = _ => RunOptions.DefaultSeconds,
            CustomParser = ParseSeconds,
        };
        var jobs = new Option<int>("--jobs")
        {
            Description = "How many notebooks run at the same time. Default: one for each processor",
            HelpName = "N",
            DefaultValueFactory = _ => Environment.ProcessorCount,
            CustomParser = ParseJobs,
        };
        paths.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => token.Value.StartsWith('-') && !Path.Exists(token.Value)) is { } option)
            {
                result.AddError($"there is no option {option.Value}");
            }
        });

        var command = new Command("run", "Run notebooks, each in a process of its own.") { paths, output, inPlace, check, timeout, jobs };
        command.Validators.Add(result =>
        {
            if (result.GetValue(inPlace) && result.GetValue(check))
            {
                result.AddError("--in-place and --check exclude each other: one saves fresh outputs, the other compares with the saved ones");
            }
        });
        command.SetAction((parsed, cancellation) => RunAsync(
            new Request(
                parsed.GetValue(paths) ?? [],
                parsed.GetValue(output),
                parsed.GetValue(inPlace),
                parsed.GetValue(check),
                TimeSpan.FromSeconds(parsed.GetValue(timeout)),
                parsed.GetValue(jobs)),
            cancellation));
        return command;
    }

    /// <summary>Runs the notebooks of the default folder into the default gallery.</summary>
    public static Task<int> RunDefaultAsync(CancellationToken cancellation) => RunAsync(
        new Request([], null, false, false, TimeSpan.FromSeconds(RunOptions.DefaultSeconds), Environment.ProcessorCount),
        cancellation);

    private static double ParseSeconds(ArgumentResult result)
    {
        var text = result.Tokens[^1].Value;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= int.MaxValue / 1000)
        {
            return seconds;
        }

        result.AddError($"--timeout expects a number of seconds above 0, but got {text}");
        return RunOptions.DefaultSeconds;
    }

    private static int ParseJobs(ArgumentResult result)
    {
        var text = result.Tokens[^1].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var jobs) && jobs > 0)
        {
            return jobs;
        }

        result.AddError($"--jobs expects a whole number from 1, but got {text}");
        return 1;
    }

    private static async Task<int> RunAsync(Request request, CancellationToken cancellation)
    {
        try
        {
            return await RunCheckedAsync(request, cancellation);
        }
        catch (Exception failure) when (failure is UsageException or NotebookFormatException)
        {
            await Console.Error.WriteLineAsync($"notebooks: {failure.Message}");
            return ExitCode.Usage;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"notebooks: {failure.Message.ReplaceLineEndings(" ")}");
            return ExitCode.Usage;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("notebooks: interrupted");
            return ExitCode.Interrupted;
        }
    }

    private static async Task<int> RunCheckedAsync(Request request, CancellationToken cancellation)
    {
        var paths = request.Paths.Count > 0 ? request.Paths : [FindDefaultFolder()];
        var files = NotebookFile.Find(paths);
        if ((request.InPlace || request.Check) && files.FirstOrDefault(file => !file.HoldsOutputs) is { } without)
        {
            throw new UsageException($"{(request.InPlace ? "--in-place" : "--check")} expects .ipynb files, which hold outputs, but got {without.Name}");
        }

        // At once, because it would be a pity to run everything and then have no place for it.
        var folder = request.Output ?? (request.InPlace || request.Check ? null : DefaultOutput);
        if (folder is not null)
        {
            Directory.CreateDirectory(folder);
        }

        var batch = new NotebookBatch(new NotebookRunner(new RunOptions(request.TimeLimit, RunOptions.DefaultOutputLimit)), request.Jobs);
        var runs = await RunProgress.ShowAsync(AnsiConsole.Console, files, progress => batch.RunAsync(files, progress, cancellation));

        if (request.InPlace)
        {
            SaveInPlace(runs);
        }

        if (folder is not null)
        {
            var index = GalleryOutput.Write(runs, paths, folder);
            Console.WriteLine($"Gallery: {index}");
        }

        return await ReportAsync(runs, request.Check);
    }

    private static string FindDefaultFolder() => Directory.Exists(DefaultFolder)
        ? DefaultFolder
        : throw new UsageException($"expected a PATH, or a folder '{DefaultFolder}' in {Directory.GetCurrentDirectory()}, but there is none");

    private static void SaveInPlace(IReadOnlyList<NotebookRun> runs)
    {
        // A notebook that failed keeps its outputs: half of a run is worth less than the last whole one.
        foreach (var run in runs.Where(run => run.Failure is null && run.SkipReason is null))
        {
            run.Executed.Save(run.File.Path);
            Console.WriteLine($"Saved: {run.File.Name}");
        }
    }

    private static async Task<int> ReportAsync(IReadOnlyList<NotebookRun> runs, bool check)
    {
        var failed = false;
        foreach (var run in runs)
        {
            if (run.SkipReason is { } reason)
            {
                Console.WriteLine($"{run.File.Name}: skipped: {reason}");
            }
            else if (run.Failure is { } failure)
            {
                failed = true;
                await Console.Error.WriteLineAsync($"{run.File.Name}: {failure}");
            }
            else if (check)
            {
                foreach (var difference in OutputComparison.Compare(run.File.Document, run.Executed))
                {
                    failed = true;
                    await Console.Error.WriteLineAsync($"{run.File.Name}: {difference}");
                }
            }
        }

        if (check && !failed)
        {
            Console.WriteLine("All outputs are as they were saved.");
        }

        return failed ? ExitCode.Failed : ExitCode.Ok;
    }

    private sealed record Request(
        IReadOnlyList<string> Paths, string? Output, bool InPlace, bool Check, TimeSpan TimeLimit, int Jobs);
}
