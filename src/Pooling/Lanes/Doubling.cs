using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>
/// Windows of a power of two from every position of a line on: windows are merged with those half as far on until they are
/// large enough, without leaving the registers.
/// </summary>
/// <remarks>
/// Smaller windows of any size may come along: one of each power of two that their size has, the largest first. It is
/// optimized at once, as <see cref="Taps"/> is.
/// </remarks>
internal static class Doubling
{
    /// <summary>The largest windows.</summary>
    public const int MostSize = 16;

    /// <summary>How many vectors past the last result are read.</summary>
    public const int VectorsAhead = 4;

    /// <summary>Whether lanes can do it.</summary>
    public static bool IsSupported<T, TAccumulator, TVector, TLanes>()
        where TLanes : struct, ILanes<T, TAccumulator, TVector> => TLanes.CanShift && TLanes.Count >= MostSize / 2;

    /// <summary>Makes the windows that begin at some positions.</summary>
    /// <param name="lanes">The kind of pooling.</param>
    /// <param name="line">The first position.</param>
    /// <param name="size">The size of a window: 4, 8 or 16.</param>
    /// <param name="rest">The size of smaller windows that are made besides, or 0.</param>
    /// <param name="length">The number of windows, which is rounded up to whole vectors.</param>
    /// <param name="rests">Where the smaller windows go, with room for a vector more.</param>
    /// <param name="results">Where windows go; apart from the line.</param>
    /// <param name="outputs">Where outputs will be made of them, which is asked for meanwhile.</param>
    public static void Reduce<T, TAccumulator, TVector, TLanes>(
        TLanes lanes,
        ref TAccumulator line,
        int size,
        int rest,
        nint length,
        ref TAccumulator rests,
        ref TAccumulator results,
        ref TAccumulator outputs)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
    {
        switch (size)
        {
            case 4:
                Reduce<T, TAccumulator, TVector, TLanes, Four>(lanes, ref line, rest, length, ref rests, ref results, ref outputs);
                break;
            case 8:
                Reduce<T, TAccumulator, TVector, TLanes, Eight>(lanes, ref line, rest, length, ref rests, ref results, ref outputs);
                break;
            default:
                Reduce<T, TAccumulator, TVector, TLanes, Sixteen>(lanes, ref line, rest, length, ref rests, ref results, ref outputs);
                break;
        }
    }

    private static void Reduce<T, TAccumulator, TVector, TLanes, TSize>(
        TLanes lanes,
        ref TAccumulator line,
        int rest,
        nint length,
        ref TAccumulator rests,
        ref TAccumulator results,
        ref TAccumulator outputs)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
        where TSize : struct, ISize
    {
        if (rest == 0)
        {
            Reduce<T, TAccumulator, TVector, TLanes, TSize, NoRest>(lanes, ref line, rest, length, ref rests, ref results, ref outputs);
        }
        else
        {
            Reduce<T, TAccumulator, TVector, TLanes, TSize, SomeRest>(lanes, ref line, rest, length, ref rests, ref results, ref outputs);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Reduce<T, TAccumulator, TVector, TLanes, TSize, TRest>(
        TLanes lanes,
        ref TAccumulator line,
        int rest,
        nint length,
        ref TAccumulator rests,
        ref TAccumulator results,
        ref TAccumulator outputs)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
        where TSize : struct, ISize
        where TRest : struct, IRest
    {
        int count = TLanes.Count;

        // Of each size, windows are known up to one vector less far than of half the size.
        TVector one = TLanes.Load(in line);
        TVector two = one;
        TVector four = one;
        TVector eight = one;

        // So are the ends of the smaller windows, of at most 1, of at most 3, and so on.
        TVector lastThree = one;
        TVector lastSeven = one;
        nint ahead = TSize.Doublings * count;
        for (nint i = count - ahead; i < length; i += count)
        {
            TVector nextOne = TLanes.Load(in Unsafe.Add(ref line, i + ahead));
            TVector nextTwo = TLanes.Settle(lanes.Combine(one, TLanes.Shift(one, nextOne, 1)));
            TVector nextFour = TLanes.Settle(lanes.Combine(two, TLanes.Shift(two, nextTwo, 2)));
            TVector result = nextFour;
            TVector last = one;
            if (TRest.Exists)
            {
                last = (rest & 3) == 3 ? lanes.Combine(nextTwo, TLanes.Shift(one, nextOne, 2)) : (rest & 2) != 0 ? nextTwo : one;
            }

            if (TSize.Doublings > 2)
            {
                TVector nextEight = TLanes.Settle(lanes.Combine(four, TLanes.Shift(four, nextFour, 4)));
                result = nextEight;
                if (TRest.Exists)
                {
                    TVector nextThree = TLanes.Settle(last);
                    last = (rest & 4) == 0 ? lastThree
                        : (rest & 3) == 0 ? nextFour
                        : lanes.Combine(nextFour, TLanes.Shift(lastThree, nextThree, 4));
                    lastThree = nextThree;
                }

                if (TSize.Doublings > 3)
                {
                    result = lanes.Combine(eight, count == 8 ? nextEight : TLanes.Shift(eight, nextEight, 8));
                    eight = nextEight;
                    if (TRest.Exists)
                    {
                        TVector nextSeven = TLanes.Settle(last);
                        last = (rest & 8) == 0 ? lastSeven
                            : (rest & 7) == 0 ? nextEight
                            : lanes.Combine(nextEight, count == 8 ? nextSeven : TLanes.Shift(lastSeven, nextSeven, 8));
                        lastSeven = nextSeven;
                    }
                }

                four = nextFour;
            }

            two = nextTwo;
            one = nextOne;
            if (i >= 0)
            {
                Prefetch.After(in Unsafe.Add(ref outputs, i), 0);
                TLanes.Store(result, ref Unsafe.Add(ref results, i));
            }

            if (TRest.Exists && i >= -count)
            {
                TLanes.Store(last, ref Unsafe.Add(ref rests, i + count));
            }
        }
    }

    /// <summary>How often windows are doubled.</summary>
    private interface ISize
    {
        static abstract int Doublings { get; }
    }

    private readonly struct Four : ISize
    {
        public static int Doublings => 2;
    }

    private readonly struct Eight : ISize
    {
        public static int Doublings => 3;
    }

    private readonly struct Sixteen : ISize
    {
        public static int Doublings => 4;
    }

    /// <summary>Whether smaller windows are made besides.</summary>
    private interface IRest
    {
        static abstract bool Exists { get; }
    }

    private readonly struct NoRest : IRest
    {
        public static bool Exists => false;
    }

    private readonly struct SomeRest : IRest
    {
        public static bool Exists => true;
    }
}
