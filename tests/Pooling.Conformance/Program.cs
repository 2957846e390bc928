using System.CommandLine;
using Pooling.Conformance.Cases;
using Pooling.Conformance.Naive;
using Pooling.Conformance.VectorFiles;

namespace Pooling.Conformance;

/// <summary>The command line.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        var files = new Argument<string[]>("FILE") { Description = "Vector files (.jsonl), one case a line" };
        var root = new RootCommand("Runs the cases of vector files through the definitions.") { files };
        root.SetAction(parsed =>
        {
            Tally all = new();
            foreach (string file in parsed.GetValue(files) ?? [])
            {
                all.Add(VectorFile.Run(file, _ => [new NaiveReference()], (id, failure) => Console.WriteLine($"{id}: {failure}")));
            }

            Console.WriteLine(all);
            return all.Failed == 0 ? 0 : 1;
        });
        return root.Parse(args).Invoke();
    }
}
