using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>Loops over partial results two by two.</summary>
internal static class Pairs
{
    /// <summary>Reduces windows of two columns that lie side by side, in rows that are alike.</summary>
    /// <param name="lanes">The kind of pooling.</param>
    /// <param name="writer">What becomes of the results.</param>
    /// <param name="source">What the taps of the first row are counted from.</param>
    /// <param name="taps">Where each source row of the first window begins, at least one.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="rowStep">From the source of one row to that of the next.</param>
    /// <param name="length">The number of results in a row.</param>
    /// <param name="results">Where the results of the first row go.</param>
    /// <param name="resultStep">From there to where those of the next row go.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Reduce<T, TAccumulator, TVector, TTarget, TLanes, TReader, TWriter>(
        TLanes lanes,
        TWriter writer,
        ref T source,
        ReadOnlySpan<nint> taps,
        int rows,
        nint rowStep,
        nint length,
        ref TTarget results,
        nint resultStep)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
        where TReader : struct, IReader<TLanes, T, TAccumulator, TVector>
        where TWriter : struct, IWriter<TLanes, TAccumulator, TVector, TTarget>, allows ref struct
    {
        int count = TLanes.Count;
        // The last vector has some of the one before once more, and comes to the same.
        nint last = length - count;
        nint vectorEnd = last < 0 ? 0 : length;
        for (int row = 0; row < rows; row++)
        {
            nint i = 0;
            for (; i < vectorEnd; i += count)
            {
                nint at = nint.Min(i, last);
                ref T from = ref Unsafe.Add(ref source, 2 * at);
                ref T first = ref Unsafe.Add(ref from, taps[0]);
                TVector a = TReader.Read(lanes, in first);
                TVector b = TReader.Read(lanes, in Unsafe.Add(ref first, count));
                for (int tap = 1; tap < taps.Length; tap++)
                {
                    ref T next = ref Unsafe.Add(ref from, taps[tap]);
                    a = TReader.Append(lanes, a, in next);
                    b = TReader.Append(lanes, b, in Unsafe.Add(ref next, count));
                }

                TLanes.Unzip(TLanes.Settle(a), TLanes.Settle(b), out TVector evens, out TVector odds);
                writer.Write(lanes, lanes.Combine(evens, odds), at, ref Unsafe.Add(ref results, at));
            }

            for (; i < length; i++)
            {
                TAccumulator result = ReduceOne<T, TAccumulator, TVector, TLanes>(lanes, ref Unsafe.Add(ref source, 2 * i), taps);
                writer.WriteOne(lanes, result, i, ref Unsafe.Add(ref results, i));
            }

            source = ref Unsafe.Add(ref source, rowStep);
            results = ref Unsafe.Add(ref results, resultStep);
        }
    }

    /// <summary>Merges each element at an even place with the one after it.</summary>
    /// <param name="lanes">The kind of pooling.</param>
    /// <param name="writer">What becomes of the results.</param>
    /// <param name="source">The elements.</param>
    /// <param name="length">The number of results.</param>
    /// <param name="mayPass">Whether reading and writing may go on to the end of the last vector.</param>
    /// <param name="results">Where they go.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Merge<T, TAccumulator, TVector, TTarget, TLanes, TWriter>(
        TLanes lanes, TWriter writer, ref TAccumulator source, nint length, bool mayPass, ref TTarget results)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
        where TWriter : struct, IWriter<TLanes, TAccumulator, TVector, TTarget>, allows ref struct
    {
        int count = TLanes.Count;
        nint i = 0;
        for (; i <= length - count; i += count)
        {
            MergeVector<T, TAccumulator, TVector, TTarget, TLanes, TWriter>(lanes, writer, ref source, i, ref results);
        }

        if (i < length && mayPass)
        {
            MergeVector<T, TAccumulator, TVector, TTarget, TLanes, TWriter>(lanes, writer, ref source, i, ref results);
            return;
        }

        if (i < length && length >= count)
        {
            // The last vector has some of the one before once more, and comes to the same.
            MergeVector<T, TAccumulator, TVector, TTarget, TLanes, TWriter>(lanes, writer, ref source, length - count, ref results);
            return;
        }

        for (; i < length; i++)
        {
            TAccumulator merged = lanes.CombineOne(Unsafe.Add(ref source, 2 * i), Unsafe.Add(ref source, (2 * i) + 1));
            writer.WriteOne(lanes, merged, i, ref Unsafe.Add(ref results, i));
        }
    }

    /// <summary>Takes the elements at even and at odd places apart, up to the end of the last vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Unzip<T, TAccumulator, TVector, TLanes>(
        ref TAccumulator source, nint length, ref TAccumulator even, ref TAccumulator odd)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
    {
        int count = TLanes.Count;
        for (nint i = 0; i < length; i += count)
        {
            ref TAccumulator from = ref Unsafe.Add(ref source, 2 * i);
            TLanes.Unzip(TLanes.Load(in from), TLanes.Load(in Unsafe.Add(ref from, count)), out TVector evens, out TVector odds);
            TLanes.Store(evens, ref Unsafe.Add(ref even, i));
            TLanes.Store(odds, ref Unsafe.Add(ref odd, i));
        }
    }

    /// <summary>One window of two columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TAccumulator ReduceOne<T, TAccumulator, TVector, TLanes>(in TLanes lanes, ref T source, ReadOnlySpan<nint> taps)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
    {
        ref T first = ref Unsafe.Add(ref source, taps[0]);
        TAccumulator result = lanes.CombineOne(lanes.StartOne(first), lanes.StartOne(Unsafe.Add(ref first, 1)));
        for (int tap = 1; tap < taps.Length; tap++)
        {
            ref T next = ref Unsafe.Add(ref source, taps[tap]);
            result = lanes.CombineOne(result, lanes.StartOne(next));
            result = lanes.CombineOne(result, lanes.StartOne(Unsafe.Add(ref next, 1)));
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MergeVector<T, TAccumulator, TVector, TTarget, TLanes, TWriter>(
        in TLanes lanes, in TWriter writer, ref TAccumulator source, nint index, ref TTarget results)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
        where TWriter : struct, IWriter<TLanes, TAccumulator, TVector, TTarget>, allows ref struct
    {
        ref TAccumulator from = ref Unsafe.Add(ref source, 2 * index);
        TLanes.Unzip(TLanes.Load(in from), TLanes.Load(in Unsafe.Add(ref from, TLanes.Count)), out TVector evens, out TVector odds);
        writer.Write(lanes, lanes.Combine(evens, odds), index, ref Unsafe.Add(ref results, index));
    }
}
