using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Notebooks.Engine.Protocol;

/// <summary>Reads messages from a stream, and the text that stands between their frames.</summary>
/// <param name="stream">The stream.</param>
internal sealed class FrameReader(Stream stream)
{
    private readonly Decoder _strayDecoder = Encoding.UTF8.GetDecoder();

    /// <summary>All messages until the stream ends.</summary>
    /// <param name="type">How to read a message.</param>
    /// <param name="onStray">Gets the text outside of frames.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async IAsyncEnumerable<T> ReadAllAsync<T>(
        JsonTypeInfo<T> type,
        Action<string>? onStray = null,
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var reader = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 1 << 16));
        while (true)
        {
            var read = await reader.ReadAsync(cancellation);
            var buffer = read.Buffer;
            while (TryTake(ref buffer, read.IsCompleted, out var frame, out var stray))
            {
                if (!stray.IsEmpty && onStray is not null)
                {
                    onStray(Decode(stray));
                }

                if (!frame.IsEmpty && TryParse(frame, type, onStray, out var message))
                {
                    yield return message;
                }
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted)
            {
                yield break;
            }
        }
    }

    /// <summary>Takes what is whole from the front of the buffer: text outside of frames, then perhaps a frame.</summary>
    private static bool TryTake(
        ref ReadOnlySequence<byte> buffer,
        bool isLast,
        out ReadOnlySequence<byte> frame,
        out ReadOnlySequence<byte> stray)
    {
        frame = stray = default;
        if (buffer.PositionOf(Frame.Start) is not { } start)
        {
            stray = buffer;
            buffer = buffer.Slice(buffer.End);
            return !stray.IsEmpty;
        }

        stray = buffer.Slice(0, start);
        var rest = buffer.Slice(start);
        if (rest.PositionOf(Frame.End) is { } end)
        {
            frame = rest.Slice(1, end);
            buffer = rest.Slice(buffer.GetPosition(1, end));
            return true;
        }

        // A frame that the end of the stream cut off was never a message.
        buffer = isLast ? rest.Slice(rest.End) : rest;
        return !stray.IsEmpty;
    }

    private bool TryParse<T>(ReadOnlySequence<byte> frame, JsonTypeInfo<T> type, Action<string>? onStray, out T message)
    {
        try
        {
            var json = new Utf8JsonReader(frame);
            message = JsonSerializer.Deserialize(ref json, type)!;
            return message is not null;
        }
        catch (Exception failure) when (failure is JsonException or NotSupportedException)
        {
            // No JSON, or a message of no known type.
            onStray?.Invoke(Decode(frame) + "\n");
            message = default!;
            return false;
        }
    }

    private string Decode(ReadOnlySequence<byte> bytes)
    {
        var text = new StringBuilder();
        foreach (var segment in bytes)
        {
            var chars = new char[Encoding.UTF8.GetMaxCharCount(segment.Length)];
            text.Append(chars, 0, _strayDecoder.GetChars(segment.Span, chars, flush: false));
        }

        return text.ToString();
    }
}
