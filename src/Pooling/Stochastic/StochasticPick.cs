using System.Numerics;

namespace Pooling;

/// <summary>
/// Picks an element of each window at random, with chances in proportion to the positive elements.
/// </summary>
internal readonly ref struct StochasticPick<T>(Elements<T> input, PoolingPlan plan, int seed)
    where T : INumber<T>
{
    private readonly Elements<T> _input = input;
    private readonly PoolingPlan _plan = plan;

    /// <summary>The element picked for each output, in the order of batch, channel, depth, height and width.</summary>
    /// <param name="take">Takes the picks.</param>
    public void Run<TTake>(in TTake take)
        where TTake : struct, ITake, allows ref struct
    {
        Volume source = _plan.Source;
        Volume target = _plan.Target;
        for (nint batch = 0; batch < target.Batch.Length; batch++)
        {
            for (nint channel = 0; channel < target.Channels.Length; channel++)
            {
                PlaneReduction plane = _plan.Of(batch, channel);
                nint output = 0;
                for (nint depth = 0; depth < target.Depth.Length; depth++)
                {
                    ElementRange depths = plane.Depth.Sources(depth, out _);
                    for (nint height = 0; height < target.Height.Length; height++)
                    {
                        ElementRange heights = plane.Height.Sources(height, out _);
                        for (nint width = 0; width < target.Width.Length; width++)
                        {
                            WindowElements window = new(source, depths, heights, plane.Width.Sources(width, out _));
                            double random = SeededRandom.Uniform(seed, batch, channel, output);
                            take.Take(batch, channel, output, Pick(batch, channel, window, random));
                            output++;
                        }
                    }
                }
            }
        }
    }

    private Candidate<T> Pick(nint batch, nint channel, WindowElements window, double random)
    {
        double sum = 0;
        foreach (nint index in window)
        {
            T element = _input[batch, channel, index];
            if (T.IsNaN(element) || T.IsPositiveInfinity(element))
            {
                // The first NaN decides; before it, an infinity outweighs all that is finite.
                return FirstNaN(batch, channel, window) ?? new Candidate<T>(element, index);
            }

            sum += double.Max(double.CreateSaturating(element), 0);
        }

        Candidate<T> picked = new(T.Zero, -1);
        double passed = 0;
        foreach (nint index in window)
        {
            T element = _input[batch, channel, index];
            if (element > T.Zero)
            {
                picked = new Candidate<T>(element, index);
                passed += double.CreateSaturating(element);
                if (passed > random * sum)
                {
                    break;
                }
            }
        }

        return picked;
    }

    private Candidate<T>? FirstNaN(nint batch, nint channel, WindowElements window)
    {
        foreach (nint index in window)
        {
            T element = _input[batch, channel, index];
            if (T.IsNaN(element))
            {
                return new Candidate<T>(element, index);
            }
        }

        return null;
    }

    /// <summary>Takes the element that was picked for an output.</summary>
    internal interface ITake
    {
        void Take(nint batch, nint channel, nint output, Candidate<T> picked);
    }
}
