namespace Pooling;

/// <summary>
/// A pool size or strides along height and width. A whole number stands for both: <c>2</c> is <c>(2, 2)</c>.
/// </summary>
/// <param name="Height">The size along the height, in elements.</param>
/// <param name="Width">The size along the width, in elements.</param>
public readonly record struct Size2D(int Height, int Width)
{
    /// <summary>The same size along both axes.</summary>
    /// <param name="size">The size, in elements.</param>
    public static implicit operator Size2D(int size) => new(size, size);

    /// <summary>A size given as a pair.</summary>
    /// <param name="size">The sizes along height and width, in elements.</param>
    public static implicit operator Size2D((int Height, int Width) size) => new(size.Height, size.Width);

    /// <summary>The sizes in the order of the axes, such as <c>2x3</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => FormattableString.Invariant($"{Height}x{Width}");
}
