using System.Globalization;
using System.Text.Json;

namespace Pooling.Benchmarks;

/// <summary>How long a case took somebody, as files of results have it, one a line.</summary>
/// <param name="Peer">Who: <see cref="Ours"/>, <see cref="Copy"/>, or a library with its version.</param>
/// <param name="Id">The case.</param>
/// <param name="Layout">Where the channels are: <see cref="First"/> or <see cref="Last"/>; others have no row.</param>
/// <param name="Threads">How many threads were allowed.</param>
/// <param name="Microseconds">The median.</param>
internal sealed record Measurement(string Peer, string Id, string Layout, int Threads, double Microseconds)
{
    /// <summary>The name under which this library's figures stand.</summary>
    public const string Ours = "pooling";

    /// <summary>The name under which those of a plain copy stand.</summary>
    public const string Copy = "memcpy";

    /// <summary>Channels first.</summary>
    public const string First = "channels_first";

    /// <summary>Channels last.</summary>
    public const string Last = "channels_last";

    /// <summary>Bytes read and written, in billions a second; only of copies.</summary>
    public double? CopyBandwidth { get; init; }

    /// <summary>The name of a data format.</summary>
    public static string LayoutOf(DataFormat dataFormat) => dataFormat == DataFormat.ChannelsFirst ? First : Last;

    /// <summary>Reads a line; null where a peer says that it cannot do a case.</summary>
    /// <exception cref="InvalidDataException">The line is no result.</exception>
    public static Measurement? Parse(string line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement root = document.RootElement;
            return !root.TryGetProperty("us", out JsonElement microseconds)
                ? null
                : new Measurement(
                    root.GetProperty("peer").GetString()!,
                    root.GetProperty("id").GetString()!,
                    root.GetProperty("layout").GetString()!,
                    root.GetProperty("threads").GetInt32(),
                    microseconds.GetDouble())
                {
                    CopyBandwidth = root.TryGetProperty("GBps_read_plus_write", out JsonElement bandwidth)
                        ? bandwidth.GetDouble()
                        : null,
                };
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"Expected a result in JSON, but got: {line}", exception);
        }
    }

    /// <summary>The line of JSON.</summary>
    public string ToJson()
    {
        string bandwidth = CopyBandwidth is { } value
            ? string.Create(CultureInfo.InvariantCulture, $",\"GBps_read_plus_write\":{value:0.##}")
            : string.Empty;
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"peer":"{{Peer}}","id":"{{Id}}","layout":"{{Layout}}","threads":{{Threads}},"us":{{Microseconds:0.###}}{{bandwidth}}}""");
    }
}
