using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>
/// Large windows over rows, after van Herk, and Gil and Werman: rows are cut into stretches as long as a window, so that
/// each window is the end of one stretch and the beginning of the next. Ends are merged backward and kept, beginnings
/// forward: three merges a row, however large the windows are.
/// </summary>
/// <remarks>
/// A few vectors of all rows of a stretch are taken at a time, so that its ends stay in the nearest cache. While ends are
/// merged, which needs nothing from far, the processor is told to ask for the elements that come next, and for where windows
/// go. It is optimized at once, as <see cref="Taps"/> is.
/// </remarks>
internal static class Scan
{
    /// <summary>How many vectors are merged side by side.</summary>
    private const int Group = 4;

    /// <summary>How many rows are added up one after another at the most.</summary>
    private const int MostInARow = 500;

    /// <summary>
    /// Sums of more rows are sums of so many: all rows before are kept apart from those at hand, so that less is rounded.
    /// </summary>
    private const int Piece = 128;

    /// <summary>How many partial results the working memory must hold.</summary>
    /// <param name="size">The number of rows of a window.</param>
    /// <param name="length">The number of a row's elements.</param>
    /// <param name="lanes">How many partial results a vector holds.</param>
    public static nint MemoryLength(nint size, nint length, int lanes) =>
        size * (length >= Group * lanes ? Group * lanes : length > lanes ? 2 * lanes : length == lanes ? lanes : 1);

    /// <summary>Makes windows that follow each other, and keeps them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
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
        where TReader : struct, IReader<TLanes, TSource, TAccumulator, TVector> =>
        Reduce<T, TSource, TAccumulator, TVector, TAccumulator, TLanes, TReader, ToPartials<T, TAccumulator, TVector, TLanes>>(
            lanes, default, identity, ref rows, step, count, slide, first, windows, length, ref memory, ref results, resultStep);

