using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Pooling;

/// <summary>
/// The innermost loop of a search for winners where windows have two or four columns, side by side along rows of single
/// elements: a row of neighboring windows is read from one end to the other and dealt out in registers.
/// </summary>
internal static class TileTaps
{
    /// <summary>How many columns a window has.</summary>
    private interface ITile
    {
        /// <summary>How many they are.</summary>
        static abstract int Columns { get; }

        /// <summary>The first elements of neighboring windows in a row of each, their second elements, ...; of two columns, two.</summary>
        static abstract void Deal<TVector, TWidth, T>(
            ref T elements, out TVector first, out TVector second, out TVector third, out TVector fourth)
            where TWidth : struct, IWidth<TVector, T>;
    }

    /// <summary>Whether rows of so many windows of so many columns can be searched.</summary>
    public static bool Supports<TLine>(nint windows, nint columns) =>
        columns is 2 or 4 && windows * Unsafe.SizeOf<TLine>() * 8 >= 128;

    /// <summary>Finds the winners of rows of windows.</summary>
    /// <typeparam name="T">The type of the input's elements.</typeparam>
    /// <typeparam name="TLine">What they are compared as.</typeparam>
    /// <typeparam name="TCode">A signed integer as wide.</typeparam>
    /// <typeparam name="TExtreme">Which element wins.</typeparam>
    /// <typeparam name="TWriter">What becomes of codes.</typeparam>
    /// <param name="source">What the taps of the first window are counted from.</param>
    /// <param name="taps">The distances of the first element of each of a window's rows, in the order of ties; at least one.</param>
    /// <param name="codes">What each element of a window is called, row by row, none of it negative.</param>
    /// <param name="identity">The result of no element.</param>
    /// <param name="rows">The number of rows of windows.</param>
    /// <param name="sourceStep">From the source of one row to that of the next.</param>
    /// <param name="length">The number of windows in a row.</param>
    /// <param name="values">Where the values of the winners go.</param>
    /// <param name="valueStep">From one row of values to the next.</param>
    /// <param name="writer">Where the codes of the winners go, at the first row.</param>
    public static void Find<T, TLine, TCode, TExtreme, TWriter>(
        ref TLine source,
        ReadOnlySpan<nint> taps,
        ReadOnlySpan<TCode> codes,
        TLine identity,
        nint rows,
        nint sourceStep,
        nint length,
        ref TLine values,
        nint valueStep,
        TWriter writer)
        where TLine : INumber<TLine>
        where TCode : INumber<TCode>
        where TExtreme : struct, IExtreme<T>
        where TWriter : struct, IWinnerWriter<TWriter, TCode>, allows ref struct
    {
        switch (VectorWidth.ForRun<TLine>(length))
        {
            case 512:
                FindTiles<T, TLine, TCode, TExtreme, TWriter, Vector512<TLine>, Width512<TLine>>(
                    ref source, taps, codes, identity, rows, sourceStep, length, ref values, valueStep, ref writer);
                break;
            case 256:
                FindTiles<T, TLine, TCode, TExtreme, TWriter, Vector256<TLine>, Width256<TLine>>(
                    ref source, taps, codes, identity, rows, sourceStep, length, ref values, valueStep, ref writer);
                break;
            default:
                FindTiles<T, TLine, TCode, TExtreme, TWriter, Vector128<TLine>, Width128<TLine>>(
                    ref source, taps, codes, identity, rows, sourceStep, length, ref values, valueStep, ref writer);
                break;
        }
    }

