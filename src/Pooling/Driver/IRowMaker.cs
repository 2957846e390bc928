namespace Pooling;

/// <summary>Makes rows of a target.</summary>
internal interface IRowMaker<T>
{
    /// <summary>Whether rows may be counted on into the planes that follow, which all have one depth.</summary>
    bool SpansPlanes { get; }

    /// <summary>Makes rows of a plane at one depth, and of those that follow if it spans planes.</summary>
    /// <param name="plane">The first element of the source plane.</param>
    /// <param name="depths">The source depths that they are made of.</param>
    /// <param name="depthCount">How many those are.</param>
    /// <param name="place">The first row of the plane at that depth.</param>
    /// <param name="part">Which rows and columns.</param>
    void Make(ref T plane, ElementRange depths, WindowCount depthCount, RowPlace place, in Share part);
}
