namespace Pooling;

/// <summary>Where the driver puts the rows of results.</summary>
/// <typeparam name="TResult">What an operator makes of a window.</typeparam>
internal interface IOutputRows<TResult>
{
    /// <summary>Where to write a row, before <see cref="Commit"/>.</summary>
    Span<TResult> Open(RowPlace place);

    /// <summary>Takes what was written after <see cref="Open"/>.</summary>
    void Commit(RowPlace place);
}