    private static void FindTiles<T, TLine, TCode, TExtreme, TWriter, TVector, TWidth>(
        ref TLine source,
        ReadOnlySpan<nint> taps,
        ReadOnlySpan<TCode> codes,
        TLine identity,
        nint rows,
        nint sourceStep,
        nint length,
        ref TLine values,
        nint valueStep,
        ref TWriter writer)
        where TLine : INumber<TLine>
        where TCode : INumber<TCode>
        where TExtreme : struct, IExtreme<T>
        where TWriter : struct, IWinnerWriter<TWriter, TCode>, allows ref struct
        where TWidth : struct, IWidth<TVector, TLine>
    {
        if (codes.Length == 4 * taps.Length)
        {
            Find<T, TLine, TCode, TExtreme, TWriter, TVector, TWidth, Four>(
                ref source, taps, codes, identity, rows, sourceStep, length, ref values, valueStep, ref writer);
        }
        else
        {
            Find<T, TLine, TCode, TExtreme, TWriter, TVector, TWidth, Two>(
                ref source, taps, codes, identity, rows, sourceStep, length, ref values, valueStep, ref writer);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Find<T, TLine, TCode, TExtreme, TWriter, TVector, TWidth, TTile>(
        ref TLine source,
        ReadOnlySpan<nint> taps,
        ReadOnlySpan<TCode> codes,
        TLine identity,
        nint rows,
        nint sourceStep,
        nint length,
        ref TLine values,
        nint valueStep,
        ref TWriter writer)
        where TLine : INumber<TLine>
        where TCode : INumber<TCode>
        where TExtreme : struct, IExtreme<T>
        where TWriter : struct, IWinnerWriter<TWriter, TCode>, allows ref struct
        where TWidth : struct, IWidth<TVector, TLine>
        where TTile : struct, ITile
    {
        nint last = length - TWidth.Count;
        TVector none = TWidth.Create(identity);
        for (nint row = 0; row < rows; row++)
        {
            for (nint i = 0; i < length; i += TWidth.Count)
            {
                // The last vector has some of the one before once more, and comes to the same.
                nint at = nint.Min(i, last);
                ref TLine from = ref Unsafe.Add(ref source, TTile.Columns * at);
                TTile.Deal<TVector, TWidth, TLine>(
                    ref Unsafe.Add(ref from, taps[0]), out TVector first, out TVector second, out TVector third, out TVector fourth);
                BestElements<T, TLine, TExtreme, TVector, TWidth> best = new(first, TWidth.CreateInteger(codes[0]));
                TakeOthers(second, third, fourth, codes, ref best);
                for (int tap = 1; tap < taps.Length; tap++)
                {
                    ReadOnlySpan<TCode> codesOfRow = codes[(tap * TTile.Columns)..];
                    TTile.Deal<TVector, TWidth, TLine>(ref Unsafe.Add(ref from, taps[tap]), out first, out second, out third, out fourth);
                    best.Take(first, TWidth.CreateInteger(codesOfRow[0]));
                    TakeOthers(second, third, fourth, codesOfRow, ref best);
                }

                ref TLine value = ref Unsafe.Add(ref values, at);
                if (best.IsInDoubt(best, none))
                {
                    FindAgain<T, TLine, TCode, TExtreme, TWriter, TVector, TWidth, TTile>(
                        ref from, taps, codes, identity, ref value, at, ref writer);
                    continue;
                }

                TWidth.Store(best.Values, ref value);
                writer.Write<TVector, TWidth, TLine>(at, best.Winners);
            }

            source = ref Unsafe.Add(ref source, sourceStep);
            values = ref Unsafe.Add(ref values, valueStep);
            writer.Advance();
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static void TakeOthers(
            TVector second,
            TVector third,
            TVector fourth,
            ReadOnlySpan<TCode> codes,
            ref BestElements<T, TLine, TExtreme, TVector, TWidth> best)
        {
            best.Take(second, TWidth.CreateInteger(codes[1]));
            if (TTile.Columns == 4)
            {
                best.Take(third, TWidth.CreateInteger(codes[2]));
                best.Take(fourth, TWidth.CreateInteger(codes[3]));
            }
        }
    }

    /// <summary>Finds the winners of a vector of windows by the rules.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void FindAgain<T, TLine, TCode, TExtreme, TWriter, TVector, TWidth, TTile>(
        ref TLine source,
        ReadOnlySpan<nint> taps,
        ReadOnlySpan<TCode> codes,
        TLine identity,
        ref TLine value,
        nint index,
        ref TWriter writer)
        where TLine : INumber<TLine>
        where TCode : INumber<TCode>
        where TExtreme : struct, IExtreme<T>
        where TWriter : struct, IWinnerWriter<TWriter, TCode>, allows ref struct
        where TWidth : struct, IWidth<TVector, TLine>
        where TTile : struct, ITile
    {
        Dealt<TVector> dealt = default;
        Span<nint> dealtTaps = stackalloc nint[Comparisons.Most];
        for (int tap = 0; tap < taps.Length; tap++)
        {
            TTile.Deal<TVector, TWidth, TLine>(
                ref Unsafe.Add(ref source, taps[tap]), out TVector first, out TVector second, out TVector third, out TVector fourth);
            ReadOnlySpan<TVector> columns = [first, second, third, fourth];
            columns[..TTile.Columns].CopyTo(dealt[(tap * TTile.Columns)..]);
        }

        for (int element = 0; element < codes.Length; element++)
        {
            dealtTaps[element] = element * TWidth.Count;
        }

        _ = WinnerTaps.FindAgain<T, TLine, TCode, TExtreme, ElementsOfWindows<TCode>, TWriter, TVector, TWidth>(
            ref Unsafe.As<TVector, TLine>(ref dealt[0]),
            ref Unsafe.NullRef<TCode>(),
            dealtTaps[..codes.Length],
            codes,
            identity,
            ref value,
            index,
            ref writer);
    }

    private readonly struct Two : ITile
    {
        public static int Columns => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Deal<TVector, TWidth, T>(
            ref T elements, out TVector first, out TVector second, out TVector third, out TVector fourth)
            where TWidth : struct, IWidth<TVector, T>
        {
            TWidth.Unzip(TWidth.Load(ref elements), TWidth.Load(ref Unsafe.Add(ref elements, TWidth.Count)), out first, out second);
            third = first;
            fourth = second;
        }
    }

    private readonly struct Four : ITile
    {
        public static int Columns => 4;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Deal<TVector, TWidth, T>(
            ref T elements, out TVector first, out TVector second, out TVector third, out TVector fourth)
            where TWidth : struct, IWidth<TVector, T>
        {
            ref T others = ref Unsafe.Add(ref elements, 2 * TWidth.Count);
            TWidth.Unzip(
                TWidth.Load(ref elements), TWidth.Load(ref Unsafe.Add(ref elements, TWidth.Count)), out TVector evens, out TVector odds);
            TWidth.Unzip(
                TWidth.Load(ref others), TWidth.Load(ref Unsafe.Add(ref others, TWidth.Count)), out TVector otherEvens, out TVector otherOdds);
            TWidth.Unzip(evens, otherEvens, out first, out third);
            TWidth.Unzip(odds, otherOdds, out second, out fourth);
        }
    }

    /// <summary>The elements of a vector of windows.</summary>
    [InlineArray(Comparisons.Most)]
    private struct Dealt<TVector>
    {
        private TVector _first;
    }
}
