using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>The innermost loop: every result is made of what lies at the same few distances from it, its taps.</summary>
/// <remarks>It is optimized at once and for all shapes alike: a profile of the shapes at first misleads about those to come.</remarks>
internal static class Taps
{
    /// <summary>More taps than these are taken a part at a time.</summary>
    public const int Most = 64;

    /// <summary>Shorter stretches of elements are not worth folding.</summary>
    public const int FoldedLength = 16;

    /// <summary>Reduces taps for runs of neighboring partial results.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
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
        where TReader : struct, IReader<TLanes, TSource, TAccumulator, TVector> =>
        Reduce<T, TSource, TAccumulator, TVector, TAccumulator, TLanes, TReader, ToPartials<T, TAccumulator, TVector, TLanes>>(
            lanes,
            default,
            ref source,
            taps,
            ref resumes ? ref results : ref Unsafe.NullRef<TAccumulator>(),
            runs,
            sourceStep,
            length,
            ref results,
            resultStep);

    /// <summary>Reduces taps for runs of neighboring results.</summary>
    /// <param name="lanes">The kind of pooling.</param>
    /// <param name="writer">What becomes of the results.</param>
    /// <param name="source">What the first result's taps are counted from.</param>
    /// <param name="taps">The distances of the taps, at least one.</param>
    /// <param name="begun">The results of other taps, to be gone on with, spaced as the results are, which they may be; or a null reference.</param>
    /// <param name="runs">The number of runs.</param>
    /// <param name="sourceStep">From the source of one run to that of the next.</param>
    /// <param name="length">The number of results in a run.</param>
    /// <param name="results">Where the results go; apart from the source.</param>
    /// <param name="resultStep">From one run of results to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Reduce<T, TSource, TAccumulator, TVector, TTarget, TLanes, TReader, TWriter>(
        TLanes lanes,
        TWriter writer,
        ref TSource source,
        ReadOnlySpan<nint> taps,
        ref TAccumulator begun,
        nint runs,
        nint sourceStep,
        nint length,
        ref TTarget results,
        nint resultStep)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
        where TReader : struct, IReader<TLanes, TSource, TAccumulator, TVector>
        where TWriter : struct, IWriter<TLanes, TAccumulator, TVector, TTarget>, allows ref struct
    {
        int count = TLanes.Count;
        bool resumes = !Unsafe.IsNullRef(in begun);
        // The last vector may have some of the one before once more, which come to the same unless they are gone on with.
        bool isInPlace = Unsafe.AreSame(ref begun, ref Unsafe.As<TTarget, TAccumulator>(ref results));
        nint last = length - count;
        nint lastGroup = length - (4 * count);
        if (!resumes && last > 0 && lastGroup < 0)
        {
            ReduceNarrow<T, TSource, TAccumulator, TVector, TTarget, TLanes, TReader, TWriter>(
                lanes, writer, ref source, taps, runs, sourceStep, length, ref results, resultStep);
            return;
        }

        nint vectorEnd = last >= 0 && !isInPlace ? length : last + 1;
        for (nint run = 0; run < runs; run++)
        {
            nint i = 0;
            for (; i <= lastGroup; i += 4 * count)
            {
                ref TSource from = ref Unsafe.Add(ref source, i);
                ref TSource first = ref Unsafe.Add(ref from, taps[0]);
                TVector a = TReader.Read(lanes, in first);
                TVector b = TReader.Read(lanes, in Unsafe.Add(ref first, count));
                TVector c = TReader.Read(lanes, in Unsafe.Add(ref first, 2 * count));
                TVector d = TReader.Read(lanes, in Unsafe.Add(ref first, 3 * count));
                for (int tap = 1; tap < taps.Length; tap++)
                {
                    ref TSource next = ref Unsafe.Add(ref from, taps[tap]);
                    a = TReader.Append(lanes, a, in next);
                    b = TReader.Append(lanes, b, in Unsafe.Add(ref next, count));
                    c = TReader.Append(lanes, c, in Unsafe.Add(ref next, 2 * count));
                    d = TReader.Append(lanes, d, in Unsafe.Add(ref next, 3 * count));
                }

                if (resumes)
                {
                    // Last, so that the sums of many taps are sums of sums, which round less often.
                    ref TAccumulator other = ref Unsafe.Add(ref begun, i);
                    a = lanes.Combine(TLanes.Load(in other), a);
                    b = lanes.Combine(TLanes.Load(in Unsafe.Add(ref other, count)), b);
                    c = lanes.Combine(TLanes.Load(in Unsafe.Add(ref other, 2 * count)), c);
                    d = lanes.Combine(TLanes.Load(in Unsafe.Add(ref other, 3 * count)), d);
                }

                ref TTarget to = ref Unsafe.Add(ref results, i);
                writer.Write(lanes, a, i, ref to);
                writer.Write(lanes, b, i + count, ref Unsafe.Add(ref to, count));
                writer.Write(lanes, c, i + (2 * count), ref Unsafe.Add(ref to, 2 * count));
                writer.Write(lanes, d, i + (3 * count), ref Unsafe.Add(ref to, 3 * count));
            }

            for (; i < vectorEnd; i += count)
            {
                ReduceVector<T, TSource, TAccumulator, TVector, TTarget, TLanes, TReader, TWriter>(
                    lanes, writer, ref source, taps, ref begun, nint.Min(i, last), ref results);
            }

            for (; i < length; i++)
            {
                ReduceOne<T, TSource, TAccumulator, TVector, TTarget, TLanes, TReader, TWriter>(
                    lanes, writer, ref source, taps, ref begun, i, ref results);
            }

            source = ref Unsafe.Add(ref source, sourceStep);
            results = ref Unsafe.Add(ref results, resultStep);
            begun = ref resumes ? ref Unsafe.Add(ref begun, resultStep) : ref begun;
        }
    }

    /// <summary>One result of elements that follow each other.</summary>
    /// <param name="lanes">The kind of pooling.</param>
    /// <param name="source">The first of them.</param>
    /// <param name="length">The number of them, at least 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
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
                    a = TReader.Append(lanes, a, in next);
                    b = TReader.Append(lanes, b, in Unsafe.Add(ref next, count));
                    c = TReader.Append(lanes, c, in Unsafe.Add(ref next, 2 * count));
                    d = TReader.Append(lanes, d, in Unsafe.Add(ref next, 3 * count));
                }

                a = lanes.Combine(a, c);
                b = lanes.Combine(b, d);
            }

            for (; i <= length - count; i += count)
            {
                a = TReader.Append(lanes, a, in Unsafe.Add(ref source, i));
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

    /// <summary>Reduces taps for runs of more than one vector and less than four.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void ReduceNarrow<T, TSource, TAccumulator, TVector, TTarget, TLanes, TReader, TWriter>(
        TLanes lanes,
        TWriter writer,
        ref TSource source,
        ReadOnlySpan<nint> taps,
        nint runs,
        nint sourceStep,
        nint length,
        ref TTarget results,
        nint resultStep)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
        where TReader : struct, IReader<TLanes, TSource, TAccumulator, TVector>
        where TWriter : struct, IWriter<TLanes, TAccumulator, TVector, TTarget>, allows ref struct
    {
        int count = TLanes.Count;
        nint last = length - count;
        bool hasMiddle = last > count;
        for (nint run = 0; run < runs; run++)
        {
            ref TSource first = ref Unsafe.Add(ref source, taps[0]);
            TVector a = TReader.Read(lanes, in first);
            TVector c = TReader.Read(lanes, in Unsafe.Add(ref first, last));
            if (hasMiddle)
            {
                TVector b = TReader.Read(lanes, in Unsafe.Add(ref first, count));
                for (int tap = 1; tap < taps.Length; tap++)
                {
                    ref TSource next = ref Unsafe.Add(ref source, taps[tap]);
                    a = TReader.Append(lanes, a, in next);
                    b = TReader.Append(lanes, b, in Unsafe.Add(ref next, count));
                    c = TReader.Append(lanes, c, in Unsafe.Add(ref next, last));
                }

                writer.Write(lanes, b, count, ref Unsafe.Add(ref results, count));
            }
            else
            {
                for (int tap = 1; tap < taps.Length; tap++)
                {
                    ref TSource next = ref Unsafe.Add(ref source, taps[tap]);
                    a = TReader.Append(lanes, a, in next);
                    c = TReader.Append(lanes, c, in Unsafe.Add(ref next, last));
                }
            }

            writer.Write(lanes, a, 0, ref results);
            writer.Write(lanes, c, last, ref Unsafe.Add(ref results, last));
            if (last > 2 * count)
            {
                ReduceVector<T, TSource, TAccumulator, TVector, TTarget, TLanes, TReader, TWriter>(
                    lanes, writer, ref source, taps, ref Unsafe.NullRef<TAccumulator>(), 2 * count, ref results);
            }

            source = ref Unsafe.Add(ref source, sourceStep);
            results = ref Unsafe.Add(ref results, resultStep);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ReduceVector<T, TSource, TAccumulator, TVector, TTarget, TLanes, TReader, TWriter>(
        in TLanes lanes,
        in TWriter writer,
        ref TSource source,
        ReadOnlySpan<nint> taps,
        ref TAccumulator begun,
        nint index,
        ref TTarget results)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
        where TReader : struct, IReader<TLanes, TSource, TAccumulator, TVector>
        where TWriter : struct, IWriter<TLanes, TAccumulator, TVector, TTarget>, allows ref struct
    {
        ref TSource from = ref Unsafe.Add(ref source, index);
        TVector result = TReader.Read(lanes, in Unsafe.Add(ref from, taps[0]));
        for (int tap = 1; tap < taps.Length; tap++)
        {
            result = TReader.Append(lanes, result, in Unsafe.Add(ref from, taps[tap]));
        }

        if (!Unsafe.IsNullRef(in begun))
        {
            result = lanes.Combine(TLanes.Load(in Unsafe.Add(ref begun, index)), result);
        }

        writer.Write(lanes, result, index, ref Unsafe.Add(ref results, index));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ReduceOne<T, TSource, TAccumulator, TVector, TTarget, TLanes, TReader, TWriter>(
        in TLanes lanes,
        in TWriter writer,
        ref TSource source,
        ReadOnlySpan<nint> taps,
        ref TAccumulator begun,
        nint index,
        ref TTarget results)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
        where TReader : struct, IReader<TLanes, TSource, TAccumulator, TVector>
        where TWriter : struct, IWriter<TLanes, TAccumulator, TVector, TTarget>, allows ref struct
    {
        ref TSource from = ref Unsafe.Add(ref source, index);
        TAccumulator result = TReader.ReadOne(lanes, in Unsafe.Add(ref from, taps[0]));
        for (int tap = 1; tap < taps.Length; tap++)
        {
            result = lanes.CombineOne(result, TReader.ReadOne(lanes, in Unsafe.Add(ref from, taps[tap])));
        }

        if (!Unsafe.IsNullRef(in begun))
        {
            result = lanes.CombineOne(Unsafe.Add(ref begun, index), result);
        }

        writer.WriteOne(lanes, result, index, ref Unsafe.Add(ref results, index));
    }
}
