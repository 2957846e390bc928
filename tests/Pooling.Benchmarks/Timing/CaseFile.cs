using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pooling.Benchmarks;

/// <summary>Reads files of cases.</summary>
internal static class CaseFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        NumberHandling = JsonNumberHandling.Strict,
        Converters = { new JsonStringEnumConverter(allowIntegerValues: false) },
    };

    /// <summary>Reads a file of cases.</summary>
    /// <param name="path">A list of cases in JSON.</param>
    /// <exception cref="InvalidDataException">A case makes no sense.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="JsonException">The file is not a list of cases.</exception>
    public static PoolingCase[] Read(string path)
    {
        PoolingCase[] cases = JsonSerializer.Deserialize<PoolingCase[]>(File.ReadAllText(path), Options)
            ?? throw new JsonException($"Expected a list of cases in {path}, but got null.");
        HashSet<string> ids = new(StringComparer.Ordinal);
        foreach (PoolingCase read in cases)
        {
            string? wrong = ids.Add(read.Id) ? Wrong(read) : "the name of one case";
            if (wrong is not null)
            {
                throw new InvalidDataException($"Expected {wrong}, but got another in the case '{read.Id}' of {path}.");
            }
        }

        return cases;
    }

    private static string? Wrong(PoolingCase read)
    {
        int rank = read.Kernel.Length;
        if (read.Id.Length == 0 || read.Id.Any(letter => char.IsWhiteSpace(letter) || letter is '"' or '\\'))
        {
            return "a name without spaces, quotes and backslashes";
        }

        if (rank is < 1 or > 3 || read.Shape.Length != rank + 2 || read.Strides.Length != rank || read.Pad.Length != rank)
        {
            return "kernel, strides and pad for each of one to three spatial axes, and a shape with two axes more";
        }

        if (read.Shape.Concat(read.Kernel).Concat(read.Strides).Any(number => number < 1) || read.Pad.Any(number => number < 0))
        {
            return "positive numbers";
        }

        if (Enumerable.Range(0, rank).Any(axis => read.Kernel[axis] > read.Shape[axis + 2] + (2L * read.Pad[axis])))
        {
            return "a window that fits into the padded input";
        }

        return read switch
        {
            { Direction: CaseDirection.Indices, Op: not CaseOperation.Max } => "indices of a max",
            { Direction: CaseDirection.Backward, DType: CaseDType.UInt8 } => "a gradient of a floating-point type",
            _ => null,
        };
    }
}
