using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>
/// Large windows over rows, after van Herk, and Gil and Werman: rows are cut into stretches as long as a window, so that
/// each window is the end of one stretch and the beginning of the next. Ends are merged backward and kept, beginnings
/// forward: three merges a row, however large the windows are.
/// </summary>
/// <remarks>
/// A few vectors of all rows of a stretch are taken at a time, so that its ends stay in the nearest cache. It is optimized at
/// once, as <see cref="Taps"/> is.
/// </remarks>
internal static class Scan
{
    /// <summary>How many vectors are merged side by side.</summary>
    private const int Group = 4;

    /// <summary>How many partial results the working memory must hold.</summary>
    /// <param name="size">The number of rows of a window.</param>
    /// <param name="length">The number of a row's elements.</param>
    /// <param name="lanes">How many partial results a vector holds.</param>
    public static nint MemoryLength(nint size, nint length, int lanes) =>
        size * (length >= Group * lanes ? Group * lanes : length >= 2 * lanes ? 2 * lanes : length >= lanes ? lanes : 1);

    /// <summary>Makes windows that follow each other.</summary>
    /// <param name="lanes">The kind of pooling.</param>
    /// <param name="identity">The partial result of no element.</param>
    /// <param name="rows">The first element of the first row.</param>
    /// <param name="step">From one row to the next.</param>
    /// <param name="count">The number of rows; windows may reach beyond them.</param>
    /// <param name="slide">The windows, without dilation.</param>
    /// <param name="first">The first window.</param>
    /// <param name="windows">The number of windows.</param>
    /// <param name="length">The number of a row's elements, each of which has windows of its own.</param>
    /// <param name="memory">Working memory.</param>
    /// <param name="results">Where the windows go.</param>
    /// <param name="resultStep">From one window to the next.</param>
    public static void Reduce<T, TSource, TAccumulator, TVector, TLanes, TReader>(
        TLanes lanes,
        TAccumulator identity,
        ref TSource rows,
        nint step,
        nint count,
        in Slide slide,
        nint first,
        nint windows,
        nint length,
        ref TAccumulator memory,
        ref TAccumulator results,
        nint resultStep)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
        where TReader : struct, IReader<TLanes, TSource, TAccumulator, TVector>
    {
        nint most = WindowsOf(slide);
        nint end = first + windows;
        for (nint next = first; next < end;)
        {
            // Stretches begin with the same windows whatever is asked for, so that sums do not depend on it.
            nint begin = next - (next % most);
            nint some = nint.Min(begin + most, end) - next;
            Stretch stretch = new(
                (next * slide.Stride) - slide.Before,
                (begin * slide.Stride) - slide.Before + slide.Size,
                slide.Size,
                slide.Stride,
                some,
                count,
                step,
                resultStep);
            ref TAccumulator to = ref Unsafe.Add(ref results, (next - first) * resultStep);
            next += some;
            nint vector = TLanes.Count;
            nint i = 0;
            for (; i <= length - (Group * vector); i += Group * vector)
            {
                Reduce<T, TSource, TAccumulator, TVector, TLanes, TReader, FourVectors>(
                    lanes, identity, ref Unsafe.Add(ref rows, i), stretch, ref memory, ref Unsafe.Add(ref to, i));
            }

            if (i <= length - (2 * vector))
            {
                Reduce<T, TSource, TAccumulator, TVector, TLanes, TReader, TwoVectors>(
                    lanes, identity, ref Unsafe.Add(ref rows, i), stretch, ref memory, ref Unsafe.Add(ref to, i));
                i += 2 * vector;
            }

            for (; i < length && length >= vector; i += vector)
            {
                // The last vector may have some elements of the one before once more, which come to the same.
                nint at = nint.Min(i, length - vector);
                Reduce<T, TSource, TAccumulator, TVector, TLanes, TReader, OneVector>(
                    lanes, identity, ref Unsafe.Add(ref rows, at), stretch, ref memory, ref Unsafe.Add(ref to, at));
            }

            for (; i < length; i++)
            {
                ReduceOne<T, TSource, TAccumulator, TVector, TLanes, TReader>(
                    lanes, identity, ref Unsafe.Add(ref rows, i), stretch, ref memory, ref Unsafe.Add(ref to, i));
            }
        }
    }

    /// <summary>How many windows begin in a stretch.</summary>
    public static nint WindowsOf(in Slide slide) => (slide.Size + slide.Stride - 1) / slide.Stride;

