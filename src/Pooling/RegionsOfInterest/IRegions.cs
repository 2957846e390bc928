namespace Pooling;

/// <summary>The regions of an operation, and which elements each of their bins reads.</summary>
internal interface IRegions
{
    /// <summary>The most elements that a bin reads.</summary>
    nint Capacity { get; }

    /// <summary>The image that a region lies in.</summary>
    nint ImageOf(nint region);

    /// <summary>The elements of a bin.</summary>
    /// <param name="region">The index of the region.</param>
    /// <param name="row">The row of the bin, from 0.</param>
    /// <param name="column">The column of the bin, from 0.</param>
    /// <param name="memory">Where to write the elements; of <see cref="Capacity"/> elements.</param>
    RegionBin Bin(nint region, int row, int column, Span<WeightedElement> memory);
}
