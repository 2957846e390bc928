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

    private static ReadOnlySpan<int> Places =>
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23];

    /// <summary>Whether lanes can do it.</summary>
    public static bool IsSupported<T, TAccumulator, TVector, TLanes>()
        where TLanes : struct, ILanes<T, TAccumulator, TVector> => TLanes.CanArrange && TLanes.Count >= MostSize / 2;

    /// <summary>Makes the windows that begin at some positions.</summary>
    /// <param name="lanes">The kind of pooling, for which parts of windows may overlap.</param>
    /// <param name="line">The first position.</param>
    /// <param name="size">The size of a window: 4, 8 or 16.</param>
    /// <param name="length">The number of windows, which is rounded up to whole vectors.</param>
    /// <param name="results">Where they go; apart from the line.</param>
    public static void Reduce<T, TAccumulator, TVector, TLanes>(
        TLanes lanes, ref TAccumulator line, int size, nint length, ref TAccumulator results)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
    {
        switch (size)
        {
            case 4:
                Reduce<T, TAccumulator, TVector, TLanes, Four>(lanes, ref line, length, ref results);
                break;
            case 8:
                Reduce<T, TAccumulator, TVector, TLanes, Eight>(lanes, ref line, length, ref results);
                break;
            default:
                Reduce<T, TAccumulator, TVector, TLanes, Sixteen>(lanes, ref line, length, ref results);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Reduce<T, TAccumulator, TVector, TLanes, TSize>(
        TLanes lanes, ref TAccumulator line, nint length, ref TAccumulator results)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
        where TSize : struct, ISize
    {
        int count = TLanes.Count;
        TVector by1 = OrderOf<T, TAccumulator, TVector, TLanes>(1);
        TVector by2 = OrderOf<T, TAccumulator, TVector, TLanes>(2);
        TVector by4 = OrderOf<T, TAccumulator, TVector, TLanes>(4);
        TVector by8 = OrderOf<T, TAccumulator, TVector, TLanes>(int.Min(8, count));

        // Of each size, windows are known up to one vector less far than of half the size.
        TVector one = TLanes.Load(in line);
        TVector two = one;
        TVector four = one;
        TVector eight = one;
        nint ahead = TSize.Doublings * count;
        for (nint i = count - ahead; i < length; i += count)
        {
            TVector nextOne = TLanes.Load(in Unsafe.Add(ref line, i + ahead));
            TVector nextTwo = TLanes.Settle(lanes.Combine(one, TLanes.Arrange(one, nextOne, by1)));
            TVector nextFour = TLanes.Settle(lanes.Combine(two, TLanes.Arrange(two, nextTwo, by2)));
            TVector result = nextFour;
            if (TSize.Doublings > 2)
            {
                TVector nextEight = TLanes.Settle(lanes.Combine(four, TLanes.Arrange(four, nextFour, by4)));
                result = nextEight;
                if (TSize.Doublings > 3)
                {
                    result = lanes.Combine(eight, count == 8 ? nextEight : TLanes.Arrange(eight, nextEight, by8));
                    eight = nextEight;
                }

                four = nextFour;
            }

            two = nextTwo;
            one = nextOne;
            if (i >= 0)
            {
                TLanes.Store(result, ref Unsafe.Add(ref results, i));
            }
        }
    }

    /// <summary>The order that has the partial results some places on first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector OrderOf<T, TAccumulator, TVector, TLanes>(int distance)
        where TLanes : struct, ILanes<T, TAccumulator, TVector> =>
        TLanes.Load(in Unsafe.As<int, TAccumulator>(ref Unsafe.AsRef(in Places[distance])));

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
}
