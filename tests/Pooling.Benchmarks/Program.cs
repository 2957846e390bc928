using System.CommandLine;
using System.Text.Json;

namespace Pooling.Benchmarks;

/// <summary>The command line.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        var cases = new Option<FileInfo>("--cases") { Description = "A file of cases (.json)", HelpName = "FILE", Required = true };
        var seconds = new Option<double>("--seconds") { Description = "How long each case is timed", DefaultValueFactory = _ => 1 };
        var compare = new Command("compare", "Times cases and prints a line of JSON for each.") { cases, seconds };
        compare.SetAction(parsed =>
        {
            try
            {
                CompareCommand.Run(CompareCase.Read(parsed.GetRequiredValue(cases).FullName), parsed.GetValue(seconds), Console.Out);
                return 0;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
            {
                Console.Error.WriteLine($"benchmarks: {exception.Message}");
                return 2;
            }
        });
        return new RootCommand("Times the pooling library.") { compare }.Parse(args).Invoke();
    }
}
