namespace Pooling;

/// <summary>How many positions a window has: along one axis, or in all.</summary>
/// <param name="Elements">Those inside the input.</param>
/// <param name="Positions">Those inside the input and its padding.</param>
/// <param name="Size">All of them, with those that ceil mode adds past the padding.</param>
internal readonly record struct WindowCount(nint Elements, nint Positions, nint Size)
{
    public static WindowCount operator *(WindowCount first, WindowCount second) =>
        new(first.Elements * second.Elements, first.Positions * second.Positions, first.Size * second.Size);
}