    /// <summary>Makes windows that follow each other.</summary>
    /// <param name="lanes">The kind of pooling.</param>
    /// <param name="writer">What becomes of the windows; for each element of one, its place is the window's, from the first.</param>
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
    public static void Reduce<T, TSource, TAccumulator, TVector, TTarget, TLanes, TReader, TWriter>(
        TLanes lanes,
        TWriter writer,
        TAccumulator identity,
        ref TSource rows,
        nint step,
        nint count,
        in Slide slide,
        nint first,
        nint windows,
        nint length,
        ref TAccumulator memory,
        ref TTarget results,
        nint resultStep)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
        where TReader : struct, IReader<TLanes, TSource, TAccumulator, TVector>
        where TWriter : struct, IWriter<TLanes, TAccumulator, TVector, TTarget>, allows ref struct
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
                resultStep,
                TLanes.Count);
            nint place = next - first;
            ref TTarget to = ref Unsafe.Add(ref results, place * resultStep);
            next += some;
            nint vector = TLanes.Count;
            nint i = 0;
            for (; i <= length - (Group * vector); i += Group * vector)
            {
                Reduce<T, TSource, TAccumulator, TVector, TTarget, TLanes, TReader, TWriter, FourVectors>(
                    lanes, writer, identity, ref Unsafe.Add(ref rows, i), stretch, ref memory, place, ref Unsafe.Add(ref to, i));
            }

            while (i < length - vector)
            {
                // Of two vectors, or of a last one, the end may have elements of the one before once more, which come to the same.
                Stretch two = stretch with { Second = nint.Min(vector, length - vector - i) };
                Reduce<T, TSource, TAccumulator, TVector, TTarget, TLanes, TReader, TWriter, TwoVectors>(
                    lanes, writer, identity, ref Unsafe.Add(ref rows, i), two, ref memory, place, ref Unsafe.Add(ref to, i));
                i += 2 * vector;
            }

            if (i < length && length >= vector)
            {
                nint at = nint.Min(i, length - vector);
                Reduce<T, TSource, TAccumulator, TVector, TTarget, TLanes, TReader, TWriter, OneVector>(
                    lanes, writer, identity, ref Unsafe.Add(ref rows, at), stretch, ref memory, place, ref Unsafe.Add(ref to, at));
                i += vector;
            }

            for (; i < length; i++)
            {
                ReduceOne<T, TSource, TAccumulator, TVector, TTarget, TLanes, TReader, TWriter>(
                    lanes, writer, identity, ref Unsafe.Add(ref rows, i), stretch, ref memory, place, ref Unsafe.Add(ref to, i));
            }
        }
    }

    /// <summary>How many windows begin in a stretch.</summary>
    public static nint WindowsOf(in Slide slide) => (slide.Size + slide.Stride - 1) / slide.Stride;

    private static void Reduce<T, TSource, TAccumulator, TVector, TTarget, TLanes, TReader, TWriter, TGroup>(
        TLanes lanes,
        in TWriter writer,
        TAccumulator identity,
        ref TSource rows,
        in Stretch stretch,
        ref TAccumulator ends,
        nint place,
        ref TTarget results)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
        where TReader : struct, IReader<TLanes, TSource, TAccumulator, TVector>
        where TWriter : struct, IWriter<TLanes, TAccumulator, TVector, TTarget>, allows ref struct
        where TGroup : struct, IGroup
    {
        if (IsInPieces<T, TAccumulator, TVector, TLanes>(stretch))
        {
            ReduceStretch<T, TSource, TAccumulator, TVector, TTarget, TLanes, TReader, TWriter, InPieces<TGroup>>(
                lanes, writer, identity, ref rows, stretch, ref ends, place, ref results);
        }
        else
        {
            ReduceStretch<T, TSource, TAccumulator, TVector, TTarget, TLanes, TReader, TWriter, TGroup>(
                lanes, writer, identity, ref rows, stretch, ref ends, place, ref results);
        }
    }

    private static bool IsInPieces<T, TAccumulator, TVector, TLanes>(in Stretch stretch)
        where TLanes : struct, ILanes<T, TAccumulator, TVector> =>
        !TLanes.IsIdempotent && stretch.Size > MostInARow;

    private static void ReduceStretch<T, TSource, TAccumulator, TVector, TTarget, TLanes, TReader, TWriter, TGroup>(
        TLanes lanes,
        in TWriter writer,
        TAccumulator identity,
        ref TSource rows,
        in Stretch stretch,
        ref TAccumulator ends,
        nint place,
        ref TTarget results)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
        where TReader : struct, IReader<TLanes, TSource, TAccumulator, TVector>
        where TWriter : struct, IWriter<TLanes, TAccumulator, TVector, TTarget>, allows ref struct
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
            MergeEnds<T, TSource, TAccumulator, TVector, TTarget, TLanes, TReader, TGroup>(
                lanes, identity, ref rows, stretch, begun, ref ends, ref results);
        }

        MakeWindows<T, TSource, TAccumulator, TVector, TTarget, TLanes, TReader, TWriter, TGroup>(
            lanes, writer, identity, ref rows, stretch, ref ends, place, ref results);
    }

    /// <summary>From the first row of each window to the end of the stretch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void MergeEnds<T, TSource, TAccumulator, TVector, TTarget, TLanes, TReader, TGroup>(
        TLanes lanes,
        TAccumulator identity,
        ref TSource rows,
        in Stretch stretch,
        nint windows,
        ref TAccumulator ends,
        ref TTarget target)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
        where TReader : struct, IReader<TLanes, TSource, TAccumulator, TVector>
        where TGroup : struct, IGroup
    {
        int count = TLanes.Count;
        int group = TGroup.Count * count;
        nint step = stretch.Step;
        nint stride = stretch.Stride;
        nint second = TGroup.Count == 2 ? stretch.Second : count;
        nint row = nint.Min(stretch.End, stretch.Rows) - 1;
        ref TSource from = ref Unsafe.Add(ref rows, row * step);
        TVector a = TReader.Read(lanes, in from);
        TVector b = TGroup.Count < 2 ? a : TReader.Read(lanes, in Unsafe.Add(ref from, second));
        TVector c = TGroup.Count < 4 ? a : TReader.Read(lanes, in Unsafe.Add(ref from, 2 * count));
        TVector d = TGroup.Count < 4 ? a : TReader.Read(lanes, in Unsafe.Add(ref from, 3 * count));
        TVector none = TGroup.InPieces ? TLanes.Create(identity) : a;
        TVector sumA = none;
        TVector sumB = none;
        TVector sumC = none;
        TVector sumD = none;
        nint left = Piece;
        nint ahead = 0;
        nint place = 0;
        ref TAccumulator to = ref Unsafe.Add(ref ends, (windows - 1) * group);
        nint start = stretch.First + ((windows - 1) * stride);
        for (nint window = windows; window > 0; window--)
        {
            for (nint most = nint.Max(start, 0); row > most; row--)
            {
                from = ref Unsafe.Subtract(ref from, step);
                a = TReader.Append(lanes, a, in from);
                b = TGroup.Count < 2 ? a : TReader.Append(lanes, b, in Unsafe.Add(ref from, second));
                c = TGroup.Count < 4 ? a : TReader.Append(lanes, c, in Unsafe.Add(ref from, 2 * count));
                d = TGroup.Count < 4 ? a : TReader.Append(lanes, d, in Unsafe.Add(ref from, 3 * count));
                if (TGroup.InPieces && --left == 0)
                {
                    left = Piece;
                    Close<T, TAccumulator, TVector, TLanes, TGroup>(
                        lanes, none, ref a, ref b, ref c, ref d, ref sumA, ref sumB, ref sumC, ref sumD);
                }

                if (TReader.AreElements)
                {
                    ahead += 2 * step;
                    Prefetch.From(in Unsafe.Add(ref from, ahead), group * Unsafe.SizeOf<TSource>());
                    Prefetch.From(in Unsafe.Add(ref target, place), group * Unsafe.SizeOf<TTarget>());
                    place += stretch.ResultStep;
                }
            }

            Write<T, TAccumulator, TVector, TAccumulator, TLanes, ToPartials<T, TAccumulator, TVector, TLanes>, TGroup>(
                lanes,
                default,
                TGroup.InPieces ? lanes.Combine(sumA, a) : a,
                TGroup.InPieces ? lanes.Combine(sumB, b) : b,
                TGroup.InPieces ? lanes.Combine(sumC, c) : c,
                TGroup.InPieces ? lanes.Combine(sumD, d) : d,
                count,
                0,
                ref to);
            to = ref Unsafe.Subtract(ref to, (nint)group);
            start -= stride;
        }
    }

    /// <summary>Makes windows of what they have in one stretch and in the next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void MakeWindows<T, TSource, TAccumulator, TVector, TTarget, TLanes, TReader, TWriter, TGroup>(
        TLanes lanes,
        TWriter writer,
        TAccumulator identity,
        ref TSource rows,
        in Stretch stretch,
        ref TAccumulator end,
        nint place,
        ref TTarget to)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
        where TReader : struct, IReader<TLanes, TSource, TAccumulator, TVector>
        where TWriter : struct, IWriter<TLanes, TAccumulator, TVector, TTarget>, allows ref struct
        where TGroup : struct, IGroup
    {
        int count = TLanes.Count;
        int group = TGroup.Count * count;
        nint step = stretch.Step;
        nint stride = stretch.Stride;
        nint windows = stretch.Windows;
        nint all = stretch.Rows;
        nint resultStep = stretch.ResultStep;
        nint second = TGroup.Count == 2 ? stretch.Second : count;
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
            Write<T, TAccumulator, TVector, TTarget, TLanes, TWriter, TGroup>(lanes, writer, a0, b0, c0, d0, second, place, ref to);
            end = ref Unsafe.Add(ref end, group);
            to = ref Unsafe.Add(ref to, resultStep);
            place++;
            most += stride;
        }

        if (window == windows)
        {
            return;
        }

        ref TSource next = ref Unsafe.Add(ref rows, row * step);
        TVector a = TReader.Read(lanes, in next);
        TVector b = TGroup.Count < 2 ? a : TReader.Read(lanes, in Unsafe.Add(ref next, second));
        TVector c = TGroup.Count < 4 ? a : TReader.Read(lanes, in Unsafe.Add(ref next, 2 * count));
        TVector d = TGroup.Count < 4 ? a : TReader.Read(lanes, in Unsafe.Add(ref next, 3 * count));
        TVector none = TGroup.InPieces ? TLanes.Create(identity) : a;
        TVector sumA = none;
        TVector sumB = none;
        TVector sumC = none;
        TVector sumD = none;
        nint left = Piece;
        row++;
        for (; window < windows; window++)
        {
            for (nint last = nint.Min(most, all); row < last; row++)
            {
                next = ref Unsafe.Add(ref next, step);
                a = TReader.Append(lanes, a, in next);
                b = TGroup.Count < 2 ? a : TReader.Append(lanes, b, in Unsafe.Add(ref next, second));
                c = TGroup.Count < 4 ? a : TReader.Append(lanes, c, in Unsafe.Add(ref next, 2 * count));
                d = TGroup.Count < 4 ? a : TReader.Append(lanes, d, in Unsafe.Add(ref next, 3 * count));
                if (TGroup.InPieces && --left == 0)
                {
                    left = Piece;
                    Close<T, TAccumulator, TVector, TLanes, TGroup>(
                        lanes, none, ref a, ref b, ref c, ref d, ref sumA, ref sumB, ref sumC, ref sumD);
                }
            }

            TVector a0 = lanes.Combine(TLanes.Load(in end), TGroup.InPieces ? lanes.Combine(sumA, a) : a);
            TVector b0 = a0;
            TVector c0 = a0;
            TVector d0 = a0;
            if (TGroup.Count > 1)
            {
                b0 = lanes.Combine(TLanes.Load(in Unsafe.Add(ref end, count)), TGroup.InPieces ? lanes.Combine(sumB, b) : b);
            }

            if (TGroup.Count > 2)
            {
                c0 = lanes.Combine(TLanes.Load(in Unsafe.Add(ref end, 2 * count)), TGroup.InPieces ? lanes.Combine(sumC, c) : c);
                d0 = lanes.Combine(TLanes.Load(in Unsafe.Add(ref end, 3 * count)), TGroup.InPieces ? lanes.Combine(sumD, d) : d);
            }

            Write<T, TAccumulator, TVector, TTarget, TLanes, TWriter, TGroup>(lanes, writer, a0, b0, c0, d0, second, place, ref to);
            end = ref Unsafe.Add(ref end, group);
            to = ref Unsafe.Add(ref to, resultStep);
            place++;
            most += stride;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write<T, TAccumulator, TVector, TTarget, TLanes, TWriter, TGroup>(
        in TLanes lanes, in TWriter writer, TVector a, TVector b, TVector c, TVector d, nint second, nint place, ref TTarget to)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
        where TWriter : struct, IWriter<TLanes, TAccumulator, TVector, TTarget>, allows ref struct
        where TGroup : struct, IGroup
    {
        int count = TLanes.Count;
        writer.Write(lanes, a, place, ref to);
        if (TGroup.Count > 1)
        {
            writer.Write(lanes, b, place, ref Unsafe.Add(ref to, second));
        }

        if (TGroup.Count > 2)
        {
            writer.Write(lanes, c, place, ref Unsafe.Add(ref to, 2 * count));
            writer.Write(lanes, d, place, ref Unsafe.Add(ref to, 3 * count));
        }
    }

    /// <summary>Adds the pieces of some vectors to those before, and begins others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Close<T, TAccumulator, TVector, TLanes, TGroup>(
        in TLanes lanes,
        TVector none,
        ref TVector a,
        ref TVector b,
        ref TVector c,
        ref TVector d,
        ref TVector sumA,
        ref TVector sumB,
        ref TVector sumC,
        ref TVector sumD)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
        where TGroup : struct, IGroup
    {
        sumA = lanes.Combine(sumA, a);
        a = none;
        if (TGroup.Count > 1)
        {
            sumB = lanes.Combine(sumB, b);
            b = none;
        }

        if (TGroup.Count > 2)
        {
            sumC = lanes.Combine(sumC, c);
            c = none;
            sumD = lanes.Combine(sumD, d);
            d = none;
        }
    }

    /// <summary>The windows of one element of each row.</summary>
    private static void ReduceOne<T, TSource, TAccumulator, TVector, TTarget, TLanes, TReader, TWriter>(
        TLanes lanes,
        in TWriter writer,
        TAccumulator identity,
        ref TSource rows,
        in Stretch stretch,
        ref TAccumulator ends,
        nint place,
        ref TTarget results)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
        where TReader : struct, IReader<TLanes, TSource, TAccumulator, TVector>
        where TWriter : struct, IWriter<TLanes, TAccumulator, TVector, TTarget>, allows ref struct
    {
        nint piece = IsInPieces<T, TAccumulator, TVector, TLanes>(stretch) ? Piece : nint.MaxValue;
        nint left = piece;
        TAccumulator sum = identity;
        TAccumulator part = identity;
        nint row = nint.Min(stretch.End, stretch.Rows);
        for (nint window = stretch.Windows - 1; window >= 0; window--)
        {
            for (nint start = nint.Max(stretch.First + (window * stretch.Stride), 0); row > start;)
            {
                row--;
                part = lanes.CombineOne(part, TReader.ReadOne(lanes, in Unsafe.Add(ref rows, row * stretch.Step)));
                if (--left == 0)
                {
                    sum = lanes.CombineOne(sum, part);
                    part = identity;
                    left = piece;
                }
            }

            Unsafe.Add(ref ends, window) = lanes.CombineOne(sum, part);
        }

        left = piece;
        sum = identity;
        part = identity;
        row = nint.Max(stretch.End, 0);
        for (nint window = 0; window < stretch.Windows; window++)
        {
            for (nint end = nint.Min(stretch.First + (window * stretch.Stride) + stretch.Size, stretch.Rows); row < end; row++)
            {
                part = lanes.CombineOne(part, TReader.ReadOne(lanes, in Unsafe.Add(ref rows, row * stretch.Step)));
                if (--left == 0)
                {
                    sum = lanes.CombineOne(sum, part);
                    part = identity;
                    left = piece;
                }
            }

            TAccumulator start = lanes.CombineOne(sum, part);
            nint to = window * stretch.ResultStep;
            writer.WriteOne(lanes, lanes.CombineOne(Unsafe.Add(ref ends, window), start), place + window, ref Unsafe.Add(ref results, to));
        }
    }

    /// <summary>How many vectors are merged side by side.</summary>
    private interface IGroup
    {
        /// <summary>That: 1, 2 or 4.</summary>
        static abstract int Count { get; }

        /// <summary>Whether many rows are sums of sums.</summary>
        static virtual bool InPieces => false;
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

    private readonly struct InPieces<TGroup> : IGroup
        where TGroup : struct, IGroup
    {
        public static int Count => TGroup.Count;

        static bool IGroup.InPieces => true;
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
    /// <param name="Second">From the first of some vectors to the second.</param>
    private readonly record struct Stretch(
        nint First, nint End, nint Size, nint Stride, nint Windows, nint Rows, nint Step, nint ResultStep, nint Second)
    {
        /// <summary>How many windows begin before a row.</summary>
        public nint WindowsBefore(nint row) => row <= First ? 0 : nint.Min(Windows, (row - First + Stride - 1) / Stride);
    }
}
