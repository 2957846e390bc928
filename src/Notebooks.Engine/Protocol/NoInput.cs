namespace Notebooks.Engine.Protocol;

/// <summary>Standard input of a session that nobody sits at.</summary>
internal sealed class NoInput : TextReader
{
    private const string Message = "This notebook runs with nobody to ask: there is no input to read.";

    public override int Peek() => throw new InvalidOperationException(Message);

    public override int Read() => throw new InvalidOperationException(Message);

    public override string ReadLine() => throw new InvalidOperationException(Message);

    public override string ReadToEnd() => throw new InvalidOperationException(Message);
}
