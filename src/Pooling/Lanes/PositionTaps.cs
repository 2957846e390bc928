using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>
/// The loop over windows of few channels, a vector for each: what a vector has more than a position is written over by the
/// next.
/// </summary>
/// <remarks>It is optimized at once, as <see cref="Taps"/> is.</remarks>
internal static class PositionTaps
{
    /// <summary>Windows that have each element more often, on average, had better share what they have in common.</summary>
    private const int MostOverlap = 3;

    /// <summary>Whether it can be done, and pays.</summary>
    /// <param name="plane">The windows.</param>
    /// <param name="inner">The number of elements at a position.</param>
    /// <param name="count">The number of elements in a vector.</param>
    public static bool Applies(in PlaneReduction plane, nint inner, int count) =>
        inner > 1
        && inner <= count
        && 2 * inner >= count
        && plane.Width.TryGetSlide(out Slide slide)
        && slide.Stride > 1
        // So that every window may be read past its positions, or from before them.
        && plane.Width.SourceLength > ((slide.Size - 1) * slide.Dilation) + 1
        && plane.MostSources is > 0 and <= Taps.Most
        && plane.MostSources * plane.Targets <= MostOverlap * plane.Sources;

    /// <summary>How many positions more than one a vector reaches into.</summary>
    /// <param name="inner">The number of elements at a position.</param>
    /// <param name="count">The number of elements in a vector.</param>
    public static nint MorePositions(nint inner, int count) => (count - 1) / inner;

    /// <summary>Reduces windows in rows that are alike.</summary>
    /// <param name="lanes">The kind of pooling.</param>
    /// <param name="writer">What becomes of the results.</param>
    /// <param name="source">What the taps of the first row are counted from.</param>
    /// <param name="taps">The distances of the taps of the first window, at least one.</param>
    /// <param name="inner">The number of elements at a position, no more than a vector holds.</param>
    /// <param name="step">From one window to the next.</param>
    /// <param name="forward">
    /// How many windows may be read past their positions; the others, the last ones, may be read from before them.
    /// </param>
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
        nint step,
        nint forward,
        int rows,
        nint rowStep,
        nint length,
        ref TTarget results,
        nint resultStep)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
        where TReader : struct, IReader<TLanes, T, TAccumulator, TVector>
        where TWriter : struct, IWriter<TLanes, TAccumulator, TVector, TTarget>, allows ref struct
    {
        // The last window has no next to write over what is too much.
        nint passing = nint.Min(forward, (length / inner) - 1);
        int count = TLanes.Count;
        for (int row = 0; row < rows; row++)
        {
            ref T from = ref source;
            nint i = 0;
            nint window = 0;
            for (; window <= passing - 4; window += 4)
            {
                ref T first = ref Unsafe.Add(ref from, taps[0]);
                TVector a = TReader.Read(lanes, in first);
                TVector b = TReader.Read(lanes, in Unsafe.Add(ref first, step));
                TVector c = TReader.Read(lanes, in Unsafe.Add(ref first, 2 * step));
                TVector d = TReader.Read(lanes, in Unsafe.Add(ref first, 3 * step));
                for (int tap = 1; tap < taps.Length; tap++)
                {
                    ref T next = ref Unsafe.Add(ref from, taps[tap]);
                    a = TReader.Append(lanes, a, in next);
                    b = TReader.Append(lanes, b, in Unsafe.Add(ref next, step));
                    c = TReader.Append(lanes, c, in Unsafe.Add(ref next, 2 * step));
                    d = TReader.Append(lanes, d, in Unsafe.Add(ref next, 3 * step));
                }

                ref TTarget to = ref Unsafe.Add(ref results, i);
                writer.Write(lanes, a, i, ref to);
                writer.Write(lanes, b, i + inner, ref Unsafe.Add(ref to, inner));
                writer.Write(lanes, c, i + (2 * inner), ref Unsafe.Add(ref to, 2 * inner));
                writer.Write(lanes, d, i + (3 * inner), ref Unsafe.Add(ref to, 3 * inner));
                i += 4 * inner;
                from = ref Unsafe.Add(ref from, 4 * step);
            }

            for (; window < passing; window++)
            {
                TVector result = ReduceVector<T, TAccumulator, TVector, TLanes, TReader>(lanes, ref from, taps);
                writer.Write(lanes, result, i, ref Unsafe.Add(ref results, i));
                i += inner;
                from = ref Unsafe.Add(ref from, step);
            }

            for (; i < length; i += inner)
            {
                int before = window < forward ? 0 : count - inner;
                ReduceLast<T, TAccumulator, TVector, TTarget, TLanes, TReader, TWriter>(
                    lanes, writer, ref from, taps, inner, before, i, ref Unsafe.Add(ref results, i));
                window++;
                from = ref Unsafe.Add(ref from, step);
            }

            source = ref Unsafe.Add(ref source, rowStep);
            results = ref Unsafe.Add(ref results, resultStep);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector ReduceVector<T, TAccumulator, TVector, TLanes, TReader>(
        in TLanes lanes, ref T from, ReadOnlySpan<nint> taps)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
        where TReader : struct, IReader<TLanes, T, TAccumulator, TVector>
    {
        TVector result = TReader.Read(lanes, in Unsafe.Add(ref from, taps[0]));
        for (int tap = 1; tap < taps.Length; tap++)
        {
            result = TReader.Append(lanes, result, in Unsafe.Add(ref from, taps[tap]));
        }

        return result;
    }

    /// <summary>Reduces a window, read from some elements before its positions on, and writes no more than it has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void ReduceLast<T, TAccumulator, TVector, TTarget, TLanes, TReader, TWriter>(
        TLanes lanes, scoped in TWriter writer, ref T from, ReadOnlySpan<nint> taps, int inner, int before, nint index, ref TTarget results)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
        where TReader : struct, IReader<TLanes, T, TAccumulator, TVector>
        where TWriter : struct, IWriter<TLanes, TAccumulator, TVector, TTarget>, allows ref struct
    {
        TVector result = ReduceVector<T, TAccumulator, TVector, TLanes, TReader>(lanes, ref Unsafe.Add(ref from, -before), taps);
        if (inner == TLanes.Count)
        {
            writer.Write(lanes, result, index, ref results);
            return;
        }

        Span<byte> room = stackalloc byte[TLanes.Count * Unsafe.SizeOf<TTarget>()];
        writer.Write(lanes, result, index - before, ref Unsafe.As<byte, TTarget>(ref MemoryMarshal.GetReference(room)));
        Unsafe.CopyBlockUnaligned(
            ref Unsafe.As<TTarget, byte>(ref results),
            ref room[before * Unsafe.SizeOf<TTarget>()],
            (uint)(inner * Unsafe.SizeOf<TTarget>()));
    }
}
