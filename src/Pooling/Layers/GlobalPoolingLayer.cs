namespace Pooling;

/// <summary>A layer that gives one output for each channel, whatever the size of the input.</summary>
public abstract class GlobalPoolingLayer : PoolingLayer
{
    private protected GlobalPoolingLayer(int rank, DataFormat dataFormat, bool keepDims)
        : base(rank, dataFormat)
    {
        KeepDims = keepDims;
    }

    /// <summary>
    /// Whether the result keeps the spatial axes, with length 1; if not, it is of shape <c>(batch, channels)</c>.
    /// </summary>
    public bool KeepDims { get; }

    /// <summary>The layer and its settings.</summary>
    /// <returns>Text such as <c>GlobalMaxPooling2D(keepDims: false, channels last)</c>.</returns>
    public override string ToString() => $"{GetType().Name}(keepDims: {(KeepDims ? "true" : "false")}, {DataFormatText})";

    private protected override nint[] OutputShape(ReadOnlySpan<nint> inputShape, string argument)
    {
        Shape.CheckInput(inputShape, Rank, DataFormat, argument);
        nint[] kept = new nint[inputShape.Length];
        Shape.PooledToOne(inputShape, DataFormat, kept);
        return KeepDims ? kept : [kept[0], kept[Shape.ChannelAxis(kept.Length, DataFormat)]];
    }
}
