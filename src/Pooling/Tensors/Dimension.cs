namespace Pooling;

/// <summary>The length of an axis, and how many elements of memory lie between its neighbours.</summary>
internal readonly record struct Dimension(nint Length, nint Stride)
{
    public static Dimension One => new(1, 0);

    /// <summary>Whether neighbours, if there are any, lie so many elements apart.</summary>
    public bool IsStep(nint stride) => Length == 1 || Stride == stride;
}
