namespace Pooling;

/// <summary>How the windows of a row come about.</summary>
internal enum WidthWay
{
    /// <summary>Each by itself.</summary>
    OneByOne,

    /// <summary>Starts lie side by side.</summary>
    Adjacent,

    /// <summary>Windows lie side by side, and their size is a power of two: pairs are merged until they are one.</summary>
    Pairs,

    /// <summary>Starts lie a stride apart, and there is one element at a position: lines are dealt out first.</summary>
    Dealt,

    /// <summary>Starts lie a stride apart: of the windows from every position on, some are picked.</summary>
    Picked,
}
