namespace Pooling.Conformance.Library;

/// <summary>By which of the library's operations a result is computed.</summary>
internal enum LibraryWay
{
    /// <summary>The operation that is named like it; a gradient from the input.</summary>
    Values,

    /// <summary>A max or min together with its indices; a gradient from indices.</summary>
    Indices,

    /// <summary>The operation for whole inputs.</summary>
    Global,}
