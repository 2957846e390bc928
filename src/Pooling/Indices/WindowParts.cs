using System.Numerics;

namespace Pooling;

/// <summary>How large windows are made of parts of 4, 16, 64, ... positions or rows, which may overlap.</summary>
internal static class WindowParts
{
    /// <summary>How many parts of one size make one of the next.</summary>
    public const int Growth = 4;

    /// <summary>Whether windows along a row share so much that parts pay.</summary>
    public static bool PayInRows(in Slide width) => width.Stride == 1 && width.Count * width.Size >= 16 * width.Length;

    /// <summary>Whether windows share so many rows that it pays to take some rows together.</summary>
    public static bool PayForRows(in Slide height) => height.Dilation == 1 && height.Count * height.Size >= 6 * height.Length;

    /// <summary>The size of the largest parts that a window of some size may have; 1 for elements.</summary>
    public static nint LargestOf(nint size)
    {
        nint part = 1;
        while (part * Growth <= size)
        {
            part *= Growth;
        }

        return part;
    }

    /// <summary>How many sizes of parts there are up to one.</summary>
    public static int LevelOf(nint part) => BitOperations.Log2((nuint)part) / 2;

    /// <summary>The number of parts that make a window.</summary>
    /// <param name="size">The size of the window.</param>
    /// <param name="part">The size of a part.</param>
    public static nint CountOf(nint size, nint part) => (size + part - 1) / part;

    /// <summary>Where a part of a window begins.</summary>
    /// <param name="number">The number of the part.</param>
    /// <param name="size">The size of the window.</param>
    /// <param name="part">The size of a part.</param>
    public static nint StartOf(nint number, nint size, nint part) => nint.Min(number * part, size - part);
}
