using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>
/// The loop over small windows that overlap, along positions of many elements: each column of a window is reduced once,
/// and merged into all windows that it belongs to, which stay in registers until they are whole.
/// </summary>
/// <remarks>It is optimized at once, as <see cref="Taps"/> is.</remarks>
internal static class Sliding
{
    /// <summary>
    /// Whether windows are of the kind, neighbors sharing one column or being three columns wide and one apart, and there
    /// are registers for them.
    /// </summary>
    /// <param name="size">The number of a window's columns.</param>
    /// <param name="stride">The distance between windows, in columns.</param>
    /// <param name="inner">The number of elements at a position.</param>
    public static bool Applies<T, TAccumulator, TVector, TLanes>(nint size, nint stride, nint inner)
        where TLanes : struct, ILanes<T, TAccumulator, TVector> =>
        inner >= FourVectors.Count * TLanes.Count
        && (size == stride + 1 || (size == 3 && stride == 1))
        && Unsafe.SizeOf<TVector>() == TLanes.Count * Unsafe.SizeOf<TAccumulator>();

    /// <summary>Reduces windows along a row.</summary>
    /// <param name="lanes">The kind of pooling.</param>
    /// <param name="writer">What becomes of the results.</param>
    /// <param name="source">The first element of the first window's first column.</param>
    /// <param name="rows">The distances of a column's elements from its first, at least one.</param>
    /// <param name="size">The number of a window's columns.</param>
    /// <param name="stride">The distance between windows, in columns.</param>
    /// <param name="inner">The number of elements at a position.</param>
    /// <param name="windows">The number of windows.</param>
    /// <param name="results">Where the results go.</param>
    public static void Reduce<T, TAccumulator, TVector, TTarget, TLanes, TWriter>(
        TLanes lanes,
        TWriter writer,
        ref T source,
        ReadOnlySpan<nint> rows,
        nint size,
        nint stride,
        nint inner,
        nint windows,
        ref TTarget results)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
        where TWriter : struct, IWriter<TLanes, TAccumulator, TVector, TTarget>, allows ref struct
    {
        if (size == stride + 1)
        {
            Reduce<T, TAccumulator, TVector, TTarget, TLanes, TWriter, OneColumn>(
                lanes, writer, ref source, rows, size, stride, inner, windows, ref results);
        }
        else
        {
            Reduce<T, TAccumulator, TVector, TTarget, TLanes, TWriter, TwoColumns>(
                lanes, writer, ref source, rows, size, stride, inner, windows, ref results);
        }
    }

