using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>Rows of winners, from distances to the origins of their windows to numbers of a convention.</summary>
/// <typeparam name="TCode">The type of the distances.</typeparam>
internal readonly ref struct WinnerNumbers<TCode>
    where TCode : INumber<TCode>
{
    private readonly IndexMap _map;
    private readonly Rows<long> _indices;
    private readonly int _inner;
    private readonly Volume _volume;
    private readonly bool _isEven;
    private readonly Scratch<long> _depths;
    private readonly Scratch<long> _heights;
    private readonly Scratch<long> _columns;

    /// <param name="plan">The windows.</param>
    /// <param name="numbering">How the elements of a plane are numbered, but for its start.</param>
    /// <param name="map">The convention.</param>
    /// <param name="indices">Where the numbers go.</param>
    public WinnerNumbers(PoolingPlan plan, Numbering numbering, IndexMap map, Rows<long> indices)
    {
        PlaneReduction plane = plan.Of(0, 0);
        nint row = plan.Source.Width.Length * numbering.Scale;
        _map = map;
        _indices = indices;
        _inner = (int)plan.Target.Inner.Length;
        _volume = indices.Volume;
        _isEven = map.IsEven;
        _depths = OriginsOf(plane.Depth, plan.Source.Height.Length * row);
        _heights = OriginsOf(plane.Height, row);
        _columns = OriginsOf(plane.Width, numbering.Scale, _inner, numbering.ChannelStep);
    }

    /// <summary>Writes some rows.</summary>
    /// <param name="place">The plane, the depth and the first row.</param>
    /// <param name="end">The row after the last.</param>
    /// <param name="codes">The distances, row by row; negative for none.</param>
    public void Write(RowPlace place, nint end, ref TCode codes)
    {
        int length = _columns.Span.Length;
        long start = _map.NumberingOf(place.Batch, place.Channel).Start + _depths.Span[(int)place.Depth];
        ReadOnlySpan<long> rows = _heights.Span[(int)place.Height..(int)end];
        if (_indices.WritesInPlace)
        {
            ref long numbers = ref MemoryMarshal.GetReference(_indices.Open(place));
            Number(ref codes, length, rows, start, _columns.Span, ref numbers, _volume.Height.Stride);
            for (int row = 0; !_isEven && row < rows.Length; row++)
            {
                Encode(place, MemoryMarshal.CreateSpan(ref Unsafe.Add(ref numbers, row * _volume.Height.Stride), length));
            }

            return;
        }

        foreach (ref readonly long row in rows)
        {
            Span<long> numbers = _indices.Open(place);
            Number(ref codes, length, new ReadOnlySpan<long>(in row), start, _columns.Span, ref numbers[0], length);
            if (!_isEven)
            {
                Encode(place, numbers);
            }

            _indices.Commit(place);
            codes = ref Unsafe.Add(ref codes, length);
            place = place with { Height = place.Height + 1 };
        }
    }

    public void Dispose()
    {
        _depths.Dispose();
        _heights.Dispose();
        _columns.Dispose();
    }

    /// <summary>What each target position adds to the number of an element.</summary>
    private static Scratch<long> OriginsOf(scoped in AxisReduction axis, nint scale, int inner = 1, nint innerStep = 0)
    {
        AxisOrigins origins = new(axis);
        Scratch<long> numbers = new(axis.Length * inner);
        for (int target = 0; target < axis.Length; target++)
        {
            nint origin = origins[target] * scale;
            for (int i = 0; i < inner; i++)
            {
                numbers.Span[(target * inner) + i] = origin + (i * innerStep);
            }
        }

        return numbers;
    }

    private void Encode(RowPlace place, Span<long> numbers)
    {
        // Where channels are planes, there is one inner element, and the place knows the channel.
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = _map.Encode(place.Batch, place.Channel + (i % _inner), (nint)numbers[i]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Number(
        ref TCode codes, nint length, ReadOnlySpan<long> rows, long start, ReadOnlySpan<long> columns, ref long numbers, nint step)
    {
        int count = Vector<TCode>.Count;
        ref long column = ref MemoryMarshal.GetReference(columns);
        foreach (long row in rows)
        {
            nint i = 0;
            Vector<long> starts = Vector.Create(start + row);
            for (; i < length && length >= count; i += count)
            {
                // The last vector has some of the one before once more, and comes to the same.
                i = nint.Min(i, length - count);
                Vector<TCode> some = Vector.LoadUnsafe(ref codes, (nuint)i);
                ref long to = ref Unsafe.Add(ref numbers, i);
                ref long from = ref Unsafe.Add(ref column, i);
                if (typeof(TCode) == typeof(int))
                {
                    Vector.Widen(some.As<TCode, int>(), out Vector<long> lower, out Vector<long> upper);
                    Number(lower, starts, ref from, ref to);
                    Number(upper, starts, ref Unsafe.Add(ref from, Vector<long>.Count), ref Unsafe.Add(ref to, Vector<long>.Count));
                }
                else
                {
                    Number(some.As<TCode, long>(), starts, ref from, ref to);
                }
            }

            for (; i < length; i++)
            {
                long code = long.CreateTruncating(Unsafe.Add(ref codes, i));
                Unsafe.Add(ref numbers, i) = code < 0 ? -1 : code + start + row + Unsafe.Add(ref column, i);
            }

            codes = ref Unsafe.Add(ref codes, length);
            numbers = ref Unsafe.Add(ref numbers, step);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Number(Vector<long> codes, Vector<long> starts, ref long columns, ref long numbers)
    {
        Vector<long> all = codes + Vector.LoadUnsafe(ref columns) + starts;
        Vector.ConditionalSelect(Vector.LessThan(codes, Vector<long>.Zero), codes, all).StoreUnsafe(ref numbers);
    }
}
