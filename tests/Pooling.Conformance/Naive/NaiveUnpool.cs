using Pooling.Conformance.Cases;

namespace Pooling.Conformance.Naive;

/// <summary>Puts each element where its index says, in zeros.</summary>
internal static class NaiveUnpool
{
    /// <summary>For each element of the input, where it goes in the output.</summary>
    /// <param name="spec">The unpooling.</param>
    /// <param name="shape">The shape of the input.</param>
    /// <param name="indices">The indices.</param>
    /// <returns>Pairs of places in the arrays of input and output, the input's planes row by row.</returns>
    public static IEnumerable<(int Source, int Target)> Moves(PoolingSpec spec, int[] shape, PlainTensor<long> indices)
    {
        int channels = Shapes.Channels(shape, spec.DataFormat);
        int plane = Shapes.Count(Shapes.Spatial(shape, spec.DataFormat));
        int outputPlane = Shapes.Count(spec.OutputSize);
        for (int b = 0; b < shape[0]; b++)
        {
            for (int c = 0; c < channels; c++)
            {
                Dictionary<long, int> positions = PositionsByIndex(spec, b, c, channels);
                for (int position = 0; position < plane; position++)
                {
                    int source = Shapes.Offset(b, c, position, channels, plane, spec.DataFormat);
                    int target = positions[indices.Data[source]];
                    yield return (source, Shapes.Offset(b, c, target, channels, outputPlane, spec.DataFormat));
                }
            }
        }
    }

    /// <summary>The positions of an output plane by their indices, which may count in a corner of it.</summary>
    private static Dictionary<long, int> PositionsByIndex(PoolingSpec spec, int batch, int channel, int channels) =>
        Enumerable.Range(0, Shapes.Count(spec.IndexedSize)).ToDictionary(
            position => NaiveIndices.Of(spec.Convention, batch, channel, position, channels, spec.IndexedSize),
            position => Shapes.Index(Shapes.Coordinates(position, spec.IndexedSize), spec.OutputSize));
}
