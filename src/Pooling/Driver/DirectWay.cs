namespace Pooling;

/// <summary>How windows are reduced straight from the source.</summary>
internal enum DirectWay
{
    /// <summary>Not at all, but by lines.</summary>
    None,

    /// <summary>Element by element, side by side for windows that are neighbors or for all elements at a position.</summary>
    Taps,

    /// <summary>As taps, but window by window, in the order of memory: of a long row, a few positions at a time.</summary>
    LongRows,

    /// <summary>Window by window, as stretches of memory.</summary>
    Stretches,

    /// <summary>Two columns each, taken pair by pair.</summary>
    Pairs,

    /// <summary>Windows that overlap keep the columns that they share.</summary>
    Sliding,

    /// <summary>Several windows of few elements at a position fill a vector, and are put in their places.</summary>
    Arranged,

    /// <summary>Each window of few elements at a position has a vector, which it does not fill.</summary>
    Positions,
}
