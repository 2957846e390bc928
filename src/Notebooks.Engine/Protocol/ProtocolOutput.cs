using System.Text;
using System.Text.Json.Nodes;
using Microsoft.DotNet.Interactive.Formatting;
using Notebooks.Engine.Display;
using Notebooks.Engine.Scripting;

namespace Notebooks.Engine.Protocol;

/// <summary>Sends what cells show as messages.</summary>
/// <remarks>
/// Printed text is sent by a thread of its own, which takes all that has come in the meantime: a single line goes out at
/// once, even if the process dies the next moment, and a hundred thousand lines go out in few messages.
/// </remarks>
internal sealed class ProtocolOutput : IOutput
{
    private const int LargeText = 1 << 16;

    private readonly FrameWriter _writer;
    private readonly object _guard = new();
    private readonly StringBuilder _text = new();
    private string _stream = "";

    /// <summary>Creates the output.</summary>
    /// <param name="writer">Where messages go.</param>
    public ProtocolOutput(FrameWriter writer)
    {
        _writer = writer;
        new Thread(SendText) { IsBackground = true, Name = "console" }.Start();
    }

    public void Send(SessionEvent message)
    {
        lock (_guard)
        {
            Flush();
            _writer.Write(message, MessageJson.Default.SessionEvent);
        }
    }

    public void Stream(string name, string text)
    {
        lock (_guard)
        {
            if (name != _stream || _text.Length > LargeText)
            {
                Flush();
                _stream = name;
            }

            _text.Append(text);
            Monitor.Pulse(_guard);
        }
    }

    /// <summary>Sends what was printed and has not been sent.</summary>
    public void Flush()
    {
        lock (_guard)
        {
            if (_text.Length > 0)
            {
                _writer.Write(new StreamEvent(_stream, _text.ToString()), MessageJson.Default.SessionEvent);
                _text.Clear();
            }
        }
    }

    private void SendText()
    {
        lock (_guard)
        {
            while (true)
            {
                Flush();
                Monitor.Wait(_guard);
            }
        }
    }

    public void Display(IReadOnlyList<FormattedValue> bundle, string displayId) => Send(new DisplayEvent(Data(bundle), displayId));

    public void Update(IReadOnlyList<FormattedValue> bundle, string displayId) => Send(new UpdateEvent(Data(bundle), displayId));

    public void Result(IReadOnlyList<FormattedValue> bundle) => Send(new ResultEvent(Data(bundle)));

    public void Error(CellError error) =>
        Send(new ErrorEvent(error.Name, error.Message, error.Traceback, error.Line, error.Column));

    private static JsonObject Data(IReadOnlyList<FormattedValue> bundle)
    {
        var data = new JsonObject();
        foreach (var formatted in bundle)
        {
            data[formatted.MimeType] = MimeType.IsJson(formatted.MimeType)
                ? JsonNode.Parse(formatted.Value)
                : JsonValue.Create(formatted.Value);
        }

        return data;
    }
}
