using System.Numerics;

namespace Pooling;

/// <summary>The gradient of a max over windows whose rows have few elements: a plane at a time, to the elements that won.</summary>
internal static class WinnerScatter
{
    public static void Write<T, TCode, TExtreme, TSum>(
        PoolingPlan plan, in SourceRows<T> input, in SourceRows<T> gradOutput, in Rows<T> gradInput)
        where T : INumber<T>
        where TCode : INumber<TCode>
        where TExtreme : struct, IExtreme<T>
        where TSum : INumber<TSum>
    {
        // Sums lie as the elements of a plane do, with the channels where they come last.
        Volume target = plan.Target;
        IndexConvention convention = target.Inner.Length == 1 ? IndexConvention.Plane : IndexConvention.ChannelsLast;
        Volume plane = target.OnePlane(target.Width.Length);
        using Scratch<T> values = new(plane.PlaneCount);
        using Scratch<long> numbers = new(plane.PlaneCount);
        using Rows<T> valueRows = Rows<T>.Of(values.Span, plane);
        using Rows<long> numberRows = Rows<long>.Of(numbers.Span, plane);
        using IndexedWinners<T, T, TCode, TExtreme> winners =
            new(plan, input, valueRows, numberRows, IndexMap.Of(convention, plan.Source));
        using ScatteredGradient<T, TSum> gradient = ScatteredGradient<T, TSum>.ByPlane(gradInput, gradInput.Volume);
        for (nint batch = 0; batch < target.Batch.Length; batch++)
        {
            for (nint channel = 0; channel < target.Channels.Length; channel++)
            {
                for (nint first = 0; first < target.Height.Length; first += winners.BlockRows)
                {
                    // What has just been written is still near.
                    winners.Write(batch, channel, first);
                    nint end = nint.Min(first + winners.BlockRows, target.Height.Length);
                    for (nint depth = 0; depth < target.Depth.Length; depth++)
                    {
                        for (nint height = first; height < end; height++)
                        {
                            RowPlace place = new(batch, channel, depth, height);
                            gradient.Add(batch, channel, numberRows.Open(place), gradOutput.Read(place));
                        }
                    }
                }
            }
        }

        gradient.Complete();
    }
}
