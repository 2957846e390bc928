namespace Pooling;

/// <summary>Makes rows of a target.</summary>
internal interface IRowMaker<T>
{
    /// <summary>Makes rows of a plane at one depth.</summary>
    /// <param name="plane">The first element of the source plane.</param>
    /// <param name="depths">The source depths that they are made of.</param>
    /// <param name="depthCount">How many those are.</param>
    /// <param name="place">The first row of the plane at that depth.</param>
    /// <param name="part">Which rows and columns.</param>
    void Make(ref T plane, ElementRange depths, WindowCount depthCount, RowPlace place, in Share part);
}
