using System.Numerics.Tensors;

namespace Pooling;

/// <summary>
/// A layer that gives as many features for an input of any size, such as <see cref="SpatialPyramidPooling2D"/>.
/// </summary>
public abstract class SpatialPyramidPoolingLayer : PoolingLayer
{
    private readonly int[] _levels;

    private protected SpatialPyramidPoolingLayer(int rank, ReadOnlySpan<int> levels, DataFormat dataFormat)
        : base(rank, dataFormat)
    {
        PyramidLevels.CheckLevels(levels);
        _levels = levels.ToArray();
    }

    /// <summary>The number of cells along each axis, for every level.</summary>
    public ReadOnlySpan<int> Levels => _levels;

    /// <summary>The layer and its settings.</summary>
    /// <returns>Text such as <c>SpatialPyramidPooling2D(levels: 1 2 4, channels last)</c>.</returns>
    public override string ToString() => $"{GetType().Name}(levels: {string.Join(' ', _levels)}, {DataFormatText})";

    private protected override nint[] OutputShape(ReadOnlySpan<nint> inputShape, string argument)
    {
        Shape.CheckInput(inputShape, Rank, DataFormat, argument);
        PyramidLevels pyramid = new(inputShape, _levels, DataFormat, argument);
        return [pyramid.Batch, pyramid.Features];
    }

    private protected override void Run<T>(in ReadOnlyTensorSpan<T> input, in TensorSpan<T> destination) =>
        Pool.SpatialPyramid(input, _levels, DataFormat, destination);

    private protected override void RunBackward<T>(
        in ReadOnlyTensorSpan<T> input, in ReadOnlyTensorSpan<T> gradOutput, in TensorSpan<T> gradInput) =>
        Pool.SpatialPyramidBackward(input, gradOutput, _levels, DataFormat, gradInput);
}
