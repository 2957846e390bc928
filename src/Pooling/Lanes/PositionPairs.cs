using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>The loop over windows of two columns that lie side by side, where a vector holds some positions of several elements each.</summary>
/// <remarks>It is optimized at once, as <see cref="Taps"/> is.</remarks>
internal static class PositionPairs
{
    /// <summary>Whether it can be done.</summary>
    /// <param name="inner">The number of elements at a position.</param>
    public static bool Applies<T, TAccumulator, TVector, TLanes>(nint inner)
        where TLanes : struct, ILanes<T, TAccumulator, TVector> => TLanes.CanArrange && inner > 1 && inner < TLanes.Count;

    /// <summary>Reduces windows of two columns, in rows that are alike.</summary>
    /// <param name="lanes">The kind of pooling.</param>
    /// <param name="writer">What becomes of the results.</param>
    /// <param name="source">What the taps of the first row are counted from.</param>
    /// <param name="taps">Where each source row of the first window begins, at least one.</param>
    /// <param name="inner">The number of elements at a position.</param>
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
        int inner,
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
        // As many results as whole positions, from two vectors that end where their sources do.
        int done = count / inner * inner;
        int apart = (2 * done) - count;
        Span<int> order = stackalloc int[2 * count];
        FindOrder(order, inner, done, apart);
        ref TAccumulator memory = ref Unsafe.As<int, TAccumulator>(ref MemoryMarshal.GetReference(order));
        TVector firsts = TLanes.Load(in memory);
        TVector seconds = TLanes.Load(in Unsafe.Add(ref memory, count));
        for (int row = 0; row < rows; row++)
        {
            // What a vector has too much is written over by the next one, in this row or the next.
            nint end = TWriter.IsUniform && row < rows - 1 && resultStep == length ? length - done : length - count;
            nint i = 0;
            for (; i <= end; i += done)
            {
                TVector result = ReduceVector<T, TAccumulator, TVector, TLanes, TReader>(
                    lanes, ref Unsafe.Add(ref source, 2 * i), taps, apart, firsts, seconds);
                writer.Write(lanes, result, i, ref Unsafe.Add(ref results, i));
            }

            for (; i <= length - done; i += done)
            {
                TVector result = ReduceVector<T, TAccumulator, TVector, TLanes, TReader>(
                    lanes, ref Unsafe.Add(ref source, 2 * i), taps, apart, firsts, seconds);
                TLanes.Store(result, ref memory);
                for (int j = 0; j < done; j++)
                {
                    writer.WriteOne(lanes, Unsafe.Add(ref memory, j), i + j, ref Unsafe.Add(ref results, i + j));
                }
            }

            for (; i < length; i++)
            {
                ref T from = ref Unsafe.Add(ref source, (2 * i) - (i % inner));
                TAccumulator result = Pairs.ReduceOne<T, TAccumulator, TVector, TLanes>(lanes, ref from, taps, inner);
                writer.WriteOne(lanes, result, i, ref Unsafe.Add(ref results, i));
            }

            source = ref Unsafe.Add(ref source, rowStep);
            results = ref Unsafe.Add(ref results, resultStep);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector ReduceVector<T, TAccumulator, TVector, TLanes, TReader>(
        in TLanes lanes, ref T from, ReadOnlySpan<nint> taps, int apart, TVector firsts, TVector seconds)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
        where TReader : struct, IReader<TLanes, T, TAccumulator, TVector>
    {
        ref T first = ref Unsafe.Add(ref from, taps[0]);
        TVector a = TReader.Read(lanes, in first);
        TVector b = TReader.Read(lanes, in Unsafe.Add(ref first, apart));
        for (int tap = 1; tap < taps.Length; tap++)
        {
            ref T next = ref Unsafe.Add(ref from, taps[tap]);
            a = TReader.Append(lanes, a, in next);
            b = TReader.Append(lanes, b, in Unsafe.Add(ref next, apart));
        }

        a = TLanes.Settle(a);
        b = TLanes.Settle(b);
        return lanes.Combine(TLanes.Arrange(a, b, firsts), TLanes.Arrange(a, b, seconds));
    }

    /// <summary>Finds where the elements of every first position of two lie, then those of every second.</summary>
    private static void FindOrder(Span<int> order, int inner, int done, int apart)
    {
        int count = order.Length / 2;
        order.Clear();
        for (int i = 0; i < done; i++)
        {
            int first = (2 * i) - (i % inner);
            order[i] = Place(first);
            order[count + i] = Place(first + inner);
        }

        int Place(int element) => element < count ? element : element - apart + count;
    }
}
