namespace Pooling;

/// <summary>Which part of the source rows some columns of the target need, and where it goes in a line.</summary>
/// <param name="Start">The first source position.</param>
/// <param name="Length">The number of source positions.</param>
/// <param name="Offset">The position of the first in the line; those before and after the part are padding.</param>
internal readonly record struct LineBlock(nint Start, nint Length, nint Offset)
{
    /// <summary>How much memory the lines at hand may take: they and what is made of them stay in the nearest cache.</summary>
    public const int Bytes = 8192;
}
