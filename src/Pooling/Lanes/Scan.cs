using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>
/// Large windows, after van Herk, and Gil and Werman: rows are cut into stretches as long as a window, so that each window
/// is the end of one stretch and the beginning of the next. Ends are merged backward and kept, beginnings forward: three
/// merges a row, however large the windows are.
/// </summary>
/// <remarks>It is optimized at once, as <see cref="Taps"/> is.</remarks>
internal static class Scan
{
    /// <summary>How many vectors are merged side by side.</summary>
    private const int Group = 4;

    /// <summary>How many partial results the working memory must hold.</summary>
    /// <param name="size">The number of rows of a window.</param>
    /// <param name="lanes">How many partial results a vector holds.</param>
    public static int MemoryLength(int size, int lanes) => size * Group * lanes;

    /// <summary>Makes the windows that begin with each of some rows.</summary>
    /// <param name="lanes">The kind of pooling.</param>
    /// <param name="rows">The first partial result of the first row.</param>
    /// <param name="step">The number of partial results of a row, no less than a vector holds.</param>
    /// <param name="size">The number of rows of a window.</param>
    /// <param name="windows">The number of windows.</param>
    /// <param name="memory">Working memory.</param>
    /// <param name="results">Where the windows go.</param>
    public static void Reduce<T, TAccumulator, TVector, TLanes>(
        TLanes lanes, ref TAccumulator rows, nint step, nint size, nint windows, ref TAccumulator memory, ref TAccumulator results)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
    {
        int count = TLanes.Count;
        for (nint window = 0; window < windows; window += size)
        {
            ref TAccumulator from = ref Unsafe.Add(ref rows, window * step);
            ref TAccumulator to = ref Unsafe.Add(ref results, window * step);
            nint some = nint.Min(size, windows - window);
            ref TAccumulator next = ref Unsafe.Add(ref from, size * step);
            nint i = 0;
            for (; i <= step - (Group * count); i += Group * count)
            {
                MergeEnds<T, TAccumulator, TVector, TLanes, FourVectors>(lanes, ref Unsafe.Add(ref from, i), step, size, ref memory);
                MakeWindows<T, TAccumulator, TVector, TLanes, FourVectors>(
                    lanes, ref Unsafe.Add(ref next, i), step, some, ref memory, ref Unsafe.Add(ref to, i));
            }

            for (; i < step; i += count)
            {
                // The last vector may have some partial results of the one before once more, which come to the same.
                nint at = nint.Min(i, step - count);
                MergeEnds<T, TAccumulator, TVector, TLanes, OneVector>(lanes, ref Unsafe.Add(ref from, at), step, size, ref memory);
                MakeWindows<T, TAccumulator, TVector, TLanes, OneVector>(
                    lanes, ref Unsafe.Add(ref next, at), step, some, ref memory, ref Unsafe.Add(ref to, at));
            }
        }
    }

