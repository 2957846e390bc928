using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pooling;

/// <summary>
/// The innermost loop of a search for winners: a window's elements, or the winners of its parts, lie at the same few distances,
/// its taps, and each that is better than all before it takes their place, so that the first of equal ones stays.
/// </summary>
/// <remarks>
/// Comparing says nothing of NaN and of the signs of zeros. The few vectors in which they may matter are done once more, by
/// the rules.
/// </remarks>
internal static class WinnerTaps
{
    /// <summary>Finds the winners of runs of neighboring windows, by vectors no longer than a run if there are such.</summary>
    /// <typeparam name="T">The type of the input's elements.</typeparam>
    /// <typeparam name="TLine">What they are compared as.</typeparam>
    /// <typeparam name="TCode">A signed integer as wide.</typeparam>
    /// <typeparam name="TExtreme">Which element wins.</typeparam>
    /// <typeparam name="TSource">What is compared: elements, or winners of parts of windows.</typeparam>
    /// <typeparam name="TWriter">What becomes of codes.</typeparam>
    /// <param name="source">What the taps of the first window are counted from.</param>
    /// <param name="parts">The same, the codes of winners of parts.</param>
    /// <param name="taps">The distances of a window's elements, in the order of ties.</param>
    /// <param name="codes">What each is called, none of it negative.</param>
    /// <param name="identity">The result of no element.</param>
    /// <param name="runs">The number of runs.</param>
    /// <param name="sourceStep">From the source of one run to that of the next.</param>
    /// <param name="length">
    /// The number of windows in a run. Of fewer than the shortest vector has, a whole vector is read and written.
    /// </param>
    /// <param name="values">Where the values of the winners go.</param>
    /// <param name="valueStep">From one run of values to the next.</param>
    /// <param name="writer">Where the codes of the winners go, at the first run.</param>
    /// <param name="areParts">
    /// Whether they are parts of windows: it does not matter what the winner of one is whose value is the identity.
    /// </param>
    /// <returns>Whether no result is the identity, which may not be an element; always for some parts.</returns>
    public static bool Find<T, TLine, TCode, TExtreme, TSource, TWriter>(
        ref TLine source,
        ref TCode parts,
        ReadOnlySpan<nint> taps,
        ReadOnlySpan<TCode> codes,
        TLine identity,
        nint runs,
        nint sourceStep,
        nint length,
        ref TLine values,
        nint valueStep,
        TWriter writer,
        bool areParts = false)
        where TLine : INumber<TLine>
        where TCode : INumber<TCode>
        where TExtreme : struct, IExtreme<T>
        where TSource : struct, IWinnerSource<TCode>
        where TWriter : struct, IWinnerWriter<TWriter, TCode>, allows ref struct
    {
        if (taps.IsEmpty)
        {
            WriteNone<TLine, TCode, TWriter>(identity, runs, length, ref values, valueStep, ref writer);
            return false;
        }

        TLine doubtful = areParts ? NeverEqual(identity) : identity;
        return VectorWidth.ForRun<TLine>(length) switch
        {
            512 => Find<T, TLine, TCode, TExtreme, TSource, TWriter, Vector512<TLine>, Width512<TLine>>(
                ref source, ref parts, taps, codes, identity, doubtful, runs, sourceStep, length, ref values, valueStep, ref writer),
            256 => Find<T, TLine, TCode, TExtreme, TSource, TWriter, Vector256<TLine>, Width256<TLine>>(
                ref source, ref parts, taps, codes, identity, doubtful, runs, sourceStep, length, ref values, valueStep, ref writer),
            _ => Find<T, TLine, TCode, TExtreme, TSource, TWriter, Vector128<TLine>, Width128<TLine>>(
                ref source, ref parts, taps, codes, identity, doubtful, runs, sourceStep, length, ref values, valueStep, ref writer),
        };
    }

    /// <summary>What no result equals, if there is such a number; else the identity.</summary>
    private static TLine NeverEqual<TLine>(TLine identity)
        where TLine : INumber<TLine> =>
        NumberType<TLine>.IsInteger ? identity : TLine.CreateTruncating(double.NaN);

