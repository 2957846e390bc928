namespace Pooling;

/// <summary>Where the driver puts the rows of results.</summary>
/// <typeparam name="TResult">What an operator makes of a window.</typeparam>
internal interface IOutputRows<TResult>
{
    /// <summary>Whether each row has memory of its own, so that its parts may be written at different times.</summary>
    bool WritesInPlace { get; }

    /// <summary>The first element, where rows are memory and nothing else, which several threads may write; else a null reference.</summary>
    ref TResult Origin { get; }

    /// <summary>Whether all rows are memory, and lie at one distance from each other, over all planes.</summary>
    bool IsStack { get; }

    /// <summary>Where to write a row, before <see cref="Commit"/>.</summary>
    Span<TResult> Open(RowPlace place);

    /// <summary>Takes what was written after <see cref="Open"/>.</summary>
    void Commit(RowPlace place);
}
