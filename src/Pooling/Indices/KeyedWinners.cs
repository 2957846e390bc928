using System.Numerics;
using System.Runtime.Intrinsics;

namespace Pooling;

/// <summary>
/// Winners of large windows, for types of up to 32 bits: each element becomes one number that says how large it is and then
/// how early it comes, so that the winner of a window is the largest of its numbers, which the driver finds. Its cost grows
/// with the logarithm of the window's size, as that of the values does. A plane is made at a time.
/// </summary>
internal readonly ref struct KeyedWinners<T>
    where T : INumber<T>
{
    private const int IndexBits = 31;

    private readonly SourceRows<T> _source;
    private readonly PoolingPlan _plan;
    private readonly PlaneReduction _plane;
    private readonly bool _isSmallest;
    private readonly bool _ignoresNaN;
    private readonly Volume _keyVolume;
    private readonly Volume _winnerVolume;
    private readonly Scratch<long> _keys;
    private readonly Scratch<long> _winners;
    private readonly Scratch<nint> _made;

    /// <param name="source">The input.</param>
    /// <param name="plan">The windows, the same for every plane.</param>
    /// <param name="isSmallest">Whether the smallest element wins.</param>
    /// <param name="ignoresNaN">Whether NaN is passed over.</param>
    public KeyedWinners(SourceRows<T> source, PoolingPlan plan, bool isSmallest, bool ignoresNaN)
    {
        _source = source;
        _plan = plan;
        _plane = plan.Of(0, 0);
        _isSmallest = isSmallest;
        _ignoresNaN = ignoresNaN;
        _keyVolume = plan.Source.OnePlane(plan.Source.Width.Length);
        _winnerVolume = plan.Target.OnePlane(plan.Target.Width.Length);
        _keys = new Scratch<long>(_keyVolume.PlaneCount);
        _winners = new Scratch<long>(_winnerVolume.PlaneCount);
        _made = new Scratch<nint>(1);
        _made.Span[0] = -1;
    }

    /// <summary>Whether elements of the type fit in a number, with their index.</summary>
    public static bool Supports(in Volume source) =>
        (typeof(T) == typeof(float)
            || typeof(T) == typeof(Half)
            || typeof(T) == typeof(byte)
            || typeof(T) == typeof(sbyte)
            || typeof(T) == typeof(short)
            || typeof(T) == typeof(ushort)
            || typeof(T) == typeof(int)
            || typeof(T) == typeof(uint))
        && source.PlaneCount <= int.MaxValue;

    /// <summary>The index of each winner of a row in its plane; -1 where there is none.</summary>
    /// <param name="place">The row.</param>
    /// <param name="values">The results.</param>
    /// <param name="indices">Where they go.</param>
    public void Find(RowPlace place, ReadOnlySpan<T> values, Span<long> indices)
    {
        nint plane = (place.Batch * _plan.Target.Channels.Length) + place.Channel;
        if (_made.Span[0] != plane)
        {
            Make(place.Batch, place.Channel);
            _made.Span[0] = plane;
        }

        ReadOnlySpan<long> winners = _winners.Span.Slice((int)_winnerVolume.Offset(place), values.Length);
        for (int i = 0; i < values.Length; i++)
        {
            long winner = winners[i];
            long order = OrderOf(values[i]);
            if (winner == long.MinValue || winner >> IndexBits != order)
            {
                // A result that is no element, as a zero of the padding, has another order than the winner.
                indices[i] = -1;
                continue;
            }

            long late = winner & int.MaxValue;
            indices[i] = order == int.MaxValue && T.IsNaN(values[i]) ? late : int.MaxValue - late;
        }
    }

    public void Dispose()
    {
        _keys.Dispose();
        _winners.Dispose();
        _made.Dispose();
    }

    private void Make(nint batch, nint channel)
    {
        Volume volume = _source.Volume;
        int inner = (int)volume.Inner.Length;
        Span<long> keys = _keys.Span;
        nint index = 0;
        for (nint depth = 0; depth < volume.Depth.Length; depth++)
        {
            for (nint height = 0; height < volume.Height.Length; height++)
            {
                ReadOnlySpan<T> row = _source.Read(new RowPlace(batch, channel, depth, height));
                for (int i = 0; i < row.Length; i += inner)
                {
                    for (int j = i; j < i + inner; j++)
                    {
                        keys[j] = KeyOf(row[j], index);
                    }

                    index++;
                }

                keys = keys[row.Length..];
            }
        }

        using SourceRows<long> source = SourceRows<long>.Of(_keys.Span, _keyVolume);
        using Rows<long> target = Rows<long>.Of(_winners.Span, _winnerVolume);
        switch (VectorWidth.For<long>(_plan))
        {
            case 512:
                Run<Vector512<long>, Width512<long>>(source, target, batch, channel);
                break;
            case 256:
                Run<Vector256<long>, Width256<long>>(source, target, batch, channel);
                break;
            default:
                Run<Vector128<long>, Width128<long>>(source, target, batch, channel);
                break;
        }
    }

    private void Run<TVector, TWidth>(in SourceRows<long> source, in Rows<long> target, nint batch, nint channel)
        where TWidth : struct, IWidth<TVector, long>
    {
        PlaneDriver<
            long,
            long,
            long,
            ExtremeOperator<long, Largest<long>>,
            TVector,
            VectorLanes<long, long, long, ExtremeOperator<long, Largest<long>>, TVector, TWidth>,
            Rows<long>>.Run(
                default, default, _plane, source, target, new OneShare(Share.Plane(_plan.Target, batch, channel)));
    }

    private long KeyOf(T element, nint index)
    {
        long order = OrderOf(element);
        if (order == int.MaxValue && T.IsNaN(element))
        {
            // The last NaN wins; one that is passed over loses to everything.
            return _ignoresNaN ? long.MinValue : (order << IndexBits) + index;
        }

        return (order << IndexBits) + (int.MaxValue - index);
    }

    /// <summary>A number that is the larger, the better an element is; the largest for NaN.</summary>
    private long OrderOf(T element)
    {
        long order;
        if (NumberType<T>.IsInteger)
        {
            order = long.CreateTruncating(element);
        }
        else
        {
            float number = float.CreateTruncating(element);
            if (float.IsNaN(number))
            {
                return int.MaxValue;
            }

            // Those of negative numbers count backward. Zeros of both signs are equal.
            int bits = BitConverter.SingleToInt32Bits(number + 0f);
            order = bits >= 0 ? bits : bits ^ int.MaxValue;
        }

        return _isSmallest ? -1 - order : order;
    }
}