    private static void WriteNone<TLine, TCode, TWriter>(
        TLine identity, nint runs, nint length, ref TLine values, nint valueStep, ref TWriter writer)
        where TCode : INumber<TCode>
        where TWriter : struct, IWinnerWriter<TWriter, TCode>, allows ref struct
    {
        for (nint run = 0; run < runs; run++)
        {
            MemoryMarshal.CreateSpan(ref Unsafe.Add(ref values, run * valueStep), (int)length).Fill(identity);
            for (nint i = 0; i < length; i++)
            {
                writer.WriteOne(i, -TCode.One);
            }

            writer.Advance();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static bool Find<T, TLine, TCode, TExtreme, TSource, TWriter, TVector, TWidth>(
        ref TLine source,
        ref TCode parts,
        ReadOnlySpan<nint> taps,
        ReadOnlySpan<TCode> codes,
        TLine identity,
        TLine doubtful,
        nint runs,
        nint sourceStep,
        nint length,
        ref TLine values,
        nint valueStep,
        ref TWriter writer)
        where TLine : INumber<TLine>
        where TCode : INumber<TCode>
        where TExtreme : struct, IExtreme<T>
        where TSource : struct, IWinnerSource<TCode>
        where TWriter : struct, IWinnerWriter<TWriter, TCode>, allows ref struct
        where TWidth : struct, IWidth<TVector, TLine>
    {
        int count = TWidth.Count;
        bool isSure = true;
        TVector none = TWidth.Create(doubtful);
        for (nint run = 0; run < runs; run++)
        {
            nint i = 0;
            for (; i <= length - (2 * count); i += 2 * count)
            {
                ref TLine from = ref Unsafe.Add(ref source, i);
                ref TCode part = ref Unsafe.Add(ref parts, i);
                ref TLine element = ref Unsafe.Add(ref from, taps[0]);
                TVector code = TWidth.CreateInteger(codes[0]);
                BestElements<T, TLine, TExtreme, TVector, TWidth> a = new(
                    TWidth.Load(ref element), TSource.CodeOf<TVector, TWidth, TLine>(ref part, taps[0], code));
                BestElements<T, TLine, TExtreme, TVector, TWidth> b = new(
                    TWidth.Load(ref Unsafe.Add(ref element, count)),
                    TSource.CodeOf<TVector, TWidth, TLine>(ref part, taps[0] + count, code));
                for (int tap = 1; tap < taps.Length; tap++)
                {
                    element = ref Unsafe.Add(ref from, taps[tap]);
                    code = TWidth.CreateInteger(codes[tap]);
                    a.Take(TWidth.Load(ref element), TSource.CodeOf<TVector, TWidth, TLine>(ref part, taps[tap], code));
                    b.Take(
                        TWidth.Load(ref Unsafe.Add(ref element, count)),
                        TSource.CodeOf<TVector, TWidth, TLine>(ref part, taps[tap] + count, code));
                }

                ref TLine value = ref Unsafe.Add(ref values, i);
                if (a.IsInDoubt(b, none))
                {
                    isSure &= FindAgain<T, TLine, TCode, TExtreme, TSource, TWriter, TVector, TWidth>(
                        ref from, ref part, taps, codes, identity, ref value, i, ref writer);
                    isSure &= FindAgain<T, TLine, TCode, TExtreme, TSource, TWriter, TVector, TWidth>(
                        ref Unsafe.Add(ref from, count),
                        ref Unsafe.Add(ref part, count),
                        taps,
                        codes,
                        identity,
                        ref Unsafe.Add(ref value, count),
                        i + count,
                        ref writer);
                    continue;
                }

                TWidth.Store(a.Values, ref value);
                TWidth.Store(b.Values, ref Unsafe.Add(ref value, count));
                writer.Write<TVector, TWidth, TLine>(i, a.Winners);
                writer.Write<TVector, TWidth, TLine>(i + count, b.Winners);
            }

            for (; i < length; i += count)
            {
                // The last vector has some of the one before once more, and comes to the same.
                i = nint.Max(0, nint.Min(i, length - count));
                ref TLine from = ref Unsafe.Add(ref source, i);
                ref TCode part = ref Unsafe.Add(ref parts, i);
                BestElements<T, TLine, TExtreme, TVector, TWidth> a = new(
                    TWidth.Load(ref Unsafe.Add(ref from, taps[0])),
                    TSource.CodeOf<TVector, TWidth, TLine>(ref part, taps[0], TWidth.CreateInteger(codes[0])));
                for (int tap = 1; tap < taps.Length; tap++)
                {
                    a.Take(
                        TWidth.Load(ref Unsafe.Add(ref from, taps[tap])),
                        TSource.CodeOf<TVector, TWidth, TLine>(ref part, taps[tap], TWidth.CreateInteger(codes[tap])));
                }

                ref TLine value = ref Unsafe.Add(ref values, i);
                if (a.IsInDoubt(a, none))
                {
                    isSure &= FindAgain<T, TLine, TCode, TExtreme, TSource, TWriter, TVector, TWidth>(
                        ref from, ref part, taps, codes, identity, ref value, i, ref writer);
                    continue;
                }

                TWidth.Store(a.Values, ref value);
                writer.Write<TVector, TWidth, TLine>(i, a.Winners);
            }

            source = ref Unsafe.Add(ref source, sourceStep);
            parts = ref Unsafe.Add(ref parts, sourceStep);
            values = ref Unsafe.Add(ref values, valueStep);
            writer.Advance();
        }

        return isSure;
    }

    /// <summary>Finds values of a vector of windows by the rules, and then the elements that equal them.</summary>
    /// <param name="source">What the taps of the first window are counted from.</param>
    /// <param name="parts">The same, the codes of winners of parts.</param>
    /// <param name="taps">The distances of a window's elements, in the order of ties.</param>
    /// <param name="codes">What each is called.</param>
    /// <param name="identity">The result of no element.</param>
    /// <param name="value">Where values go.</param>
    /// <param name="index">How many windows the first is from where the writer stands.</param>
    /// <param name="writer">Where codes go.</param>
    /// <returns>Whether no value is the identity.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool FindAgain<T, TLine, TCode, TExtreme, TSource, TWriter, TVector, TWidth>(
        ref TLine source,
        ref TCode parts,
        scoped ReadOnlySpan<nint> taps,
        scoped ReadOnlySpan<TCode> codes,
        TLine identity,
        ref TLine value,
        nint index,
        ref TWriter writer)
        where TLine : INumber<TLine>
        where TCode : INumber<TCode>
        where TExtreme : struct, IExtreme<T>
        where TSource : struct, IWinnerSource<TCode>
        where TWriter : struct, IWinnerWriter<TWriter, TCode>, allows ref struct
        where TWidth : struct, IWidth<TVector, TLine>
    {
        TVector none = TWidth.Create(identity);
        TVector values = none;
        foreach (nint tap in taps)
        {
            values = Pick<T, TLine, TExtreme, TVector, TWidth>(values, TWidth.Load(ref Unsafe.Add(ref source, tap)));
        }

        TVector winners = TWidth.CreateInteger(-TCode.One);
        for (int tap = taps.Length - 1; tap >= 0; tap--)
        {
            TVector isEqual = TWidth.Equal(values, TWidth.Load(ref Unsafe.Add(ref source, taps[tap])));
            winners = TWidth.Select(
                TSource.Only<TVector, TWidth, TLine>(isEqual, ref parts, taps[tap]),
                TSource.CodeOf<TVector, TWidth, TLine>(ref parts, taps[tap], TWidth.CreateInteger(codes[tap])),
                winners);
        }

        for (int tap = 0; !TExtreme.IgnoresNaN && tap < taps.Length; tap++)
        {
            TVector elements = TWidth.Load(ref Unsafe.Add(ref source, taps[tap]));
            winners = TWidth.Select(
                TWidth.Equal(elements, elements),
                winners,
                TSource.CodeOf<TVector, TWidth, TLine>(ref parts, taps[tap], TWidth.CreateInteger(codes[tap])));
        }

        TWidth.Store(values, ref value);
        for (int i = 0; i < TWidth.Count; i++)
        {
            writer.WriteOne(index + i, Unsafe.Add(ref Unsafe.As<TVector, TCode>(ref winners), i));
        }

        return !TWidth.AnyEqual(values, none);
    }

    private static TVector Pick<T, TLine, TExtreme, TVector, TWidth>(TVector first, TVector second)
        where TExtreme : struct, IExtreme<T>
        where TWidth : struct, IWidth<TVector, TLine> => TExtreme.IgnoresNaN
        ? (TExtreme.PicksLargest ? TWidth.MaxNumber(first, second) : TWidth.MinNumber(first, second))
        : (TExtreme.PicksLargest ? TWidth.Max(first, second) : TWidth.Min(first, second));
}
