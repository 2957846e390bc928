namespace Pooling.Conformance.Cases;

/// <summary>Which windows are pooled. All lists have an entry for each spatial axis, in the order of the axes.</summary>
internal abstract record WindowSpec;

/// <summary>Windows of one size at equal distances.</summary>
internal sealed record SlidingSpec(int[] PoolSize, int[] Strides, int[] Dilation, PaddingSpec Padding, bool CeilMode)
    : WindowSpec
{
    public override string ToString() =>
        $"pool size {Shapes.Text(PoolSize)}, strides {Shapes.Text(Strides)}, dilation {Shapes.Text(Dilation)}, "
        + $"padding {Padding}, ceil mode {CeilMode}";
}

/// <summary>As many windows as the output is to have elements.</summary>
internal sealed record AdaptiveSpec(int[] OutputSize) : WindowSpec
{
    public override string ToString() => $"adaptive to {Shapes.Text(OutputSize)}";
}

/// <summary>One window over everything; the spatial axes stay, with length 1.</summary>
internal sealed record GlobalSpec : WindowSpec
{
    public override string ToString() => "global";
}

/// <summary>PyTorch's fractional windows.</summary>
/// <param name="PoolSize">The size of the windows.</param>
/// <param name="OutputSize">The number of windows.</param>
/// <param name="Samples">
/// Of shape (batch, channels, spatial axes), row-major, the last axis in the order of the spatial axes.
/// </param>
internal sealed record FractionalSpec(int[] PoolSize, int[] OutputSize, double[] Samples) : WindowSpec
{
    public override string ToString() => $"fractional, pool size {Shapes.Text(PoolSize)} to {Shapes.Text(OutputSize)}";
}

/// <summary>Regions that share out the input.</summary>
/// <param name="Bounds">For each axis where every region starts, and at last the length of the input.</param>
/// <param name="Overlapping">Whether a region takes the first element of the next one as well.</param>
internal sealed record RegionsSpec(int[][] Bounds, bool Overlapping) : WindowSpec
{
    public override string ToString() =>
        $"regions {string.Join(" x ", Bounds.Select(axis => Shapes.Text(axis)))}{(Overlapping ? ", overlapping" : "")}";
}

internal enum PaddingKind
{
    Valid,
    SameUpper,
    SameLower,
    Explicit,
}

/// <summary>What windows meet beyond the edges.</summary>
/// <param name="Kind">How the padding is given.</param>
/// <param name="Begin">With explicit padding, the positions before each axis.</param>
/// <param name="End">With explicit padding, the positions after each axis.</param>
/// <param name="Zeros">Whether the padding holds zeros that take part.</param>
internal sealed record PaddingSpec(PaddingKind Kind, int[] Begin, int[] End, bool Zeros)
{
    public override string ToString() =>
        (Kind == PaddingKind.Explicit ? $"{Shapes.Text(Begin)} and {Shapes.Text(End)}" : Kind.ToString())
        + (Zeros ? " of zeros" : string.Empty);
}
