namespace Pooling;

/// <summary>A layer that slides a window over the input and gives one output for each place of the window.</summary>
public abstract class WindowPoolingLayer : PoolingLayer
{
    private protected WindowPoolingLayer(PoolingWindow window, DataFormat dataFormat)
        : base(window.Rank, dataFormat)
    {
        Window = window;
    }

    /// <summary>The window: pool size, strides and padding, and where each window lies.</summary>
    public PoolingWindow Window { get; }

    /// <summary>The layer and its settings.</summary>
    /// <returns>Text such as <c>MaxPooling2D(poolSize: 2x2, strides: 2x2, padding: valid, channels last)</c>.</returns>
    public override string ToString() => $"{GetType().Name}({Window}, {DataFormatText})";

    private protected override nint[] OutputShape(ReadOnlySpan<nint> inputShape, string argument)
    {
        nint[] outputShape = new nint[inputShape.Length];
        Shape.Pooled(inputShape, Window, DataFormat, argument, outputShape);
        return outputShape;
    }
}
