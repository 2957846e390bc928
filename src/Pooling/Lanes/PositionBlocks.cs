using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>
/// A long window of many elements at each position: its positions are read in the order in which they lie in memory, as many
/// elements of each at once as there are registers for. Results of some positions at a time are merged with those before, so
/// that sums of many elements are sums of sums, which round less often.
/// </summary>
internal static class PositionBlocks
{
    /// <summary>How many vectors are reduced side by side at the least, so that none waits for another.</summary>
    private const int Group = 4;

    /// <summary>How many positions that follow each other had better be reduced as one, which has enough vectors.</summary>
    /// <param name="inner">The number of elements at a position.</param>
    /// <param name="count">The number of elements in a vector.</param>
    public static int Together(int inner, int count)
    {
        int enough = Group * count;
        int fewest = (enough + inner - 1) / inner;
        for (int together = fewest; together <= Group; together++)
        {
            if (together * inner % enough == 0)
            {
                return together;
            }
        }

        return fewest;
    }

    /// <summary>Merges the results of positions that were reduced as one.</summary>
    /// <param name="lanes">The kind of pooling.</param>
    /// <param name="parts">Their results, one position's after the other's.</param>
    /// <param name="together">How many positions those are.</param>
    /// <param name="inner">The number of elements at a position.</param>
    /// <param name="results">Where the results go.</param>
    public static void Join<T, TAccumulator, TVector, TLanes>(
        TLanes lanes, ref TAccumulator parts, int together, int inner, ref TAccumulator results)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
    {
        Span<nint> taps = stackalloc nint[Group];
        for (int i = 0; i < together; i++)
        {
            taps[i] = i * inner;
        }

        Taps.Reduce<T, TAccumulator, TAccumulator, TVector, TLanes, FromPartials<T, TAccumulator, TVector, TLanes>>(
            lanes, ref parts, taps[..together], resumes: false, 1, 0, inner, ref results, 0);
    }

