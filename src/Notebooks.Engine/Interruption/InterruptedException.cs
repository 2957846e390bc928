namespace Notebooks.Engine.Interruption;

/// <summary>Ends code whose cell was interrupted.</summary>
/// <param name="message">What happened.</param>
internal sealed class InterruptedException(string message = InterruptedException.Plain) : OperationCanceledException(message)
{
    public const string Plain = "The cell was interrupted.";
}
