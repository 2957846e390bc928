using System.Text;
using Notebooks.Engine.Display;
using Notebooks.Engine.Interruption;

namespace Notebooks.Engine.Protocol;

/// <summary>A console writer whose text goes to the session's output.</summary>
/// <param name="output">The output.</param>
/// <param name="name"><c>stdout</c> or <c>stderr</c>.</param>
internal sealed class ConsoleStream(IOutput output, string name) : TextWriter
{
    public override Encoding Encoding => Encoding.UTF8;

    public override string NewLine => "\n";

    public override void Write(char value) => Write(value.ToString());

    public override void Write(string? value)
    {
        Checkpoint.Pass();
        if (!string.IsNullOrEmpty(value))
        {
            output.Stream(name, value);
        }
    }

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    public override void WriteLine() => Write(NewLine);

    public override void WriteLine(string? value) => Write(value + NewLine);
}
