using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>
/// Windows of a power of two from every position of a line on: windows are merged with those half as far on until they are
/// large enough, without leaving the registers.
/// </summary>
/// <remarks>It is optimized at once, as <see cref="Taps"/> is.</remarks>
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
    /// <param name="length">The number of windows, which is rounded up to whole vectors.</param>
    /// <param name="fours">Where windows of 4 go besides, if windows are of 16 and these are asked for; else a null reference.</param>
    /// <param name="results">Where windows go; apart from the line.</param>
    /// <param name="outputs">Where outputs will be made of them, which is asked for meanwhile.</param>
    public static void Reduce<T, TAccumulator, TVector, TLanes>(
        TLanes lanes, ref TAccumulator line, int size, nint length, ref TAccumulator fours, ref TAccumulator results, ref TAccumulator outputs)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
    {
        switch (size)
        {
            case 4:
                Reduce<T, TAccumulator, TVector, TLanes, Four>(lanes, ref line, length, ref fours, ref results, ref outputs);
                break;
            case 8:
                Reduce<T, TAccumulator, TVector, TLanes, Eight>(lanes, ref line, length, ref fours, ref results, ref outputs);
                break;
            case MostSize when Unsafe.IsNullRef(in fours):
                Reduce<T, TAccumulator, TVector, TLanes, Sixteen>(lanes, ref line, length, ref fours, ref results, ref outputs);
                break;
            default:
                Reduce<T, TAccumulator, TVector, TLanes, FourAndSixteen>(lanes, ref line, length, ref fours, ref results, ref outputs);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Reduce<T, TAccumulator, TVector, TLanes, TSize>(
        TLanes lanes, ref TAccumulator line, nint length, ref TAccumulator fours, ref TAccumulator results, ref TAccumulator outputs)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
        where TSize : struct, ISize
    {
        int count = TLanes.Count;

        // Of each size, windows are known up to one vector less far than of half the size.
        TVector one = TLanes.Load(in line);
        TVector two = one;
        TVector four = one;
        TVector eight = one;
        nint ahead = TSize.Doublings * count;
        for (nint i = count - ahead; i < length; i += count)
        {
            TVector nextOne = TLanes.Load(in Unsafe.Add(ref line, i + ahead));
            TVector nextTwo = TLanes.Settle(lanes.Combine(one, TLanes.Shift(one, nextOne, 1)));
            TVector nextFour = TLanes.Settle(lanes.Combine(two, TLanes.Shift(two, nextTwo, 2)));
            TVector result = nextFour;
            if (TSize.Doublings > 2)
            {
                TVector nextEight = TLanes.Settle(lanes.Combine(four, TLanes.Shift(four, nextFour, 4)));
                result = nextEight;
                if (TSize.Doublings > 3)
                {
                    result = lanes.Combine(eight, count == 8 ? nextEight : TLanes.Shift(eight, nextEight, 8));
                    eight = nextEight;
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

            if (TSize.KeepsFours && i >= -2 * count)
            {
                TLanes.Store(nextFour, ref Unsafe.Add(ref fours, i + (2 * count)));
            }
        }
    }

    /// <summary>How often windows are doubled.</summary>
    private interface ISize
    {
        static abstract int Doublings { get; }

        /// <summary>Whether windows of four are kept besides.</summary>
        static virtual bool KeepsFours => false;
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

    private readonly struct FourAndSixteen : ISize
    {
        public static int Doublings => 4;

        public static bool KeepsFours => true;
    }
}
