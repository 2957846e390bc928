namespace Pooling;

/// <summary>What windows give to elements, for some rows of windows at a time.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
internal interface IGradientTerms<T>
{
    /// <summary>Puts windows that give nothing into a part of the block.</summary>
    void Clear(nint offset, nint length);

    /// <summary>Moves windows within the block, to before where they are.</summary>
    void Move(nint from, nint to, nint length);

    /// <summary>Puts rows of windows into the block.</summary>
    /// <param name="place">The plane, the depth and the first row; depths come in order.</param>
    /// <param name="end">The row after the last.</param>
    /// <param name="offset">Where the first row goes.</param>
    /// <param name="pitch">From one row to the next.</param>
    void Fill(RowPlace place, nint end, nint offset, nint pitch);

    /// <summary>Adds up what elements get from windows of the block.</summary>
    /// <param name="offset">Where the windows of the first element are counted from.</param>
    /// <param name="taps">The distances of the windows that cover an element.</param>
    /// <param name="positions">Which element of each window it is, by its distance from the window's start in the plane.</param>
    /// <param name="runs">The number of runs.</param>
    /// <param name="sourceStep">From the windows of one run to those of the next.</param>
    /// <param name="length">
    /// The number of elements in a run. Of fewer than a vector has, a whole vector is read and written.
    /// </param>
    /// <param name="results">Where the sums go.</param>
    /// <param name="resultStep">From one run of sums to the next.</param>
    void Sum(
        nint offset,
        ReadOnlySpan<nint> taps,
        ReadOnlySpan<nint> positions,
        nint runs,
        nint sourceStep,
        nint length,
        ref T results,
        nint resultStep);
}