    private static void Reduce<T, TSource, TAccumulator, TVector, TLanes, TReader, TGroup>(
        TLanes lanes, TAccumulator identity, ref TSource rows, in Stretch stretch, ref TAccumulator ends, ref TAccumulator results)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
        where TReader : struct, IReader<TLanes, TSource, TAccumulator, TVector>
        where TGroup : struct, IGroup
    {
        int group = TGroup.Count * TLanes.Count;
        nint begun = stretch.End <= 0 ? 0 : stretch.WindowsBefore(nint.Min(stretch.End, stretch.Rows));
        if (begun < stretch.Windows)
        {
            MemoryMarshal.CreateSpan(ref ends, (int)stretch.Windows * group).Fill(identity);
        }

        if (begun > 0)
        {
            MergeEnds<T, TSource, TAccumulator, TVector, TLanes, TReader, TGroup>(lanes, ref rows, stretch, begun, ref ends);
        }

        MakeWindows<T, TSource, TAccumulator, TVector, TLanes, TReader, TGroup>(lanes, ref rows, stretch, ref ends, ref results);
    }

    /// <summary>From the first row of each window to the end of the stretch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void MergeEnds<T, TSource, TAccumulator, TVector, TLanes, TReader, TGroup>(
        TLanes lanes, ref TSource rows, in Stretch stretch, nint windows, ref TAccumulator ends)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
        where TReader : struct, IReader<TLanes, TSource, TAccumulator, TVector>
        where TGroup : struct, IGroup
    {
        int count = TLanes.Count;
        int group = TGroup.Count * count;
        nint step = stretch.Step;
        nint stride = stretch.Stride;
        nint row = nint.Min(stretch.End, stretch.Rows) - 1;
        ref TSource from = ref Unsafe.Add(ref rows, row * step);
        TVector a = TReader.Read(lanes, in from);
        TVector b = TGroup.Count < 2 ? a : TReader.Read(lanes, in Unsafe.Add(ref from, count));
        TVector c = TGroup.Count < 4 ? a : TReader.Read(lanes, in Unsafe.Add(ref from, 2 * count));
        TVector d = TGroup.Count < 4 ? a : TReader.Read(lanes, in Unsafe.Add(ref from, 3 * count));
        ref TAccumulator to = ref Unsafe.Add(ref ends, (windows - 1) * group);
        nint start = stretch.First + ((windows - 1) * stride);
        for (nint window = windows; window > 0; window--)
        {
            for (nint most = nint.Max(start, 0); row > most; row--)
            {
                from = ref Unsafe.Subtract(ref from, step);
                a = TReader.Append(lanes, a, in from);
                b = TGroup.Count < 2 ? a : TReader.Append(lanes, b, in Unsafe.Add(ref from, count));
                c = TGroup.Count < 4 ? a : TReader.Append(lanes, c, in Unsafe.Add(ref from, 2 * count));
                d = TGroup.Count < 4 ? a : TReader.Append(lanes, d, in Unsafe.Add(ref from, 3 * count));
            }

            Store<T, TAccumulator, TVector, TLanes, TGroup>(a, b, c, d, ref to);
            to = ref Unsafe.Subtract(ref to, (nint)group);
            start -= stride;
        }
    }

    /// <summary>Makes windows of what they have in one stretch and in the next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void MakeWindows<T, TSource, TAccumulator, TVector, TLanes, TReader, TGroup>(
        TLanes lanes, ref TSource rows, in Stretch stretch, ref TAccumulator end, ref TAccumulator to)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
        where TReader : struct, IReader<TLanes, TSource, TAccumulator, TVector>
        where TGroup : struct, IGroup
    {
        int count = TLanes.Count;
        int group = TGroup.Count * count;
        nint step = stretch.Step;
        nint stride = stretch.Stride;
        nint windows = stretch.Windows;
        nint all = stretch.Rows;
        nint resultStep = stretch.ResultStep;
        nint row = nint.Max(stretch.End, 0);
        nint most = stretch.First + stretch.Size;
        nint window = 0;
        for (; window < windows && (most <= row || row >= all); window++)
        {
            // Nothing of the next stretch yet.
            TVector a0 = TLanes.Load(in end);
            TVector b0 = TGroup.Count < 2 ? a0 : TLanes.Load(in Unsafe.Add(ref end, count));
            TVector c0 = TGroup.Count < 4 ? a0 : TLanes.Load(in Unsafe.Add(ref end, 2 * count));
            TVector d0 = TGroup.Count < 4 ? a0 : TLanes.Load(in Unsafe.Add(ref end, 3 * count));
            Store<T, TAccumulator, TVector, TLanes, TGroup>(a0, b0, c0, d0, ref to);
            end = ref Unsafe.Add(ref end, group);
            to = ref Unsafe.Add(ref to, resultStep);
            most += stride;
        }

        if (window == windows)
        {
            return;
        }

        ref TSource next = ref Unsafe.Add(ref rows, row * step);
        TVector a = TReader.Read(lanes, in next);
        TVector b = TGroup.Count < 2 ? a : TReader.Read(lanes, in Unsafe.Add(ref next, count));
        TVector c = TGroup.Count < 4 ? a : TReader.Read(lanes, in Unsafe.Add(ref next, 2 * count));
        TVector d = TGroup.Count < 4 ? a : TReader.Read(lanes, in Unsafe.Add(ref next, 3 * count));
        row++;
        for (; window < windows; window++)
        {
            for (nint last = nint.Min(most, all); row < last; row++)
            {
                next = ref Unsafe.Add(ref next, step);
                a = TReader.Append(lanes, a, in next);
                b = TGroup.Count < 2 ? a : TReader.Append(lanes, b, in Unsafe.Add(ref next, count));
                c = TGroup.Count < 4 ? a : TReader.Append(lanes, c, in Unsafe.Add(ref next, 2 * count));
                d = TGroup.Count < 4 ? a : TReader.Append(lanes, d, in Unsafe.Add(ref next, 3 * count));
            }

            TLanes.Store(lanes.Combine(TLanes.Load(in end), a), ref to);
            if (TGroup.Count > 1)
            {
                TLanes.Store(lanes.Combine(TLanes.Load(in Unsafe.Add(ref end, count)), b), ref Unsafe.Add(ref to, count));
            }

            if (TGroup.Count > 2)
            {
                TLanes.Store(lanes.Combine(TLanes.Load(in Unsafe.Add(ref end, 2 * count)), c), ref Unsafe.Add(ref to, 2 * count));
                TLanes.Store(lanes.Combine(TLanes.Load(in Unsafe.Add(ref end, 3 * count)), d), ref Unsafe.Add(ref to, 3 * count));
            }

            end = ref Unsafe.Add(ref end, group);
            to = ref Unsafe.Add(ref to, resultStep);
            most += stride;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T, TAccumulator, TVector, TLanes, TGroup>(
        TVector a, TVector b, TVector c, TVector d, ref TAccumulator to)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
        where TGroup : struct, IGroup
    {
        int count = TLanes.Count;
        TLanes.Store(a, ref to);
        if (TGroup.Count > 1)
        {
            TLanes.Store(b, ref Unsafe.Add(ref to, count));
        }

        if (TGroup.Count > 2)
        {
            TLanes.Store(c, ref Unsafe.Add(ref to, 2 * count));
            TLanes.Store(d, ref Unsafe.Add(ref to, 3 * count));
        }
    }

    /// <summary>The windows of one element of each row.</summary>
    private static void ReduceOne<T, TSource, TAccumulator, TVector, TLanes, TReader>(
        TLanes lanes, TAccumulator identity, ref TSource rows, in Stretch stretch, ref TAccumulator ends, ref TAccumulator results)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
        where TReader : struct, IReader<TLanes, TSource, TAccumulator, TVector>
    {
        TAccumulator part = identity;
        nint row = nint.Min(stretch.End, stretch.Rows);
        for (nint window = stretch.Windows - 1; window >= 0; window--)
        {
            for (nint start = nint.Max(stretch.First + (window * stretch.Stride), 0); row > start;)
            {
                row--;
                part = lanes.CombineOne(part, TReader.ReadOne(lanes, in Unsafe.Add(ref rows, row * stretch.Step)));
            }

            Unsafe.Add(ref ends, window) = part;
        }

        part = identity;
        row = nint.Max(stretch.End, 0);
        for (nint window = 0; window < stretch.Windows; window++)
        {
            for (nint end = nint.Min(stretch.First + (window * stretch.Stride) + stretch.Size, stretch.Rows); row < end; row++)
            {
                part = lanes.CombineOne(part, TReader.ReadOne(lanes, in Unsafe.Add(ref rows, row * stretch.Step)));
            }

            Unsafe.Add(ref results, window * stretch.ResultStep) = lanes.CombineOne(Unsafe.Add(ref ends, window), part);
        }
    }

    /// <summary>How many vectors are merged side by side.</summary>
    private interface IGroup
    {
        /// <summary>That: 1, 2 or 4.</summary>
        static abstract int Count { get; }
    }

    private readonly struct OneVector : IGroup
    {
        public static int Count => 1;
    }

    private readonly struct TwoVectors : IGroup
    {
        public static int Count => 2;
    }

    private readonly struct FourVectors : IGroup
    {
        public static int Count => 4;
    }

    /// <summary>Rows that some windows begin in.</summary>
    /// <param name="First">The first row of the first window, which may lie before all there are.</param>
    /// <param name="End">The row after the last.</param>
    /// <param name="Size">The number of rows of a window.</param>
    /// <param name="Stride">From one window to the next.</param>
    /// <param name="Windows">The number of windows.</param>
    /// <param name="Rows">The number of all rows.</param>
    /// <param name="Step">From one row to the next in memory.</param>
    /// <param name="ResultStep">From one result to the next in memory.</param>
    private readonly record struct Stretch(
        nint First, nint End, nint Size, nint Stride, nint Windows, nint Rows, nint Step, nint ResultStep)
    {
        /// <summary>How many windows begin before a row.</summary>
        public nint WindowsBefore(nint row) => row <= First ? 0 : nint.Min(Windows, (row - First + Stride - 1) / Stride);
    }
}
