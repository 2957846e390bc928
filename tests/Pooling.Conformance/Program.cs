using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Pooling.Conformance.Cases;
using Pooling.Conformance.Library;
using Pooling.Conformance.RandomCases;
using Pooling.Conformance.VectorFiles;

namespace Pooling.Conformance;

/// <summary>The command line.</summary>
internal static class Program
{
    private const int Passed = 0;
    private const int Failed = 1;
    private const int Usage = 2;

    private static int Main(string[] args)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        ParseResult parsed = CreateCommand().Parse(args);
        if (parsed.Errors.Count > 0)
        {
            return Complain($"{string.Join("; ", parsed.Errors.Select(error => error.Message))} (--help tells more)");
        }

        return parsed.Invoke();
    }

    private static RootCommand CreateCommand()
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Vector files (.jsonl), one case a line",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var count = new Option<long?>("--count")
        {
            Description = "Run so many random cases, and compare with the definitions",
            HelpName = "N",
            CustomParser = result => ParseNumber(result),
        };
        var seed = new Option<int>("--seed") { Description = "What random cases follow from. Default: 0", HelpName = "S" };
        var from = new Option<long>("--from")
        {
            Description = "The number of the first random case. Default: 0",
            HelpName = "N",
            CustomParser = ParseNumber,
        };
        var width = new Option<int?>("--vector-width")
        {
            Description = "Let the library compute with vectors of so many bits: 128, 256 or 512, in software if need be",
            HelpName = "BITS",
        };
        width.AcceptOnlyFromAmong("128", "256", "512");
        var root = new RootCommand("Runs the cases of vector files, or random ones, through the pooling library.")
        {
            files, count, seed, from, width,
        };
        root.Validators.Add(result =>
        {
            if ((result.GetValue(files) is { Length: > 0 }) == result.GetValue(count).HasValue)
            {
                result.AddError("expected vector files or --count N, one of the two");
            }
        });
        root.SetAction(parsed =>
        {
            if (parsed.GetValue(width) is { } bits)
            {
                VectorWidths.Set(bits);
            }

            return parsed.GetValue(count) is { } cases
                ? RunRandom(cases, parsed.GetValue(seed), parsed.GetValue(from))
                : RunFiles(parsed.GetValue(files) ?? []);
        });
        return root;
    }

    private static int RunRandom(long count, int seed, long from)
    {
        Console.Error.WriteLine(VectorWidths.Describe());
        (Tally tally, ExactBits bits) = RandomRun.Run(seed, from, count, step: 1, Console.WriteLine, Console.Error.WriteLine);
        Console.WriteLine($"bits {bits.Value:x16}");
        return Report(tally);
    }

    private static long ParseNumber(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number))
        {
            return number;
        }

        result.AddError($"expected a whole number from 0, but got {text}");
        return 0;
    }

    private static int RunFiles(string[] files)
    {
        Console.Error.WriteLine(VectorWidths.Describe());
        Tally all = new();
        foreach (string file in files)
        {
            try
            {
                all.Add(VectorFile.Run(file, LibraryPooling.WaysInBothFormats, (id, failure) => Console.WriteLine($"{id}: {failure}")));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                return Complain(exception.Message);
            }
        }

        return Report(all);
    }

    private static int Report(Tally tally)
    {
        Console.WriteLine(tally);
        return tally.Failed == 0 ? Passed : Failed;
    }

    private static int Complain(string message)
    {
        Console.Error.WriteLine($"conformance: {message}");
        return Usage;
    }
}
