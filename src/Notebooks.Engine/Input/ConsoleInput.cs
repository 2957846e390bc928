namespace Notebooks.Engine.Input;

/// <summary>The console's input: each line is asked for when a cell comes to read it.</summary>
/// <param name="input">Whom to ask.</param>
internal sealed class ConsoleInput(IInput input) : TextReader
{
    // What was read of a line only in part, its end included.
    private string _rest = "";

    /// <summary>Drops the rest of a line that was read in part.</summary>
    public void Clear() => _rest = "";

    public override int Peek() => Fill() ? _rest[0] : -1;

    public override int Read()
    {
        var next = Peek();
        _rest = next < 0 ? "" : _rest[1..];
        return next;
    }

    public override int Read(char[] buffer, int index, int count)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        return Read(buffer.AsSpan(index, count));
    }

    public override int Read(Span<char> buffer)
    {
        if (buffer.IsEmpty || !Fill())
        {
            return 0;
        }

        var count = Math.Min(buffer.Length, _rest.Length);
        _rest.AsSpan(0, count).CopyTo(buffer);
        _rest = _rest[count..];
        return count;
    }

    public override string? ReadLine()
    {
        if (!Fill())
        {
            return null;
        }

        var line = _rest[..^1];
        _rest = "";
        return line;
    }

    public override string ReadToEnd()
    {
        var text = new System.Text.StringBuilder();
        while (Fill())
        {
            text.Append(_rest);
            _rest = "";
        }

        return text.ToString();
    }

    /// <summary>Asks for a line if none has been begun.</summary>
    /// <returns>Whether there is something to read.</returns>
    private bool Fill()
    {
        if (_rest.Length == 0 && input.AskAsync("", isPassword: false).GetAwaiter().GetResult() is { } line)
        {
            _rest = line + "\n";
        }

        return _rest.Length > 0;
    }
}
