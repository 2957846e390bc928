using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Notebooks.Engine.Protocol;

/// <summary>Writes messages to a stream, each in a frame; from any thread.</summary>
/// <param name="stream">The stream.</param>
internal sealed class FrameWriter(Stream stream)
{
    private const int LargeFrame = 1 << 20;

    private readonly Lock _lock = new();
    private ArrayBufferWriter<byte> _frame = new();

    public void Write<T>(T message, JsonTypeInfo<T> type)
    {
        lock (_lock)
        {
            _frame.ResetWrittenCount();
            _frame.Write([Frame.Start]);
            using (var json = new Utf8JsonWriter(_frame, Frame.JsonOptions))
            {
                JsonSerializer.Serialize(json, message, type);
            }

            _frame.Write([Frame.End]);

            // At once, because the process may be gone the next moment.
            stream.Write(_frame.WrittenSpan);
            stream.Flush();
            if (_frame.Capacity > LargeFrame)
            {
                _frame = new ArrayBufferWriter<byte>();
            }
        }
    }
}
