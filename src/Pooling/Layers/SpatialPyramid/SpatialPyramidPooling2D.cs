namespace Pooling;

/// <summary>
/// The largest element of every cell of ever finer grids: as many features for an input of any size, for images.
/// </summary>
/// <remarks>
/// <para>
/// Input: <c>(batch, height, width, channels)</c>, or with channels first
/// <c>(batch, channels, height, width)</c>.
/// </para>
/// <para>
/// Output: <c>(batch, channels * (n1^2 + n2^2 + ...))</c>, level after level: in the order of channels and
/// cells with channels first, of cells and channels with channels last.
/// </para>
/// <para>
/// A level <c>n</c> lays <c>n</c> cells along height and width over the input, as <see cref="AdaptiveMaxPooling2D"/> does. A cell with a
/// NaN gives NaN, and +0 is larger than -0.
/// </para>
/// <para>
/// He, Zhang, Ren and Sun 2014, "Spatial Pyramid Pooling in Deep Convolutional Networks for Visual Recognition".
/// </para>
/// </remarks>
/// <example>
/// <code>
/// Tensor&lt;float&gt; x = Tensor.Create&lt;float&gt;([1, 2, 3, 4], [1, 2, 2, 1]);
/// new SpatialPyramidPooling2D([1, 2]).Forward(x); // 4 1 2 3 4, shape (1, 5)
/// </code>
/// </example>
public sealed class SpatialPyramidPooling2D : SpatialPyramidPoolingLayer
{
    /// <summary>Creates the layer.</summary>
    /// <param name="levels">The number of cells along each axis, at least 1, for every level, such as 1, 2, 4.</param>
    /// <param name="dataFormat">Where the input has its channels.</param>
    /// <exception cref="ArgumentException">There are no levels.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A level is less than 1, or there is no such <paramref name="dataFormat"/>.
    /// </exception>
    /// <exception cref="OverflowException">There are more cells than can be counted.</exception>
    public SpatialPyramidPooling2D(ReadOnlySpan<int> levels, DataFormat dataFormat = DataFormat.ChannelsLast)
        : base(new SpatialPyramid(rank: 2, levels), dataFormat)
    {
    }
}
