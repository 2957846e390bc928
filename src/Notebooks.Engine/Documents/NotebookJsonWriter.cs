using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Notebooks.Engine.Documents;

/// <summary>
/// Writes JSON as Jupyter does (Python's <c>json.dumps</c> with an indent of one space and non-ASCII characters as they
/// are), and what was read from a file letter for letter, so that <c>1.0</c> stays <c>1.0</c>.
/// </summary>
/// <remarks>.NET's own writer cannot: it escapes characters outside the basic plane, such as emoji, and knows no such indent
/// together with values copied as they were.</remarks>
internal sealed class NotebookJsonWriter
{
    private const int FlushAt = 1 << 16;

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly SearchValues<char> Escaped =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(c => (char)c), '"', '\\']);

    private readonly Stream _stream;
    private readonly ArrayBufferWriter<byte> _buffer = new(FlushAt * 2);

    private NotebookJsonWriter(Stream stream) => _stream = stream;

    /// <summary>Writes a document and a line end behind it.</summary>
    public static void Write(JsonNode document, Stream stream)
    {
        var writer = new NotebookJsonWriter(stream);
        writer.Value(document, 0);
        writer._buffer.Write("\n"u8);
        writer.Flush();
    }

    private void Value(JsonNode? node, int depth)
    {
        switch (node)
        {
            case null:
                _buffer.Write("null"u8);
                break;
            case JsonObject { Count: 0 }:
                _buffer.Write("{}"u8);
                break;
            case JsonArray { Count: 0 }:
                _buffer.Write("[]"u8);
                break;
            case JsonObject properties:
                var opening = "{"u8;
                foreach (var (key, value) in properties)
                {
                    _buffer.Write(opening);
                    NewLine(depth + 1);
                    String(key);
                    _buffer.Write(": "u8);
                    Value(value, depth + 1);
                    opening = ","u8;
                }

                NewLine(depth);
                _buffer.Write("}"u8);
                break;
            case JsonArray items:
                var open = "["u8;
                foreach (var item in items)
                {
                    _buffer.Write(open);
                    NewLine(depth + 1);
                    Value(item, depth + 1);
                    open = ","u8;
                }

                NewLine(depth);
                _buffer.Write("]"u8);
                break;
            case JsonValue value when value.TryGetValue(out JsonElement element):
                _buffer.Write(JsonMarshal.GetRawUtf8Value(element));
                break;
            case JsonValue value when value.TryGetValue(out string? text):
                String(text);
                break;
            default:
                Text(node.ToJsonString(Relaxed));
                break;
        }

        if (_buffer.WrittenCount >= FlushAt)
        {
            Flush();
        }
    }

    private void String(ReadOnlySpan<char> text)
    {
        _buffer.Write("\""u8);
        while (true)
        {
            var next = text.IndexOfAny(Escaped);
            if (next < 0)
            {
                break;
            }

            Text(text[..next]);
            Text(text[next] switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\b' => "\\b",
                '\f' => "\\f",
                var control => $"\\u{(int)control:x4}",
            });
            text = text[(next + 1)..];
        }

        Text(text);
        _buffer.Write("\""u8);
    }

    private void Text(ReadOnlySpan<char> text) => Encoding.UTF8.GetBytes(text, _buffer);

    private void NewLine(int depth)
    {
        var line = _buffer.GetSpan(depth + 1)[..(depth + 1)];
        line.Fill((byte)' ');
        line[0] = (byte)'\n';
        _buffer.Advance(depth + 1);
    }

    private void Flush()
    {
        _stream.Write(_buffer.WrittenSpan);
        _buffer.ResetWrittenCount();
    }
}
