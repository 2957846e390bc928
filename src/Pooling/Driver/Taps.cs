using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>The innermost loop: every result is made of what lies at the same few distances from it, its taps.</summary>
/// <remarks>It is optimized at once and for all shapes alike: a profile of the shapes at first misleads about those to come.</remarks>
internal static class Taps
{
    /// <summary>More taps than these are taken a part at a time.</summary>
    public const int Most = 64;

    /// <summary>Reduces taps for runs of neighboring results.</summary>
    /// <param name="lanes">The kind of pooling.</param>
    /// <param name="source">What the first result's taps are counted from.</param>
    /// <param name="taps">The distances of the taps, at least one.</param>
    /// <param name="resumes">Whether results already hold a part, to be gone on with.</param>
    /// <param name="runs">The number of runs.</param>
    /// <param name="sourceStep">From the source of one run to that of the next.</param>
    /// <param name="length">The number of results in a run.</param>
    /// <param name="results">Where the results go; apart from the source.</param>
    /// <param name="resultStep">From one run of results to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Reduce<T, TSource, TAccumulator, TVector, TLanes, TReader>(
        TLanes lanes,
        ref TSource source,
        ReadOnlySpan<nint> taps,
        bool resumes,
        nint runs,
        nint sourceStep,
        nint length,
        ref TAccumulator results,
        nint resultStep)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
        where TReader : struct, IReader<TLanes, TSource, TAccumulator, TVector>
    {
        int count = TLanes.Count;
        for (nint run = 0; run < runs; run++)
        {
            nint i = 0;
            for (; i <= length - (4 * count); i += 4 * count)
            {
                ref TSource from = ref Unsafe.Add(ref source, i);
                ref TAccumulator to = ref Unsafe.Add(ref results, i);
                TVector a, b, c, d;
                int tap = 0;
                if (resumes)
                {
                    a = TLanes.Load(in to);
                    b = TLanes.Load(in Unsafe.Add(ref to, count));
                    c = TLanes.Load(in Unsafe.Add(ref to, 2 * count));
                    d = TLanes.Load(in Unsafe.Add(ref to, 3 * count));
                }
                else
                {
                    ref TSource first = ref Unsafe.Add(ref from, taps[tap++]);
                    a = TReader.Read(lanes, in first);
                    b = TReader.Read(lanes, in Unsafe.Add(ref first, count));
                    c = TReader.Read(lanes, in Unsafe.Add(ref first, 2 * count));
                    d = TReader.Read(lanes, in Unsafe.Add(ref first, 3 * count));
                }

                for (; tap < taps.Length; tap++)
                {
                    ref TSource next = ref Unsafe.Add(ref from, taps[tap]);
                    a = lanes.Combine(a, TReader.Read(lanes, in next));
                    b = lanes.Combine(b, TReader.Read(lanes, in Unsafe.Add(ref next, count)));
                    c = lanes.Combine(c, TReader.Read(lanes, in Unsafe.Add(ref next, 2 * count)));
                    d = lanes.Combine(d, TReader.Read(lanes, in Unsafe.Add(ref next, 3 * count)));
                }

                TLanes.Store(a, ref to);
                TLanes.Store(b, ref Unsafe.Add(ref to, count));
                TLanes.Store(c, ref Unsafe.Add(ref to, 2 * count));
                TLanes.Store(d, ref Unsafe.Add(ref to, 3 * count));
            }

            for (; i <= length - count; i += count)
            {
                ReduceVector<T, TSource, TAccumulator, TVector, TLanes, TReader>(
                    lanes, ref Unsafe.Add(ref source, i), taps, resumes, ref Unsafe.Add(ref results, i));
            }

            if (i < length && length >= count && !resumes)
            {
                // The last vector has some of the one before once more, and comes to the same.
                i = length - count;
                ReduceVector<T, TSource, TAccumulator, TVector, TLanes, TReader>(
                    lanes, ref Unsafe.Add(ref source, i), taps, resumes, ref Unsafe.Add(ref results, i));
                i = length;
            }

            for (; i < length; i++)
            {
                ReduceOne<T, TSource, TAccumulator, TVector, TLanes, TReader>(
                    lanes, ref Unsafe.Add(ref source, i), taps, resumes, ref Unsafe.Add(ref results, i));
            }

            source = ref Unsafe.Add(ref source, sourceStep);
            results = ref Unsafe.Add(ref results, resultStep);
        }
    }

    /// <summary>One result of elements that follow each other.</summary>
    /// <param name="lanes">The kind of pooling.</param>
    /// <param name="source">The first of them.</param>
    /// <param name="length">The number of them, at least 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static TAccumulator Fold<T, TSource, TAccumulator, TVector, TLanes, TReader>(
        TLanes lanes, ref TSource source, nint length)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
        where TReader : struct, IReader<TLanes, TSource, TAccumulator, TVector>
    {
        int count = TLanes.Count;
        TAccumulator result;
        nint i;
        if (length >= 2 * count && count > 1)
        {
            TVector a = TReader.Read(lanes, in source);
            TVector b = TReader.Read(lanes, in Unsafe.Add(ref source, count));
            i = 2 * count;
            if (length >= 4 * count)
            {
                TVector c = TReader.Read(lanes, in Unsafe.Add(ref source, i));
                TVector d = TReader.Read(lanes, in Unsafe.Add(ref source, i + count));
                for (i += 2 * count; i <= length - (4 * count); i += 4 * count)
                {
                    ref TSource next = ref Unsafe.Add(ref source, i);
                    a = lanes.Combine(a, TReader.Read(lanes, in next));
                    b = lanes.Combine(b, TReader.Read(lanes, in Unsafe.Add(ref next, count)));
                    c = lanes.Combine(c, TReader.Read(lanes, in Unsafe.Add(ref next, 2 * count)));
                    d = lanes.Combine(d, TReader.Read(lanes, in Unsafe.Add(ref next, 3 * count)));
                }

                a = lanes.Combine(a, c);
                b = lanes.Combine(b, d);
            }

            for (; i <= length - count; i += count)
            {
                a = lanes.Combine(a, TReader.Read(lanes, in Unsafe.Add(ref source, i)));
            }

            result = lanes.Fold(lanes.Combine(a, b));
        }
        else
        {
            result = TReader.ReadOne(lanes, in source);
            i = 1;
        }

        for (; i < length; i++)
        {
            result = lanes.CombineOne(result, TReader.ReadOne(lanes, in Unsafe.Add(ref source, i)));
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ReduceVector<T, TSource, TAccumulator, TVector, TLanes, TReader>(
        in TLanes lanes, ref TSource from, ReadOnlySpan<nint> taps, bool resumes, ref TAccumulator to)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
        where TReader : struct, IReader<TLanes, TSource, TAccumulator, TVector>
    {
        int tap = 0;
        TVector result = resumes ? TLanes.Load(in to) : TReader.Read(lanes, in Unsafe.Add(ref from, taps[tap++]));
        for (; tap < taps.Length; tap++)
        {
            result = lanes.Combine(result, TReader.Read(lanes, in Unsafe.Add(ref from, taps[tap])));
        }

        TLanes.Store(result, ref to);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ReduceOne<T, TSource, TAccumulator, TVector, TLanes, TReader>(
        in TLanes lanes, ref TSource from, ReadOnlySpan<nint> taps, bool resumes, ref TAccumulator to)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
        where TReader : struct, IReader<TLanes, TSource, TAccumulator, TVector>
    {
        int tap = 0;
        TAccumulator result = resumes ? to : TReader.ReadOne(lanes, in Unsafe.Add(ref from, taps[tap++]));
        for (; tap < taps.Length; tap++)
        {
            result = lanes.CombineOne(result, TReader.ReadOne(lanes, in Unsafe.Add(ref from, taps[tap])));
        }

        to = result;
    }
}
