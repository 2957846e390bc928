namespace Pooling;

/// <summary>What a <see cref="WidthLayout"/> depends on.</summary>
/// <param name="Slide">The windows along the width, if they slide.</param>
/// <param name="SourceLength">The number of source positions.</param>
/// <param name="Columns">The number of target positions.</param>
/// <param name="Inner">The number of elements at a position.</param>
/// <param name="MayDivide">Whether a row may be made a part at a time.</param>
/// <param name="Rows">The number of target rows, of one plane or of all.</param>
/// <param name="PlaneRows">The number of those of a plane.</param>
/// <param name="TallRows">How many lines a block has if windows are so tall or deep that lines come by the block; else 0.</param>
/// <param name="Lanes">How many partial results a vector holds.</param>
/// <param name="ElementSize">The bytes of a partial result.</param>
/// <param name="IsIdempotent">Whether a window may be made of parts that overlap.</param>
/// <param name="MayDouble">Whether windows may be doubled in registers (<see cref="Doubling"/>).</param>
/// <param name="AreSource">Whether lines are nothing but rows of the source, whose windows are written on the way.</param>
internal readonly record struct LayoutKey(
    Slide? Slide,
    int SourceLength,
    int Columns,
    int Inner,
    bool MayDivide,
    int Rows,
    int PlaneRows,
    int TallRows,
    int Lanes,
    int ElementSize,
    bool IsIdempotent,
    bool MayDouble,
    bool AreSource);
