using System.Numerics;
using Pooling.Conformance.Cases;

namespace Pooling.Conformance.Naive;

/// <summary>The windows of an input, one after the other.</summary>
internal static class NaiveWindows
{
    /// <summary>Visits every window of every plane.</summary>
    /// <param name="spec">What is pooled.</param>
    /// <param name="input">The input.</param>
    /// <param name="visit">Takes batch, channel, the window, and the place of its output in the array.</param>
    public static void Visit<T>(
        PoolingSpec spec, PlainTensor<T> input, Action<int, int, NaiveWindow<T>, int> visit)
        where T : INumber<T>
    {
        WindowSpec windows = spec.Window!;
        int batch = input.Shape[0];
        int channels = Shapes.Channels(input.Shape, spec.DataFormat);
        int[] spatial = Shapes.Spatial(input.Shape, spec.DataFormat);
        int planeLength = Shapes.Count(spatial);
        T[] plane = new T[planeLength];
        NaiveWindow<T> window = new((windows as SlidingSpec)?.Padding);
        NaiveAxis[]? axes = null;
        for (int b = 0; b < batch; b++)
        {
            for (int c = 0; c < channels; c++)
            {
                for (int position = 0; position < planeLength; position++)
                {
                    plane[position] = input.Data[Shapes.Offset(b, c, position, channels, planeLength, spec.DataFormat)];
                }

                if (axes is null || windows is FractionalSpec)
                {
                    axes = [.. spatial.Select((_, axis) => NaiveAxis.Of(windows, axis, spatial, (b * channels) + c))];
                }

                int[] outputSize = [.. axes.Select(axis => axis.Windows.Length)];
                int outputPlane = Shapes.Count(outputSize);
                for (int output = 0; output < outputPlane; output++)
                {
                    window.Read(axes, Shapes.Coordinates(output, outputSize), plane);
                    visit(b, c, window, Shapes.Offset(b, c, output, channels, outputPlane, spec.DataFormat));
                }
            }
        }
    }
}
