using System.Text.Encodings.Web;
using System.Text.Json;

namespace Notebooks.Engine.Protocol;

/// <summary>What sets messages apart on a stream: RFC 7464's text sequences.</summary>
internal static class Frame
{
    public const byte Start = 0x1E;

    public const byte End = 0x0A;

    /// <summary>Text stays readable and short; the stream is no web page.</summary>
    public static JsonWriterOptions JsonOptions { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
