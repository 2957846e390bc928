using System.CommandLine;
using System.Globalization;
using Notebooks.Cli;
using Notebooks.Cli.Commands;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var root = new RootCommand("Runs C# notebooks, with nothing but the .NET SDK. Without a command: runs ./notebooks and writes a gallery.")
{
    RunCommand.Create(),
    KernelCommand.Create(),
};
root.SetAction((_, cancellation) => RunCommand.RunDefaultAsync(cancellation));

var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    await Console.Error.WriteLineAsync($"notebooks: {string.Join("; ", parsed.Errors.Select(error => error.Message))} (notebooks --help tells more)");
    return ExitCode.Usage;
}

return await parsed.InvokeAsync();
