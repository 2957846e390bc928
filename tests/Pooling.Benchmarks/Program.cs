using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using BenchmarkDotNet.Running;

namespace Pooling.Benchmarks;

/// <summary>The command line.</summary>
internal static class Program
{
    private const int Usage = 2;

    private static readonly Option<FileInfo> Cases = new("--cases") { Description = "A file of cases (.json)", HelpName = "FILE", Required = true };
    private static readonly Option<int> Threads = new("--threads") { Description = "How many threads each may use", HelpName = "N", DefaultValueFactory = _ => 1 };
    private static readonly Option<double> Seconds = new("--seconds") { Description = "How long each case and layout is timed", HelpName = "S", DefaultValueFactory = _ => 1 };

    private static int Main(string[] args)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        return new RootCommand("Times the pooling library.") { Compare(), Peers(), Table(), Benchmark() }.Parse(args).Invoke();
    }

    private static Command Compare()
    {
        Command command = new("compare", "Times cases and prints a line of JSON for each, channels first and last.") { Cases, Threads, Seconds };
        SetAction(command, parsed =>
        {
            foreach (PoolingCase timed in CaseFile.Read(parsed.GetRequiredValue(Cases).FullName))
            {
                foreach (Measurement measurement in OwnTimes.Of(timed, parsed.GetValue(Threads), parsed.GetValue(Seconds)))
                {
                    Console.WriteLine(measurement.ToJson());
                }
            }
        });
        return command;
    }

    private static Command Peers()
    {
        Option<DirectoryInfo> peers = new("--peers") { Description = "A folder of the peers' programs, and of nothing else", HelpName = "FOLDER", Required = true };
        Option<FileInfo?> save = new("--save") { Description = "Where results go as lines of JSON", HelpName = "FILE" };
        Option<int> rounds = new("--rounds") { Description = "How often each case is timed; the median counts", HelpName = "N", DefaultValueFactory = _ => 3 };
        Command command = new("peers", "Times peers and the library case by case, and prints the table.") { Cases, Threads, Seconds, rounds, peers, save };
        SetAction(command, parsed =>
        {
            PoolingCase[] cases = CaseFile.Read(parsed.GetRequiredValue(Cases).FullName);
            int threads = parsed.GetValue(Threads);
            IEnumerable<string> programs = parsed.GetRequiredValue(peers).GetFiles().Select(file => file.FullName).Order(StringComparer.Ordinal);
            PeersCommand peersCommand = new(programs, threads, parsed.GetValue(Seconds), parsed.GetValue(rounds), Console.Error.WriteLine);
            List<Measurement> results = peersCommand.Run(cases);
            if (parsed.GetValue(save) is { } file)
            {
                File.WriteAllLines(file.FullName, results.Select(result => result.ToJson()));
            }

            WriteTable(cases, results, threads);
        });
        return command;
    }

    private static Command Table()
    {
        Argument<FileInfo[]> files = new("FILE") { Description = "Results (.jsonl), of peers and of the library", Arity = ArgumentArity.OneOrMore };
        Command command = new("table", "Prints the table of saved results, and whether goals are met.") { Cases, Threads, files };
        SetAction(command, parsed =>
        {
            IEnumerable<string> lines = (parsed.GetValue(files) ?? []).SelectMany(file => File.ReadLines(file.FullName));
            Measurement[] results = [.. lines.Where(line => line.Length > 0).Select(Measurement.Parse).OfType<Measurement>()];
            WriteTable(CaseFile.Read(parsed.GetRequiredValue(Cases).FullName), results, parsed.GetValue(Threads));
        });
        return command;
    }

    private static Command Benchmark()
    {
        Command command = new("benchmark", "Runs BenchmarkDotNet's benchmarks: --list flat, --filter '*Tiny*', ...") { TreatUnmatchedTokensAsErrors = false };
        command.SetAction(parsed =>
        {
            BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run([.. parsed.UnmatchedTokens], DevelopmentConfig.Create());
        });
        return command;
    }

    private static void WriteTable(IEnumerable<PoolingCase> cases, IReadOnlyCollection<Measurement> results, int threads)
    {
        ResultTable table = new(cases, results, threads);
        table.Write(Console.Out);
        foreach (Goal goal in new Goals(table).All())
        {
            goal.Write(Console.Out);
        }
    }

    private static void SetAction(Command command, Action<ParseResult> action) => command.SetAction(parsed =>
    {
        try
        {
            action(parsed);
            return 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException or JsonException or ArgumentException)
        {
            Console.Error.WriteLine($"benchmarks: {exception.Message}");
            return Usage;
        }
    });
}