    private static void Reduce<T, TAccumulator, TVector, TTarget, TLanes, TWriter, TOverlap>(
        TLanes lanes,
        TWriter writer,
        ref T source,
        ReadOnlySpan<nint> rows,
        nint size,
        nint stride,
        nint inner,
        nint windows,
        ref TTarget results)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
        where TWriter : struct, IWriter<TLanes, TAccumulator, TVector, TTarget>, allows ref struct
        where TOverlap : struct, IOverlap
    {
        // The last vectors may have some elements of those before once more, which come to the same.
        nint four = FourVectors.Count * TLanes.Count;
        nint i = 0;
        for (; i < inner - (2 * TLanes.Count); i += four)
        {
            nint at = nint.Min(i, inner - four);
            Reduce<T, TAccumulator, TVector, TTarget, TLanes, TWriter, TOverlap, FourVectors>(
                lanes, writer, ref Unsafe.Add(ref source, at), rows, size, stride, inner, windows, ref Unsafe.Add(ref results, at));
        }

        for (; i < inner; i += TLanes.Count)
        {
            nint at = nint.Min(i, inner - TLanes.Count);
            Reduce<T, TAccumulator, TVector, TTarget, TLanes, TWriter, TOverlap, OneVector>(
                lanes, writer, ref Unsafe.Add(ref source, at), rows, size, stride, inner, windows, ref Unsafe.Add(ref results, at));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Reduce<T, TAccumulator, TVector, TTarget, TLanes, TWriter, TOverlap, TGroup>(
        TLanes lanes,
        TWriter writer,
        ref T column,
        ReadOnlySpan<nint> rows,
        nint size,
        nint stride,
        nint inner,
        nint windows,
        ref TTarget to)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
        where TWriter : struct, IWriter<TLanes, TAccumulator, TVector, TTarget>, allows ref struct
        where TOverlap : struct, IOverlap
        where TGroup : struct, IGroup
    {
        int count = TLanes.Count;
        nint columns = ((windows - 1) * stride) + size;
        nint untilEnd = 0;
        nint below = rows.Length > 1 ? (2 * rows[^1]) - rows[^2] : 0;
        TVector a1 = default!, b1 = default!, c1 = default!, d1 = default!;
        TVector a2 = default!, b2 = default!, c2 = default!, d2 = default!;
        for (nint x = 0; x < columns; x++)
        {
            if (below > 0)
            {
                // The windows of the next row have a row that these have not.
                Prefetch.From(in Unsafe.Add(ref column, below), (TGroup.IsOne ? 1 : FourVectors.Count) * count * Unsafe.SizeOf<T>());
            }

            ref T first = ref Unsafe.Add(ref column, rows[0]);
            TVector a = lanes.Start(in first);
            TVector b = TGroup.IsOne ? a : lanes.Start(in Unsafe.Add(ref first, count));
            TVector c = TGroup.IsOne ? a : lanes.Start(in Unsafe.Add(ref first, 2 * count));
            TVector d = TGroup.IsOne ? a : lanes.Start(in Unsafe.Add(ref first, 3 * count));
            for (int row = 1; row < rows.Length; row++)
            {
                ref T next = ref Unsafe.Add(ref column, rows[row]);
                a = lanes.Append(a, in next);
                b = TGroup.IsOne ? a : lanes.Append(b, in Unsafe.Add(ref next, count));
                c = TGroup.IsOne ? a : lanes.Append(c, in Unsafe.Add(ref next, 2 * count));
                d = TGroup.IsOne ? a : lanes.Append(d, in Unsafe.Add(ref next, 3 * count));
            }

            column = ref Unsafe.Add(ref column, inner);
            a1 = lanes.Combine(a1, a);
            b1 = TGroup.IsOne ? a1 : lanes.Combine(b1, b);
            c1 = TGroup.IsOne ? a1 : lanes.Combine(c1, c);
            d1 = TGroup.IsOne ? a1 : lanes.Combine(d1, d);
            if (!TOverlap.IsTwo && untilEnd > 0)
            {
                untilEnd--;
                continue;
            }

            untilEnd = stride - 1;
            if (x >= size - 1)
            {
                writer.Write(lanes, a1, 0, ref to);
                if (!TGroup.IsOne)
                {
                    writer.Write(lanes, b1, 0, ref Unsafe.Add(ref to, count));
                    writer.Write(lanes, c1, 0, ref Unsafe.Add(ref to, 2 * count));
                    writer.Write(lanes, d1, 0, ref Unsafe.Add(ref to, 3 * count));
                }

                to = ref Unsafe.Add(ref to, inner);
            }

            // The next window to end has this column, and where two are shared, the one before.
            a1 = TOverlap.IsTwo ? lanes.Combine(a2, a) : a;
            b1 = TGroup.IsOne ? a1 : TOverlap.IsTwo ? lanes.Combine(b2, b) : b;
            c1 = TGroup.IsOne ? a1 : TOverlap.IsTwo ? lanes.Combine(c2, c) : c;
            d1 = TGroup.IsOne ? a1 : TOverlap.IsTwo ? lanes.Combine(d2, d) : d;
            a2 = a;
            b2 = b;
            c2 = c;
            d2 = d;
        }
    }

    /// <summary>How many columns a window shares with the next.</summary>
    private interface IOverlap
    {
        /// <summary>Whether they are two; else it is one.</summary>
        static abstract bool IsTwo { get; }
    }

    /// <summary>How many vectors are reduced side by side.</summary>
    private interface IGroup
    {
        /// <summary>Whether it is one; else they are four.</summary>
        static abstract bool IsOne { get; }
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
        public static bool IsOne => true;
    }

    private readonly struct FourVectors : IGroup
    {
        public const int Count = 4;

        public static bool IsOne => false;
    }
}
