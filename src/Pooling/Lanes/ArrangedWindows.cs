using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>
/// The loop over small windows where a vector holds some positions: two vectors are reduced down the rows of some windows,
/// and each column of these windows is then put in the places of their results (<see cref="Arranging"/>).
/// </summary>
/// <remarks>It is optimized at once, as <see cref="Taps"/> is.</remarks>
internal static class ArrangedWindows
{
    /// <summary>More columns would take more registers.</summary>
    private const int MostColumns = 3;

    /// <summary>Whether it pays.</summary>
    /// <param name="columns">The number of a window's columns, which lie side by side.</param>
    /// <param name="stride">The distance between windows, in columns.</param>
    /// <param name="inner">The number of elements at a position.</param>
    /// <param name="count">The number of elements in a vector.</param>
    public static bool Pays(nint columns, nint stride, nint inner, int count) =>
        columns is > 1 and <= MostColumns
        && stride > 1
        && stride < count
        && inner < count
        && WindowsAtOnce(count, (int)columns, (int)stride, (int)inner) is var windows and > 1
        && 8 * windows * inner >= 3 * count;

    /// <summary>Reduces windows in rows that are alike.</summary>
    /// <param name="lanes">The kind of pooling.</param>
    /// <param name="writer">What becomes of the results, the same of all.</param>
    /// <param name="source">What the taps of the first row are counted from.</param>
    /// <param name="taps">Where each source row of the first window begins, at least one.</param>
    /// <param name="columns">The number of a window's columns, which lie side by side.</param>
    /// <param name="stride">The distance between windows, in columns.</param>
    /// <param name="inner">The number of elements at a position.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="rowStep">From the source of one row to that of the next.</param>
    /// <param name="length">The number of results in a row.</param>
    /// <param name="results">Where the results of the first row go.</param>
    /// <param name="resultStep">From there to where those of the next row go.</param>
    public static void Reduce<T, TAccumulator, TVector, TTarget, TLanes, TReader, TWriter>(
        TLanes lanes,
        TWriter writer,
        ref T source,
        ReadOnlySpan<nint> taps,
        int columns,
        int stride,
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
        if (columns == TwoColumns.Count)
        {
            Reduce<T, TAccumulator, TVector, TTarget, TLanes, TReader, TWriter, TwoColumns>(
                lanes, writer, ref source, taps, stride, inner, rows, rowStep, length, ref results, resultStep);
        }
        else
        {
            Reduce<T, TAccumulator, TVector, TTarget, TLanes, TReader, TWriter, ThreeColumns>(
                lanes, writer, ref source, taps, stride, inner, rows, rowStep, length, ref results, resultStep);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Reduce<T, TAccumulator, TVector, TTarget, TLanes, TReader, TWriter, TColumns>(
        TLanes lanes,
        TWriter writer,
        ref T source,
        ReadOnlySpan<nint> taps,
        int stride,
        int inner,
        int rows,
        nint rowStep,
        nint length,
        ref TTarget results,
        nint resultStep)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
        where TReader : struct, IReader<TLanes, T, TAccumulator, TVector>
        where TWriter : struct, IWriter<TLanes, TAccumulator, TVector, TTarget>, allows ref struct
        where TColumns : struct, IColumns
    {
        Debug.Assert(TWriter.IsUniform, "A vector is written where it has results of the next row, too.");
        int count = TLanes.Count;
        int columns = TColumns.Count;
        int windows = WindowsAtOnce(count, columns, stride, inner);
        // As many results as whole windows, from two vectors that end where the windows do.
        int done = windows * inner;
        int apart = SpanOf(windows, columns, stride, inner) - count;
        int orderLength = Arranging.VectorsOfOrder * count;
        int orderBytes = MostColumns * orderLength * Unsafe.SizeOf<TAccumulator>();
        Span<byte> memory = stackalloc byte[orderBytes + (count * Unsafe.SizeOf<TTarget>())];
        ref byte room = ref memory[orderBytes];
        ref TAccumulator orders = ref Unsafe.As<byte, TAccumulator>(ref MemoryMarshal.GetReference(memory));
        for (int column = 0; column < columns; column++)
        {
            ref TAccumulator order = ref Unsafe.Add(ref orders, column * orderLength);
            FindOrder(ref order, column * inner, stride, inner, count, done, apart);
            TLanes.Prepare(ref order);
        }

        TVector firsts = TLanes.Load(in orders);
        TVector seconds = TLanes.Load(in Unsafe.Add(ref orders, orderLength));
        TVector thirds = TLanes.Load(in Unsafe.Add(ref orders, (columns - 1) * orderLength));
        for (int row = 0; row < rows; row++)
        {
            // What a vector has too much is written over by the next one, in this row or the next.
            nint end = row < rows - 1 && resultStep == length ? length - done : length - count;
            nint i = 0;
            for (; i <= end; i += done)
            {
                TVector result = ReduceVector<T, TAccumulator, TVector, TLanes, TReader, TColumns>(
                    lanes, ref Unsafe.Add(ref source, i * stride), taps, apart, firsts, seconds, thirds, ref orders);
                writer.Write(lanes, result, i, ref Unsafe.Add(ref results, i));
            }

            for (; i < length && length >= done; i += done)
            {
                // The last windows may be some of those before once more, and come to the same.
                nint at = nint.Min(i, length - done);
                TVector result = ReduceVector<T, TAccumulator, TVector, TLanes, TReader, TColumns>(
                    lanes, ref Unsafe.Add(ref source, at * stride), taps, apart, firsts, seconds, thirds, ref orders);
                writer.Write(lanes, result, at, ref Unsafe.As<byte, TTarget>(ref room));
                Copy(ref room, ref Unsafe.As<TTarget, byte>(ref Unsafe.Add(ref results, at)), done * Unsafe.SizeOf<TTarget>());
            }

            if (i < length)
            {
                ReduceOneByOne<T, TAccumulator, TVector, TTarget, TLanes, TWriter>(
                    lanes, writer, ref source, taps, columns, stride, inner, length, ref results);
            }

            source = ref Unsafe.Add(ref source, rowStep);
            results = ref Unsafe.Add(ref results, resultStep);
        }
    }

    /// <summary>How many windows two vectors have, and a vector has results of.</summary>
    private static int WindowsAtOnce(int count, int columns, int stride, int inner)
    {
        int positions = 2 * count / inner;
        int windows = positions < columns ? 0 : int.Min(((positions - columns) / stride) + 1, count / inner);
        return SpanOf(windows, columns, stride, inner) < count ? 0 : windows;
    }

    /// <summary>From the first element of some windows to behind the last.</summary>
    private static int SpanOf(int windows, int columns, int stride, int inner) => (((windows - 1) * stride) + columns) * inner;

    /// <summary>
    /// Finds where the elements of a column of every window lie, of which the first is given. What is behind them in a vector may
    /// come from anywhere.
    /// </summary>
    private static void FindOrder<TAccumulator>(ref TAccumulator order, int first, int stride, int inner, int count, int done, int apart)
    {
        int element = first;
        int inPosition = 0;
        for (int i = 0; i < done; i++)
        {
            Arranging.SetPlace(ref order, i, element < count ? element : element - apart + count);
            inPosition++;
            element++;
            if (inPosition == inner)
            {
                inPosition = 0;
                element += (stride - 1) * inner;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector ReduceVector<T, TAccumulator, TVector, TLanes, TReader, TColumns>(
        in TLanes lanes,
        ref T from,
        ReadOnlySpan<nint> taps,
        int apart,
        TVector firsts,
        TVector seconds,
        TVector thirds,
        ref readonly TAccumulator orders)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
        where TReader : struct, IReader<TLanes, T, TAccumulator, TVector>
        where TColumns : struct, IColumns
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
        int orderLength = Arranging.VectorsOfOrder * TLanes.Count;
        ref TAccumulator order = ref Unsafe.AsRef(in orders);
        TVector result = lanes.Combine(
            TLanes.Arrange(a, b, firsts, ref order),
            TLanes.Arrange(a, b, seconds, ref Unsafe.Add(ref order, orderLength)));
        return TColumns.Count > 2
            ? lanes.Combine(result, TLanes.Arrange(a, b, thirds, ref Unsafe.Add(ref order, 2 * orderLength)))
            : result;
    }

    /// <summary>Copies some bytes, eight at a time if there are as many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(ref byte from, ref byte to, int count)
    {
        if (count < sizeof(long))
        {
            for (int i = 0; i < count; i++)
            {
                Unsafe.Add(ref to, i) = Unsafe.Add(ref from, i);
            }

            return;
        }

        for (int i = 0; i < count; i += sizeof(long))
        {
            // The last may be some of those before once more.
            i = int.Min(i, count - sizeof(long));
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, i), Unsafe.ReadUnaligned<long>(ref Unsafe.Add(ref from, i)));
        }
    }

    /// <summary>A row too short for vectors; results are merged in the same order.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ReduceOneByOne<T, TAccumulator, TVector, TTarget, TLanes, TWriter>(
        in TLanes lanes,
        scoped in TWriter writer,
        ref T source,
        ReadOnlySpan<nint> taps,
        int columns,
        int stride,
        int inner,
        nint length,
        ref TTarget results)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
        where TWriter : struct, IWriter<TLanes, TAccumulator, TVector, TTarget>, allows ref struct
    {
        for (nint i = 0; i < length; i++)
        {
            ref T from = ref Unsafe.Add(ref source, ((i / inner * stride) * inner) + (i % inner));
            TAccumulator result = ReduceColumn<T, TAccumulator, TVector, TLanes>(lanes, ref from, taps);
            for (nint column = 1; column < columns; column++)
            {
                ref T next = ref Unsafe.Add(ref from, column * inner);
                result = lanes.CombineOne(result, ReduceColumn<T, TAccumulator, TVector, TLanes>(lanes, ref next, taps));
            }

            writer.WriteOne(lanes, result, i, ref Unsafe.Add(ref results, i));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TAccumulator ReduceColumn<T, TAccumulator, TVector, TLanes>(in TLanes lanes, ref T from, ReadOnlySpan<nint> taps)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
    {
        TAccumulator result = lanes.StartOne(Unsafe.Add(ref from, taps[0]));
        for (int tap = 1; tap < taps.Length; tap++)
        {
            result = lanes.CombineOne(result, lanes.StartOne(Unsafe.Add(ref from, taps[tap])));
        }

        return result;
    }

    /// <summary>How many columns a window has.</summary>
    private interface IColumns
    {
        /// <summary>That: 2 or 3.</summary>
        static abstract int Count { get; }
    }

    private readonly struct TwoColumns : IColumns
    {
        public static int Count => 2;
    }

    private readonly struct ThreeColumns : IColumns
    {
        public static int Count => 3;
    }
}
