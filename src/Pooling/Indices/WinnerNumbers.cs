using System.Numerics;
using System.Numerics.Tensors;

using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>Rows of winners, from distances to the origins of their windows to numbers of a convention.</summary>
/// <typeparam name="TCode">The type of the distances.</typeparam>
internal readonly ref struct WinnerNumbers<TCode>
    where TCode : INumber<TCode>
{
    private readonly IndexMap _map;
    private readonly int _inner;
    private readonly int _rows;
    private readonly Scratch<long> _depths;
    private readonly Scratch<long> _heights;
    private readonly Scratch<TCode> _columns;

    /// <param name="plan">The windows.</param>
    /// <param name="numbering">How the elements of a plane are numbered, but for its start.</param>
    /// <param name="map">The convention.</param>
    // A caller that had all of this would clear many more variables at each call.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public WinnerNumbers(PoolingPlan plan, Numbering numbering, IndexMap map)
    {
        PlaneReduction plane = plan.Of(0, 0);
        nint row = plan.Source.Width.Length * numbering.Scale;
        _map = map;
        _inner = (int)plan.Target.Inner.Length;
        _rows = (int)plan.Target.Height.Length;
        _depths = OriginsOf<long>(plane.Depth, plan.Source.Height.Length * row);
        _heights = OriginsOf<long>(plane.Height, row);
        _columns = OriginsOf<TCode>(plane.Width, numbering.Scale, _inner, numbering.ChannelStep);
    }

    /// <summary>Whether numbers are those of the convention as they are, with no need of <see cref="Encode"/>.</summary>
    public bool AreFinal => _map.IsEven;

    /// <summary>Numbers some rows of codes, which are the distances of elements from where windows start.</summary>
    /// <param name="place">The plane, the depth and the first row.</param>
    /// <param name="numbers">Where the numbers go.</param>
    /// <param name="rowStep">From a row of numbers to the next.</param>
    public NumberedCodes<TCode> Number(RowPlace place, ref long numbers, nint rowStep)
    {
        long start = _map.NumberingOf(place.Batch, place.Channel).Start + _depths.Span[(int)place.Depth];
        return new NumberedCodes<TCode>(ref numbers, rowStep, start, _heights.Span[(int)place.Height.._rows], _columns.Span);
    }

    /// <summary>Makes numbers, where they do not grow evenly, those of the convention.</summary>
    public void Encode(RowPlace place, Span<long> numbers)
    {
        // Where channels are planes, there is one inner element, and the place knows the channel.
        for (int i = 0; i < numbers.Length && !AreFinal; i++)
        {
            numbers[i] = _map.Encode(place.Batch, place.Channel + (i % _inner), (nint)numbers[i]);
        }
    }

    public void Dispose()
    {
        _depths.Dispose();
        _heights.Dispose();
        _columns.Dispose();
    }

    /// <summary>What each target position adds to the number of an element.</summary>
    private static Scratch<TNumber> OriginsOf<TNumber>(scoped in AxisReduction axis, nint scale, int inner = 1, nint innerStep = 0)
        where TNumber : INumber<TNumber>
    {
        // A row may be read by whole vectors over its end.
        AxisOrigins origins = new(axis);
        Scratch<TNumber> memory = new((axis.Length * inner) + Vector<TNumber>.Count);
        Span<TNumber> numbers = memory.Span[..(int)(axis.Length * inner)];
        for (int target = 0; target * inner < numbers.Length; target++)
        {
            nint origin = origins[target] * scale;
            for (int i = 0; i < inner; i++)
            {
                numbers[(target * inner) + i] = TNumber.CreateTruncating(origin + (i * innerStep));
            }

            if (target == 0 && axis.TryGetSlide(out Slide slide))
            {
                Repeat(numbers, inner, TNumber.CreateTruncating(slide.Stride * scale));
                break;
            }
        }

        return memory;
    }

    /// <summary>Fills numbers with the first of them, which grow by the same from one time to the next.</summary>
    private static void Repeat<TNumber>(Span<TNumber> numbers, int count, TNumber step)
        where TNumber : INumber<TNumber>
    {
        while (count < numbers.Length)
        {
            int more = int.Min(count, numbers.Length - count);
            TensorPrimitives.Add(numbers[..more], step, numbers.Slice(count, more));
            count += more;
            step += step;
        }
    }
}
