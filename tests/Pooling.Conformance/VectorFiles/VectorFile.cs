using System.Text.Json;
using Pooling.Conformance.Cases;

namespace Pooling.Conformance.VectorFiles;

/// <summary>Runs the cases of a vector file.</summary>
internal static class VectorFile
{
    /// <summary>Runs every case.</summary>
    /// <param name="path">The file, one case a line.</param>
    /// <param name="implementations">The ways in which to compute a case.</param>
    /// <param name="failed">Told of each failure: the case's id and what is wrong.</param>
    /// <returns>How many cases passed and how many failed.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="InvalidDataException">A line is not JSON.</exception>
    public static Tally Run(
        string path, Func<PoolingSpec, IEnumerable<IPoolingImplementation>> implementations, Action<string, string> failed)
    {
        Tally tally = new();
        int line = 0;
        foreach (string text in File.ReadLines(path))
        {
            line++;
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            using JsonDocument json = Parse(text, path, line);
            string id = "(no id)";
            List<string> failures = [];
            try
            {
                VectorCase vector = VectorCase.Read(json.RootElement, out id);
                failures.AddRange(implementations(vector.Spec).Select(way => Failure(vector, way)).OfType<string>());
            }
            catch (Exception exception) when (exception is UnknownCaseException or OverflowException)
            {
                failures.Add(exception.Message);
            }

            tally.Add(passed: failures.Count == 0);
            foreach (string failure in failures)
            {
                failed(id == "(no id)" ? $"{Path.GetFileName(path)}, line {line}" : id, failure);
            }
        }

        return tally;
    }

    private static string? Failure(VectorCase vector, IPoolingImplementation way)
    {
        string? failure;
        try
        {
            failure = VectorCheck.Run(vector, way);
        }
        catch (Exception exception) when (exception is not (UnknownCaseException or OutOfMemoryException))
        {
            // Whatever the library throws is a failure of this case and must not end the run.
            failure = $"{exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")}";
        }

        return failure is null ? null : $"{way.Name}: {failure}";
    }

    private static JsonDocument Parse(string text, string path, int line)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{path}, line {line} is not JSON: {exception.Message}", exception);
        }
    }
}
