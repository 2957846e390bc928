namespace Pooling.Conformance.Cases;

/// <summary>A tensor as a row-major array.</summary>
/// <param name="shape">The lengths of the axes.</param>
/// <param name="data">The elements, the last axis fastest.</param>
internal sealed class PlainTensor<T>(int[] shape, T[] data)
{
    public PlainTensor(int[] shape)
        : this(shape, new T[Shapes.Count(shape)])
    {
    }

    public int[] Shape { get; } = shape;

    public T[] Data { get; } = data;

    /// <summary>The same elements in the other data format: channels go from last to second, or back.</summary>
    public PlainTensor<T> InOtherFormat(DataFormat present)
    {
        int batch = Shape[0];
        int channels = Shapes.Channels(Shape, present);
        int[] spatial = Shapes.Spatial(Shape, present);
        DataFormat other = Shapes.Other(present);
        PlainTensor<T> result = new(Shapes.Of(batch, channels, spatial, other));
        int plane = Shapes.Count(spatial);
        for (int b = 0; b < batch; b++)
        {
            for (int c = 0; c < channels; c++)
            {
                for (int position = 0; position < plane; position++)
                {
                    result.Data[Shapes.Offset(b, c, position, channels, plane, other)] =
                        Data[Shapes.Offset(b, c, position, channels, plane, present)];
                }
            }
        }

        return result;
    }
}
