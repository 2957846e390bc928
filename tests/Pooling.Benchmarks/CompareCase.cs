using System.Text.Json;

namespace Pooling.Benchmarks;

/// <summary>A pooling to be timed, as the files of cases have it.</summary>
/// <param name="Id">What it is called.</param>
/// <param name="Op"><c>max</c> or <c>avg</c>; averages leave padding out.</param>
/// <param name="Shape">Batch, channels and spatial axes.</param>
/// <param name="Kernel">The window along each spatial axis.</param>
/// <param name="Strides">How far apart windows start.</param>
/// <param name="Pad">The padding at both sides of each spatial axis.</param>
internal sealed record CompareCase(string Id, string Op, int[] Shape, int[] Kernel, int[] Strides, int[] Pad)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    /// <summary>Reads a file of cases.</summary>
    public static CompareCase[] Read(string path) =>
        JsonSerializer.Deserialize<CompareCase[]>(File.ReadAllText(path), Options)
        ?? throw new JsonException($"Expected a list of cases in {path}, but got null.");

    /// <summary>The shape of the input in a data format.</summary>
    public nint[] InputShape(DataFormat dataFormat)
    {
        nint[] spatial = [.. Shape[2..].Select(length => (nint)length)];
        return dataFormat == DataFormat.ChannelsFirst ? [Shape[0], Shape[1], .. spatial] : [Shape[0], .. spatial, Shape[1]];
    }
}