    /// <summary>From each row of a stretch to its end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void MergeEnds<T, TAccumulator, TVector, TLanes, TGroup>(
        TLanes lanes, ref TAccumulator rows, nint step, nint size, ref TAccumulator ends)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
        where TGroup : struct, IGroup
    {
        int count = TLanes.Count;
        int group = TGroup.IsOne ? count : Group * count;
        ref TAccumulator from = ref Unsafe.Add(ref rows, (size - 1) * step);
        ref TAccumulator to = ref Unsafe.Add(ref ends, (size - 1) * group);
        TVector a = TLanes.Load(in from);
        TVector b = TGroup.IsOne ? a : TLanes.Load(in Unsafe.Add(ref from, count));
        TVector c = TGroup.IsOne ? a : TLanes.Load(in Unsafe.Add(ref from, 2 * count));
        TVector d = TGroup.IsOne ? a : TLanes.Load(in Unsafe.Add(ref from, 3 * count));
        for (nint row = size - 1; ; row--)
        {
            TLanes.Store(a, ref to);
            if (!TGroup.IsOne)
            {
                TLanes.Store(b, ref Unsafe.Add(ref to, count));
                TLanes.Store(c, ref Unsafe.Add(ref to, 2 * count));
                TLanes.Store(d, ref Unsafe.Add(ref to, 3 * count));
            }

            if (row == 0)
            {
                return;
            }

            from = ref Unsafe.Subtract(ref from, step);
            to = ref Unsafe.Subtract(ref to, (nint)group);
            a = lanes.Combine(TLanes.Load(in from), a);
            b = TGroup.IsOne ? a : lanes.Combine(TLanes.Load(in Unsafe.Add(ref from, count)), b);
            c = TGroup.IsOne ? a : lanes.Combine(TLanes.Load(in Unsafe.Add(ref from, 2 * count)), c);
            d = TGroup.IsOne ? a : lanes.Combine(TLanes.Load(in Unsafe.Add(ref from, 3 * count)), d);
        }
    }

    /// <summary>Makes windows of what they have in one stretch and in the next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void MakeWindows<T, TAccumulator, TVector, TLanes, TGroup>(
        TLanes lanes, ref TAccumulator next, nint step, nint windows, ref TAccumulator end, ref TAccumulator to)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
        where TGroup : struct, IGroup
    {
        int count = TLanes.Count;
        int group = TGroup.IsOne ? count : Group * count;
        TLanes.Store(TLanes.Load(in end), ref to);
        if (!TGroup.IsOne)
        {
            TLanes.Store(TLanes.Load(in Unsafe.Add(ref end, count)), ref Unsafe.Add(ref to, count));
            TLanes.Store(TLanes.Load(in Unsafe.Add(ref end, 2 * count)), ref Unsafe.Add(ref to, 2 * count));
            TLanes.Store(TLanes.Load(in Unsafe.Add(ref end, 3 * count)), ref Unsafe.Add(ref to, 3 * count));
        }

        if (windows == 1)
        {
            return;
        }

        TVector a = TLanes.Load(in next);
        TVector b = TGroup.IsOne ? a : TLanes.Load(in Unsafe.Add(ref next, count));
        TVector c = TGroup.IsOne ? a : TLanes.Load(in Unsafe.Add(ref next, 2 * count));
        TVector d = TGroup.IsOne ? a : TLanes.Load(in Unsafe.Add(ref next, 3 * count));
        for (nint window = 1; ; window++)
        {
            end = ref Unsafe.Add(ref end, group);
            to = ref Unsafe.Add(ref to, step);
            TLanes.Store(lanes.Combine(TLanes.Load(in end), a), ref to);
            if (!TGroup.IsOne)
            {
                TLanes.Store(lanes.Combine(TLanes.Load(in Unsafe.Add(ref end, count)), b), ref Unsafe.Add(ref to, count));
                TLanes.Store(lanes.Combine(TLanes.Load(in Unsafe.Add(ref end, 2 * count)), c), ref Unsafe.Add(ref to, 2 * count));
                TLanes.Store(lanes.Combine(TLanes.Load(in Unsafe.Add(ref end, 3 * count)), d), ref Unsafe.Add(ref to, 3 * count));
            }

            if (window == windows - 1)
            {
                return;
            }

            next = ref Unsafe.Add(ref next, step);
            a = lanes.Combine(a, TLanes.Load(in next));
            b = TGroup.IsOne ? a : lanes.Combine(b, TLanes.Load(in Unsafe.Add(ref next, count)));
            c = TGroup.IsOne ? a : lanes.Combine(c, TLanes.Load(in Unsafe.Add(ref next, 2 * count)));
            d = TGroup.IsOne ? a : lanes.Combine(d, TLanes.Load(in Unsafe.Add(ref next, 3 * count)));
        }
    }

    /// <summary>How many vectors are merged side by side.</summary>
    private interface IGroup
    {
        /// <summary>Whether it is one; else they are four.</summary>
        static abstract bool IsOne { get; }
    }

    private readonly struct OneVector : IGroup
    {
        public static bool IsOne => true;
    }

    private readonly struct FourVectors : IGroup
    {
        public static bool IsOne => false;
    }
}