    /// <summary>Reduces blocks of positions.</summary>
    /// <param name="lanes">The kind of pooling.</param>
    /// <param name="source">The first element of the first position.</param>
    /// <param name="step">From a position to the next.</param>
    /// <param name="positions">The number of positions of a block.</param>
    /// <param name="blocks">The number of blocks, which follow each other.</param>
    /// <param name="length">The number of elements at a position, at least a vector.</param>
    /// <param name="results">Where the results go.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Reduce<T, TAccumulator, TVector, TLanes>(
        TLanes lanes, ref T source, nint step, int positions, nint blocks, nint length, ref TAccumulator results)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
    {
        int count = TLanes.Count;
        nint last = length - count;
        bool hasRest = length % count > 0;
        for (nint block = 0; block < blocks; block++)
        {
            // The last vector has some results of the one before once more. It is merged before those change, and written after.
            TVector rest = hasRest
                ? ReduceVector<T, TAccumulator, TVector, TLanes>(lanes, ref source, step, positions, block > 0, last, ref results)
                : default!;
            nint i = 0;
            if (VectorWidth.HasManyRegisters<TVector>())
            {
                for (; i <= length - (16 * count); i += 16 * count)
                {
                    ReduceMany<T, TAccumulator, TVector, TLanes>(
                        lanes, ref Unsafe.Add(ref source, i), step, positions, block > 0, ref Unsafe.Add(ref results, i));
                }
            }

            for (; i <= length - (4 * count); i += 4 * count)
            {
                ref T from = ref Unsafe.Add(ref source, i);
                TVector a = lanes.Start(in from);
                TVector b = lanes.Start(in Unsafe.Add(ref from, count));
                TVector c = lanes.Start(in Unsafe.Add(ref from, 2 * count));
                TVector d = lanes.Start(in Unsafe.Add(ref from, 3 * count));
                for (int position = 1; position < positions; position++)
                {
                    from = ref Unsafe.Add(ref from, step);
                    a = lanes.Append(a, in from);
                    b = lanes.Append(b, in Unsafe.Add(ref from, count));
                    c = lanes.Append(c, in Unsafe.Add(ref from, 2 * count));
                    d = lanes.Append(d, in Unsafe.Add(ref from, 3 * count));
                }

                ref TAccumulator to = ref Unsafe.Add(ref results, i);
                Merge<T, TAccumulator, TVector, TLanes>(lanes, a, block > 0, ref Unsafe.Add(ref to, 0 * count));
                Merge<T, TAccumulator, TVector, TLanes>(lanes, b, block > 0, ref Unsafe.Add(ref to, 1 * count));
                Merge<T, TAccumulator, TVector, TLanes>(lanes, c, block > 0, ref Unsafe.Add(ref to, 2 * count));
                Merge<T, TAccumulator, TVector, TLanes>(lanes, d, block > 0, ref Unsafe.Add(ref to, 3 * count));
            }

            for (; i <= last; i += count)
            {
                TLanes.Store(
                    ReduceVector<T, TAccumulator, TVector, TLanes>(lanes, ref source, step, positions, block > 0, i, ref results),
                    ref Unsafe.Add(ref results, i));
            }

            if (hasRest)
            {
                TLanes.Store(rest, ref Unsafe.Add(ref results, last));
            }

            source = ref Unsafe.Add(ref source, step * positions);
        }
    }

    /// <summary>Reduces sixteen vectors of each position.</summary>
    // A caller that had all of these variables would keep none of them in registers, also where it has fewer vectors.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void ReduceMany<T, TAccumulator, TVector, TLanes>(
        TLanes lanes, ref T source, nint step, int positions, bool resumes, ref TAccumulator results)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
    {
        int count = TLanes.Count;
        ref T from = ref source;
        TVector a = lanes.Start(in from);
        TVector b = lanes.Start(in Unsafe.Add(ref from, count));
        TVector c = lanes.Start(in Unsafe.Add(ref from, 2 * count));
        TVector d = lanes.Start(in Unsafe.Add(ref from, 3 * count));
        TVector e = lanes.Start(in Unsafe.Add(ref from, 4 * count));
        TVector f = lanes.Start(in Unsafe.Add(ref from, 5 * count));
        TVector g = lanes.Start(in Unsafe.Add(ref from, 6 * count));
        TVector h = lanes.Start(in Unsafe.Add(ref from, 7 * count));
        TVector j = lanes.Start(in Unsafe.Add(ref from, 8 * count));
        TVector k = lanes.Start(in Unsafe.Add(ref from, 9 * count));
        TVector l = lanes.Start(in Unsafe.Add(ref from, 10 * count));
        TVector m = lanes.Start(in Unsafe.Add(ref from, 11 * count));
        TVector n = lanes.Start(in Unsafe.Add(ref from, 12 * count));
        TVector o = lanes.Start(in Unsafe.Add(ref from, 13 * count));
        TVector p = lanes.Start(in Unsafe.Add(ref from, 14 * count));
        TVector q = lanes.Start(in Unsafe.Add(ref from, 15 * count));
        for (int position = 1; position < positions; position++)
        {
            from = ref Unsafe.Add(ref from, step);
            a = lanes.Append(a, in from);
            b = lanes.Append(b, in Unsafe.Add(ref from, count));
            c = lanes.Append(c, in Unsafe.Add(ref from, 2 * count));
            d = lanes.Append(d, in Unsafe.Add(ref from, 3 * count));
            e = lanes.Append(e, in Unsafe.Add(ref from, 4 * count));
            f = lanes.Append(f, in Unsafe.Add(ref from, 5 * count));
            g = lanes.Append(g, in Unsafe.Add(ref from, 6 * count));
            h = lanes.Append(h, in Unsafe.Add(ref from, 7 * count));
            j = lanes.Append(j, in Unsafe.Add(ref from, 8 * count));
            k = lanes.Append(k, in Unsafe.Add(ref from, 9 * count));
            l = lanes.Append(l, in Unsafe.Add(ref from, 10 * count));
            m = lanes.Append(m, in Unsafe.Add(ref from, 11 * count));
            n = lanes.Append(n, in Unsafe.Add(ref from, 12 * count));
            o = lanes.Append(o, in Unsafe.Add(ref from, 13 * count));
            p = lanes.Append(p, in Unsafe.Add(ref from, 14 * count));
            q = lanes.Append(q, in Unsafe.Add(ref from, 15 * count));
        }

        Merge<T, TAccumulator, TVector, TLanes>(lanes, a, resumes, ref results);
        Merge<T, TAccumulator, TVector, TLanes>(lanes, b, resumes, ref Unsafe.Add(ref results, 1 * count));
        Merge<T, TAccumulator, TVector, TLanes>(lanes, c, resumes, ref Unsafe.Add(ref results, 2 * count));
        Merge<T, TAccumulator, TVector, TLanes>(lanes, d, resumes, ref Unsafe.Add(ref results, 3 * count));
        Merge<T, TAccumulator, TVector, TLanes>(lanes, e, resumes, ref Unsafe.Add(ref results, 4 * count));
        Merge<T, TAccumulator, TVector, TLanes>(lanes, f, resumes, ref Unsafe.Add(ref results, 5 * count));
        Merge<T, TAccumulator, TVector, TLanes>(lanes, g, resumes, ref Unsafe.Add(ref results, 6 * count));
        Merge<T, TAccumulator, TVector, TLanes>(lanes, h, resumes, ref Unsafe.Add(ref results, 7 * count));
        Merge<T, TAccumulator, TVector, TLanes>(lanes, j, resumes, ref Unsafe.Add(ref results, 8 * count));
        Merge<T, TAccumulator, TVector, TLanes>(lanes, k, resumes, ref Unsafe.Add(ref results, 9 * count));
        Merge<T, TAccumulator, TVector, TLanes>(lanes, l, resumes, ref Unsafe.Add(ref results, 10 * count));
        Merge<T, TAccumulator, TVector, TLanes>(lanes, m, resumes, ref Unsafe.Add(ref results, 11 * count));
        Merge<T, TAccumulator, TVector, TLanes>(lanes, n, resumes, ref Unsafe.Add(ref results, 12 * count));
        Merge<T, TAccumulator, TVector, TLanes>(lanes, o, resumes, ref Unsafe.Add(ref results, 13 * count));
        Merge<T, TAccumulator, TVector, TLanes>(lanes, p, resumes, ref Unsafe.Add(ref results, 14 * count));
        Merge<T, TAccumulator, TVector, TLanes>(lanes, q, resumes, ref Unsafe.Add(ref results, 15 * count));
    }

    /// <summary>Reduces one vector of each position.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static TVector ReduceVector<T, TAccumulator, TVector, TLanes>(
        TLanes lanes, ref T source, nint step, int positions, bool resumes, nint index, ref TAccumulator results)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
    {
        // Positions are taken four at a time, so that none waits for another.
        ref T from = ref Unsafe.Add(ref source, index);
        TVector result = lanes.Start(in from);
        int position = 1;
        if (positions >= 4)
        {
            TVector b = lanes.Start(in Unsafe.Add(ref from, step));
            TVector c = lanes.Start(in Unsafe.Add(ref from, 2 * step));
            TVector d = lanes.Start(in Unsafe.Add(ref from, 3 * step));
            for (position = 4; position <= positions - 4; position += 4)
            {
                from = ref Unsafe.Add(ref from, 4 * step);
                result = lanes.Append(result, in from);
                b = lanes.Append(b, in Unsafe.Add(ref from, step));
                c = lanes.Append(c, in Unsafe.Add(ref from, 2 * step));
                d = lanes.Append(d, in Unsafe.Add(ref from, 3 * step));
            }

            from = ref Unsafe.Add(ref from, 3 * step);
            result = lanes.Combine(lanes.Combine(result, b), lanes.Combine(c, d));
        }

        for (; position < positions; position++)
        {
            from = ref Unsafe.Add(ref from, step);
            result = lanes.Append(result, in from);
        }

        return resumes ? lanes.Combine(TLanes.Load(in Unsafe.Add(ref results, index)), result) : result;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Merge<T, TAccumulator, TVector, TLanes>(in TLanes lanes, TVector result, bool resumes, ref TAccumulator to)
        where TLanes : struct, ILanes<T, TAccumulator, TVector> =>
        TLanes.Store(resumes ? lanes.Combine(TLanes.Load(in to), result) : result, ref to);
}
