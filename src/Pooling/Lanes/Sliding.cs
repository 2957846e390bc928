using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>
/// The loop over small windows that overlap, along positions of many elements: each column of a window is reduced once,
/// and merged into all windows that it belongs to, which stay in registers until they are whole. Where there are registers
/// for it, the windows of two target rows go along side by side, and the source rows that they share are read once.
/// </summary>
/// <remarks>It is optimized at once, as <see cref="Taps"/> is.</remarks>
internal static class Sliding
{
    private const int MostVectors = 4;

    /// <summary>Whether windows are of the kind: one column wider than their stride or than twice that.</summary>
    /// <param name="size">The number of a window's columns.</param>
    /// <param name="stride">The distance between windows, in columns.</param>
    public static bool IsOfKind(nint size, nint stride) => size == stride + 1 || size == (2 * stride) + 1;

    /// <summary>Whether windows are of the kind, and there are registers for them.</summary>
    /// <param name="size">The number of a window's columns.</param>
    /// <param name="stride">The distance between windows, in columns.</param>
    /// <param name="inner">The number of elements at a position.</param>
    public static bool Applies<T, TAccumulator, TVector, TLanes>(nint size, nint stride, nint inner)
        where TLanes : struct, ILanes<T, TAccumulator, TVector> =>
        inner >= (VectorWidth.HasManyRegisters<TVector>() ? 1 : MostVectors) * TLanes.Count
        && IsOfKind(size, stride)
        && Unsafe.SizeOf<TVector>() == TLanes.Count * Unsafe.SizeOf<TAccumulator>();

    /// <summary>Reduces windows along a target row, or along two.</summary>
    /// <param name="lanes">The kind of pooling.</param>
    /// <param name="writer">What becomes of the results.</param>
    /// <param name="source">The first element of the first window's first column.</param>
    /// <param name="rows">The source rows that a column has.</param>
    /// <param name="size">The number of a window's columns.</param>
    /// <param name="stride">The distance between windows, in columns.</param>
    /// <param name="inner">The number of elements at a position.</param>
    /// <param name="windows">The number of windows.</param>
    /// <param name="results">Where the results go.</param>
    /// <param name="resultStep">From there to where those of the second row go, if there are two.</param>
    public static void Reduce<T, TAccumulator, TVector, TTarget, TLanes, TWriter>(
        TLanes lanes,
        TWriter writer,
        ref T source,
        in SlidingRows rows,
        nint size,
        nint stride,
        nint inner,
        nint windows,
        ref TTarget results,
        nint resultStep)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
        where TWriter : struct, IWriter<TLanes, TAccumulator, TVector, TTarget>, allows ref struct
    {
        switch (rows.AreOfTwo, size == stride + 1)
        {
            case (true, true):
                Reduce<T, TAccumulator, TVector, TTarget, TLanes, TWriter, TwoRows, OneColumn>(
                    lanes, writer, ref source, rows, size, stride, inner, windows, ref results, resultStep);
                break;
            case (true, false):
                Reduce<T, TAccumulator, TVector, TTarget, TLanes, TWriter, TwoRows, TwoColumns>(
                    lanes, writer, ref source, rows, size, stride, inner, windows, ref results, resultStep);
                break;
            case (false, true):
                Reduce<T, TAccumulator, TVector, TTarget, TLanes, TWriter, OneRow, OneColumn>(
                    lanes, writer, ref source, rows, size, stride, inner, windows, ref results, resultStep);
                break;
            case (false, false):
                Reduce<T, TAccumulator, TVector, TTarget, TLanes, TWriter, OneRow, TwoColumns>(
                    lanes, writer, ref source, rows, size, stride, inner, windows, ref results, resultStep);
                break;
        }
    }

