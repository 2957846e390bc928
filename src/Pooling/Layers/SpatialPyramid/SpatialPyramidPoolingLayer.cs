using System.Numerics.Tensors;
using System.Text.Json;

namespace Pooling;

/// <summary>
/// A layer that gives as many features for an input of any size, such as <see cref="SpatialPyramidPooling2D"/>.
/// </summary>
public abstract class SpatialPyramidPoolingLayer : PoolingLayer
{
    private protected SpatialPyramidPoolingLayer(SpatialPyramid pyramid, DataFormat dataFormat)
        : base(pyramid.Rank, dataFormat)
    {
        Pyramid = pyramid;
    }

    /// <summary>The grids.</summary>
    public SpatialPyramid Pyramid { get; }

    /// <summary>The layer and its settings.</summary>
    /// <returns>Text such as <c>SpatialPyramidPooling2D(levels: 1 2 4, channels last)</c>.</returns>
    public override string ToString() => $"{GetType().Name}({Pyramid}, {DataFormatText})";

    private protected override nint[] OutputShape(ReadOnlySpan<nint> inputShape, string argument) =>
        Pyramid.OutputShape(inputShape, DataFormat, argument);

    private protected override void WriteConfig(Utf8JsonWriter config)
    {
        config.WriteNumbers("levels", Pyramid.Levels);
        config.WriteName("data_format", SettingNames.DataFormats, DataFormat);
    }

    private protected override void Run<T>(in ReadOnlyTensorSpan<T> input, in TensorSpan<T> destination) =>
        Pool.SpatialPyramid(input, Pyramid, DataFormat, destination);

    private protected override void RunBackward<T>(
        in ReadOnlyTensorSpan<T> input, in ReadOnlyTensorSpan<T> gradOutput, in TensorSpan<T> gradInput) =>
        Pool.SpatialPyramidBackward(input, gradOutput, Pyramid, DataFormat, gradInput);
}
