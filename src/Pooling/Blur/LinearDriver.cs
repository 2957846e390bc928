using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling;

/// <summary>
/// Applies a linear map along each spatial axis of a tensor. The rows that an output row reads are added up first, into
/// one line of sums; then the map along the width turns the line into the row. All sums are kept in double.
/// </summary>
internal static class LinearDriver
{
    public static void Run<T>(
        in ReadOnlyTensorSpan<T> input,
        in TensorSpan<T> destination,
        DataFormat dataFormat,
        in AxisMap depthMap,
        in AxisMap heightMap,
        in AxisMap widthMap)
        where T : INumber<T>
    {
        Volume from = Volume.Of(input.Lengths, input.Strides, dataFormat);
        Volume to = Volume.Of(destination.Lengths, destination.Strides, dataFormat);
        int fromLength = (int)from.RowLength;
        int toLength = (int)to.RowLength;
        int inner = (int)from.Inner.Length;

        using SourceRows<T> fromRows = SourceRows<T>.Of(input, from);
        using Rows<T> toRows = Rows<T>.Of(destination, to);
        using Scratch<double> wide = new(int.Max(fromLength, toLength));
        using Scratch<double> sums = new(fromLength);
        Span<double> elements = wide.Span[..fromLength];
        Span<double> outputs = wide.Span[..toLength];
        Span<double> line = sums.Span;

        for (nint batch = 0; batch < to.Batch.Length; batch++)
        {
            for (nint channel = 0; channel < to.Channels.Length; channel++)
            {
                for (nint depth = 0; depth < to.Depth.Length; depth++)
                {
                    for (nint height = 0; height < to.Height.Length; height++)
                    {
                        line.Clear();
                        for (int i = 0; i < depthMap.Positions(depth).Length; i++)
                        {
                            for (int j = 0; j < heightMap.Positions(height).Length; j++)
                            {
                                RowPlace read = new(
                                    batch, channel, depthMap.Positions(depth)[i], heightMap.Positions(height)[j]);
                                double weight = depthMap.Weights(depth)[i] * heightMap.Weights(height)[j];
                                TensorPrimitives.ConvertSaturating(fromRows.Read(read), elements);
                                TensorPrimitives.MultiplyAdd(elements, weight, line, line);
                            }
                        }

                        AlongWidth(widthMap, line, inner, outputs);
                        RowPlace written = new(batch, channel, depth, height);
                        TensorPrimitives.ConvertSaturating<double, T>(outputs, toRows.Open(written));
                        toRows.Commit(written);
                    }
                }
            }
        }
    }

    /// <summary>
    /// Applies the map along the width to a line that has <paramref name="inner"/> elements for each position.
    /// </summary>
    private static void AlongWidth(in AxisMap map, ReadOnlySpan<double> line, int inner, Span<double> outputs)
    {
        for (int output = 0; output < map.OutputLength; output++)
        {
            ReadOnlySpan<int> positions = map.Positions(output);
            ReadOnlySpan<double> weights = map.Weights(output);
            if (inner == 1)
            {
                double sum = 0;
                for (int i = 0; i < positions.Length; i++)
                {
                    sum += weights[i] * line[positions[i]];
                }

                outputs[output] = sum;
                continue;
            }

            Span<double> target = outputs.Slice(output * inner, inner);
            target.Clear();
            for (int i = 0; i < positions.Length; i++)
            {
                TensorPrimitives.MultiplyAdd(line.Slice(positions[i] * inner, inner), weights[i], target, target);
            }
        }
    }
}