    private static void Reduce<T, TAccumulator, TVector, TTarget, TLanes, TWriter, TRows, TOverlap>(
        TLanes lanes,
        TWriter writer,
        ref T source,
        in SlidingRows rows,
        nint size,
        nint stride,
        nint inner,
        nint windows,
        ref TTarget results,
        nint resultStep)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
        where TWriter : struct, IWriter<TLanes, TAccumulator, TVector, TTarget>, allows ref struct
        where TRows : struct, IRowCount
        where TOverlap : struct, IOverlap
    {
        nint vectors = (inner + TLanes.Count - 1) / TLanes.Count;
        nint groups = (vectors + MostVectors - 1) / MostVectors;
        for (nint group = 0; group < groups; group++)
        {
            nint first = group * vectors / groups;
            nint count = ((group + 1) * vectors / groups) - first;
            first *= TLanes.Count;
            // The very last vector may have some elements of the one before once more, which come to the same.
            nint last = nint.Min((count - 1) * TLanes.Count, inner - TLanes.Count - first);
            ref T from = ref Unsafe.Add(ref source, first);
            ref TTarget to = ref Unsafe.Add(ref results, first);
            switch (count)
            {
                case 1:
                    Reduce<T, TAccumulator, TVector, TTarget, TLanes, TWriter, TRows, TOverlap, OneVector>(
                        lanes, writer, ref from, last, rows, size, stride, inner, windows, ref to, resultStep);
                    break;
                case 2:
                    Reduce<T, TAccumulator, TVector, TTarget, TLanes, TWriter, TRows, TOverlap, TwoVectors>(
                        lanes, writer, ref from, last, rows, size, stride, inner, windows, ref to, resultStep);
                    break;
                case 3:
                    Reduce<T, TAccumulator, TVector, TTarget, TLanes, TWriter, TRows, TOverlap, ThreeVectors>(
                        lanes, writer, ref from, last, rows, size, stride, inner, windows, ref to, resultStep);
                    break;
                default:
                    Reduce<T, TAccumulator, TVector, TTarget, TLanes, TWriter, TRows, TOverlap, FourVectors>(
                        lanes, writer, ref from, last, rows, size, stride, inner, windows, ref to, resultStep);
                    break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Reduce<T, TAccumulator, TVector, TTarget, TLanes, TWriter, TRows, TOverlap, TGroup>(
        TLanes lanes,
        TWriter writer,
        ref T column,
        nint last,
        SlidingRows rows,
        nint size,
        nint stride,
        nint inner,
        nint windows,
        ref TTarget to,
        nint resultStep)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
        where TWriter : struct, IWriter<TLanes, TAccumulator, TVector, TTarget>, allows ref struct
        where TRows : struct, IRowCount
        where TOverlap : struct, IOverlap
        where TGroup : struct, IGroup
    {
        ReadOnlySpan<nint> taps = rows.Taps;
        nint columns = ((windows - 1) * stride) + size;
        int secondStart = rows.SecondStart;
        nint untilEnd = 0;
        nint atB = TGroup.Count == 2 ? last : TLanes.Count;
        nint atC = TGroup.Count == 3 ? last : 2 * TLanes.Count;
        // The vectors a to d are of the first target row, e to h of the second: those of a column alone; merged with the columns
        // before, of the windows that end next (1); and of those that end after (2). Each has a name and every step is written
        // out, since the compiler would keep groups of vectors in memory.
        TVector a1 = default!, b1 = default!, c1 = default!, d1 = default!, e1 = default!, f1 = default!, g1 = default!, h1 = default!;
        TVector a2 = default!, b2 = default!, c2 = default!, d2 = default!, e2 = default!, f2 = default!, g2 = default!, h2 = default!;
        for (nint x = 0; x < columns; x++)
        {
            if (rows.Ahead > 0)
            {
                PrefetchColumn<T, TGroup>(in Unsafe.Add(ref column, taps[^1] + rows.Ahead), TLanes.Count);
                if (TRows.AreTwo)
                {
                    PrefetchColumn<T, TGroup>(in Unsafe.Add(ref column, taps[^1] + (2 * rows.Ahead)), TLanes.Count);
                }
            }

            ref T tap = ref Unsafe.Add(ref column, taps[0]);
            TVector a = lanes.Start(in tap);
            TVector b = TGroup.Count < 2 ? a : lanes.Start(in Unsafe.Add(ref tap, atB));
            TVector c = TGroup.Count < 3 ? a : lanes.Start(in Unsafe.Add(ref tap, atC));
            TVector d = TGroup.Count < 4 ? a : lanes.Start(in Unsafe.Add(ref tap, last));
            TVector e = default!, f = default!, g = default!, h = default!;
            if (TRows.AreTwo)
            {
                tap = ref Unsafe.Add(ref column, taps[secondStart]);
                e = lanes.Start(in tap);
                f = TGroup.Count < 2 ? e : lanes.Start(in Unsafe.Add(ref tap, atB));
                g = TGroup.Count < 3 ? e : lanes.Start(in Unsafe.Add(ref tap, atC));
                h = TGroup.Count < 4 ? e : lanes.Start(in Unsafe.Add(ref tap, last));
            }

            for (int row = 1; row < taps.Length; row++)
            {
                tap = ref Unsafe.Add(ref column, taps[row]);
                if (!TRows.AreTwo || rows.IsFirst(row))
                {
                    a = lanes.Append(a, in tap);
                    b = TGroup.Count < 2 ? a : lanes.Append(b, in Unsafe.Add(ref tap, atB));
                    c = TGroup.Count < 3 ? a : lanes.Append(c, in Unsafe.Add(ref tap, atC));
                    d = TGroup.Count < 4 ? a : lanes.Append(d, in Unsafe.Add(ref tap, last));
                }

                if (TRows.AreTwo && row != secondStart && rows.IsSecond(row))
                {
                    e = lanes.Append(e, in tap);
                    f = TGroup.Count < 2 ? e : lanes.Append(f, in Unsafe.Add(ref tap, atB));
                    g = TGroup.Count < 3 ? e : lanes.Append(g, in Unsafe.Add(ref tap, atC));
                    h = TGroup.Count < 4 ? e : lanes.Append(h, in Unsafe.Add(ref tap, last));
                }
            }

            column = ref Unsafe.Add(ref column, inner);
            a1 = lanes.Combine(a1, a);
            b1 = TGroup.Count < 2 ? a1 : lanes.Combine(b1, b);
            c1 = TGroup.Count < 3 ? a1 : lanes.Combine(c1, c);
            d1 = TGroup.Count < 4 ? a1 : lanes.Combine(d1, d);
            if (TRows.AreTwo)
            {
                e1 = lanes.Combine(e1, e);
                f1 = TGroup.Count < 2 ? e1 : lanes.Combine(f1, f);
                g1 = TGroup.Count < 3 ? e1 : lanes.Combine(g1, g);
                h1 = TGroup.Count < 4 ? e1 : lanes.Combine(h1, h);
            }

            if (untilEnd > 0)
            {
                untilEnd--;
                if (TOverlap.IsTwo)
                {
                    a2 = lanes.Combine(a2, a);
                    b2 = TGroup.Count < 2 ? a2 : lanes.Combine(b2, b);
                    c2 = TGroup.Count < 3 ? a2 : lanes.Combine(c2, c);
                    d2 = TGroup.Count < 4 ? a2 : lanes.Combine(d2, d);
                    if (TRows.AreTwo)
                    {
                        e2 = lanes.Combine(e2, e);
                        f2 = TGroup.Count < 2 ? e2 : lanes.Combine(f2, f);
                        g2 = TGroup.Count < 3 ? e2 : lanes.Combine(g2, g);
                        h2 = TGroup.Count < 4 ? e2 : lanes.Combine(h2, h);
                    }
                }

                continue;
            }

            untilEnd = stride - 1;
            if (x >= size - 1)
            {
                writer.Write(lanes, a1, 0, ref to);
                if (TGroup.Count > 1)
                {
                    writer.Write(lanes, b1, 0, ref Unsafe.Add(ref to, atB));
                }

                if (TGroup.Count > 2)
                {
                    writer.Write(lanes, c1, 0, ref Unsafe.Add(ref to, atC));
                }

                if (TGroup.Count > 3)
                {
                    writer.Write(lanes, d1, 0, ref Unsafe.Add(ref to, last));
                }

                if (TRows.AreTwo)
                {
                    ref TTarget second = ref Unsafe.Add(ref to, resultStep);
                    writer.Write(lanes, e1, 0, ref second);
                    if (TGroup.Count > 1)
                    {
                        writer.Write(lanes, f1, 0, ref Unsafe.Add(ref second, atB));
                    }

                    if (TGroup.Count > 2)
                    {
                        writer.Write(lanes, g1, 0, ref Unsafe.Add(ref second, atC));
                    }

                    if (TGroup.Count > 3)
                    {
                        writer.Write(lanes, h1, 0, ref Unsafe.Add(ref second, last));
                    }
                }

                to = ref Unsafe.Add(ref to, inner);
            }

            // The next window to end has this column, and where two are shared, the one before.
            a1 = TOverlap.IsTwo ? lanes.Combine(a2, a) : a;
            b1 = TGroup.Count < 2 ? a1 : TOverlap.IsTwo ? lanes.Combine(b2, b) : b;
            c1 = TGroup.Count < 3 ? a1 : TOverlap.IsTwo ? lanes.Combine(c2, c) : c;
            d1 = TGroup.Count < 4 ? a1 : TOverlap.IsTwo ? lanes.Combine(d2, d) : d;
            (a2, b2, c2, d2) = (a, b, c, d);
            if (TRows.AreTwo)
            {
                e1 = TOverlap.IsTwo ? lanes.Combine(e2, e) : e;
                f1 = TGroup.Count < 2 ? e1 : TOverlap.IsTwo ? lanes.Combine(f2, f) : f;
                g1 = TGroup.Count < 3 ? e1 : TOverlap.IsTwo ? lanes.Combine(g2, g) : g;
                h1 = TGroup.Count < 4 ? e1 : TOverlap.IsTwo ? lanes.Combine(h2, h) : h;
                (e2, f2, g2, h2) = (e, f, g, h);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PrefetchColumn<T, TGroup>(ref readonly T column, int count)
        where TGroup : struct, IGroup =>
        Prefetch.From(in column, TGroup.Count * count * Unsafe.SizeOf<T>());

    /// <summary>How many target rows are made side by side.</summary>
    private interface IRowCount
    {
        /// <summary>Whether they are two; else it is one.</summary>
        static abstract bool AreTwo { get; }
    }

    /// <summary>How many other windows have the last column of one.</summary>
    private interface IOverlap
    {
        /// <summary>Whether they are two; else it is one.</summary>
        static abstract bool IsTwo { get; }
    }

    /// <summary>How many vectors are reduced side by side.</summary>
    private interface IGroup
    {
        /// <summary>That: 1 to 4.</summary>
        static abstract int Count { get; }
    }

    private readonly struct OneRow : IRowCount
    {
        public static bool AreTwo => false;
    }

    private readonly struct TwoRows : IRowCount
    {
        public static bool AreTwo => true;
    }

    private readonly struct OneColumn : IOverlap
    {
        public static bool IsTwo => false;
    }

    private readonly struct TwoColumns : IOverlap
    {
        public static bool IsTwo => true;
    }

    private readonly struct OneVector : IGroup
    {
        public static int Count => 1;
    }

    private readonly struct TwoVectors : IGroup
    {
        public static int Count => 2;
    }

    private readonly struct ThreeVectors : IGroup
    {
        public static int Count => 3;
    }

    private readonly struct FourVectors : IGroup
    {
        public static int Count => 4;
    }
}
