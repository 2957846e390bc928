namespace Pooling;

/// <summary>
/// A pool size or strides along depth, height and width. A whole number stands for all: <c>2</c> is <c>(2, 2, 2)</c>.
/// </summary>
/// <param name="Depth">The size along the depth, in elements.</param>
/// <param name="Height">The size along the height, in elements.</param>
/// <param name="Width">The size along the width, in elements.</param>
public readonly record struct Size3D(int Depth, int Height, int Width)
{
    /// <summary>The smallest of the three.</summary>
    internal int Smallest => int.Min(Depth, int.Min(Height, Width));

    /// <summary>The same size along all three axes.</summary>
    /// <param name="size">The size, in elements.</param>
    public static implicit operator Size3D(int size) => new(size, size, size);

    /// <summary>A size given as a triple.</summary>
    /// <param name="size">The sizes along depth, height and width, in elements.</param>
    public static implicit operator Size3D((int Depth, int Height, int Width) size) =>
        new(size.Depth, size.Height, size.Width);

    /// <summary>The sizes in the order of the axes, such as <c>2x3x3</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => FormattableString.Invariant($"{Depth}x{Height}x{Width}");

    /// <summary>Up to three sizes as the last of three, the missing ones with a value of their own.</summary>
    internal static Size3D OfLast(ReadOnlySpan<int> sizes, int missing) => new(
        sizes.Length > 2 ? sizes[^3] : missing,
        sizes.Length > 1 ? sizes[^2] : missing,
        sizes[^1]);

    /// <summary>The size along the last axis but <paramref name="place"/> - 1.</summary>
    internal int FromEnd(int place) => place switch
    {
        1 => Width,
        2 => Height,
        _ => Depth,
    };

    /// <summary>The last sizes as text; one of them if <paramref name="rank"/> is 0.</summary>
    internal string LastText(int rank) => rank switch
    {
        3 => ToString(),
        2 => new Size2D(Height, Width).ToString(),
        _ => FormattableString.Invariant($"{Width}"),
    };
}
