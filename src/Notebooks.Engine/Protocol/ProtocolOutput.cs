using System.Diagnostics;
using System.Text;
using Microsoft.DotNet.Interactive.Formatting;
using Notebooks.Engine.Display;
using Notebooks.Engine.Scripting;

namespace Notebooks.Engine.Protocol;

/// <summary>Sends what cells show as messages.</summary>
/// <remarks>
/// A single line goes out at once, even if the process dies the next moment. Lines that follow in quick succession are
/// sent by a thread of its own, which takes all that has come in the meantime: a hundred thousand go out in few messages.
/// </remarks>
internal sealed class ProtocolOutput : IOutput
{
    private const int LargeText = 1 << 16;

    private static readonly TimeSpan QuickSuccession = TimeSpan.FromMilliseconds(1);

    private readonly FrameWriter _writer;
    private readonly object _guard = new();
    private readonly StringBuilder _text = new();
    private string _stream = "";
    private long _sent;

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
            if (name != _stream)
            {
                Flush();
                _stream = name;
            }
            else if (_text.Length > LargeText)
            {
                FlushWholeCharacters();
            }

            _text.Append(text);
            if (Stopwatch.GetElapsedTime(_sent) > QuickSuccession)
            {
                FlushWholeCharacters();
            }
            else
            {
                Monitor.Pulse(_guard);
            }
        }
    }

    /// <summary>Sends what was printed and has not been sent.</summary>
    public void Flush()
    {
        lock (_guard)
        {
            Flush(_text.Length);
        }
    }

    /// <summary>Sends what was printed but for the first half of a surrogate pair, whose other half is to come.</summary>
    private void FlushWholeCharacters() =>
        Flush(_text.Length > 0 && char.IsHighSurrogate(_text[^1]) ? _text.Length - 1 : _text.Length);

    private void Flush(int length)
    {
        if (length > 0)
        {
            _writer.Write(new StreamEvent(_stream, _text.ToString(0, length)), MessageJson.Default.SessionEvent);
            _text.Remove(0, length);
            _sent = Stopwatch.GetTimestamp();
        }
    }

    private void SendText()
    {
        lock (_guard)
        {
            while (true)
            {
                FlushWholeCharacters();
                Monitor.Wait(_guard);
            }
        }
    }

    public void Display(IReadOnlyList<FormattedValue> bundle, string displayId) => Send(new DisplayEvent(BundleJson.Of(bundle), displayId));

    public void Update(IReadOnlyList<FormattedValue> bundle, string displayId) => Send(new UpdateEvent(BundleJson.Of(bundle), displayId));

    public void Clear(bool wait) => Send(new ClearEvent(wait));

    public void Result(IReadOnlyList<FormattedValue> bundle) => Send(new ResultEvent(BundleJson.Of(bundle)));

    public void Error(CellError error) =>
        Send(new ErrorEvent(error.Name, error.Message, error.Traceback, error.Line, error.Column));
}
