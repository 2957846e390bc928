using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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
    /// <summary>Finds the winners of runs of neighboring windows.</summary>
    /// <typeparam name="T">The type of the input's elements.</typeparam>
    /// <typeparam name="TLine">What they are compared as.</typeparam>
    /// <typeparam name="TCode">A signed integer as wide.</typeparam>
    /// <typeparam name="TExtreme">Which element wins.</typeparam>
    /// <typeparam name="TSource">What is compared: elements, or winners of parts of windows.</typeparam>
    /// <param name="source">What the taps of the first window are counted from.</param>
    /// <param name="parts">The same, the codes of winners of parts.</param>
    /// <param name="taps">The distances of a window's elements, in the order of ties.</param>
    /// <param name="codes">What each is called, none of it negative.</param>
    /// <param name="identity">The result of no element.</param>
    /// <param name="runs">The number of runs.</param>
    /// <param name="sourceStep">From the source of one run to that of the next.</param>
    /// <param name="length">
    /// The number of windows in a run. Of fewer than a vector has, a whole vector is read and written.
    /// </param>
    /// <param name="values">Where the values of the winners go.</param>
    /// <param name="valueStep">From one run of values to the next.</param>
    /// <param name="winners">Where the codes of the winners go; negative where there is none.</param>
    /// <param name="winnerStep">From one run of codes to the next.</param>
    /// <returns>Whether no result is the identity, which may not be an element.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static bool Find<T, TLine, TCode, TExtreme, TSource>(
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
        ref TCode winners,
        nint winnerStep)
        where TLine : INumber<TLine>
        where TCode : INumber<TCode>
        where TExtreme : struct, IExtreme<T>
        where TSource : struct, IWinnerSource<TCode>
    {
        int count = Vector<TLine>.Count;
        bool isSure = true;
        Vector<TLine> none = Vector.Create(identity);
        if (taps.IsEmpty)
        {
            for (nint run = 0; run < runs; run++)
            {
                MemoryMarshal.CreateSpan(ref Unsafe.Add(ref values, run * valueStep), (int)length).Fill(identity);
                MemoryMarshal.CreateSpan(ref Unsafe.Add(ref winners, run * winnerStep), (int)length).Fill(-TCode.One);
            }

            return false;
        }

        for (nint run = 0; run < runs; run++)
        {
            nint i = 0;
            for (; i <= length - (2 * count); i += 2 * count)
            {
                ref TLine from = ref Unsafe.Add(ref source, i);
                ref TCode part = ref Unsafe.Add(ref parts, i);
                ref TLine element = ref Unsafe.Add(ref from, taps[0]);
                Vector<TCode> code = Vector.Create(codes[0]);
                Best<T, TLine, TCode, TExtreme> a = new(Vector.LoadUnsafe(ref element), TSource.CodeOf(ref part, taps[0], code));
                Best<T, TLine, TCode, TExtreme> b = new(
                    Vector.LoadUnsafe(ref element, (nuint)count), TSource.CodeOf(ref part, taps[0] + count, code));
                for (int tap = 1; tap < taps.Length; tap++)
                {
                    element = ref Unsafe.Add(ref from, taps[tap]);
                    code = Vector.Create(codes[tap]);
                    a.Take(Vector.LoadUnsafe(ref element), TSource.CodeOf(ref part, taps[tap], code));
                    b.Take(Vector.LoadUnsafe(ref element, (nuint)count), TSource.CodeOf(ref part, taps[tap] + count, code));
                }

                ref TLine value = ref Unsafe.Add(ref values, i);
                ref TCode winner = ref Unsafe.Add(ref winners, i);
                a.Store(ref value, ref winner);
                b.Store(ref Unsafe.Add(ref value, count), ref Unsafe.Add(ref winner, count));
                if (a.IsInDoubt(none) | b.IsInDoubt(none))
                {
                    isSure &= FindAgain<T, TLine, TCode, TExtreme, TSource>(ref from, ref part, taps, codes, identity, ref value, ref winner);
                    isSure &= FindAgain<T, TLine, TCode, TExtreme, TSource>(
                        ref Unsafe.Add(ref from, count),
                        ref Unsafe.Add(ref part, count),
                        taps,
                        codes,
                        identity,
                        ref Unsafe.Add(ref value, count),
                        ref Unsafe.Add(ref winner, count));
                }
            }

            for (; i < length; i += count)
            {
                // The last vector has some of the one before once more, and comes to the same.
                i = nint.Max(0, nint.Min(i, length - count));
                ref TLine from = ref Unsafe.Add(ref source, i);
                ref TCode part = ref Unsafe.Add(ref parts, i);
                Best<T, TLine, TCode, TExtreme> a = new(
                    Vector.LoadUnsafe(ref from, (nuint)taps[0]), TSource.CodeOf(ref part, taps[0], Vector.Create(codes[0])));
                for (int tap = 1; tap < taps.Length; tap++)
                {
                    a.Take(Vector.LoadUnsafe(ref from, (nuint)taps[tap]), TSource.CodeOf(ref part, taps[tap], Vector.Create(codes[tap])));
                }

                ref TLine value = ref Unsafe.Add(ref values, i);
                ref TCode winner = ref Unsafe.Add(ref winners, i);
                a.Store(ref value, ref winner);
                if (a.IsInDoubt(none))
                {
                    isSure &= FindAgain<T, TLine, TCode, TExtreme, TSource>(ref from, ref part, taps, codes, identity, ref value, ref winner);
                }
            }

            source = ref Unsafe.Add(ref source, sourceStep);
            parts = ref Unsafe.Add(ref parts, sourceStep);
            values = ref Unsafe.Add(ref values, valueStep);
            winners = ref Unsafe.Add(ref winners, winnerStep);
        }

        return isSure;
    }

    /// <summary>Finds values by the rules, and then the elements that equal them.</summary>
    /// <returns>Whether no value is the identity.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool FindAgain<T, TLine, TCode, TExtreme, TSource>(
        ref TLine source,
        ref TCode parts,
        ReadOnlySpan<nint> taps,
        ReadOnlySpan<TCode> codes,
        TLine identity,
        ref TLine value,
        ref TCode winner)
        where TLine : INumber<TLine>
        where TCode : INumber<TCode>
        where TExtreme : struct, IExtreme<T>
        where TSource : struct, IWinnerSource<TCode>
    {
        Vector<TLine> none = Vector.Create(identity);
        Vector<TLine> values = none;
        foreach (nint tap in taps)
        {
            values = Pick<T, TLine, TExtreme>(values, Vector.LoadUnsafe(ref source, (nuint)tap));
        }

        Vector<TCode> winners = Vector<TCode>.AllBitsSet;
        for (int tap = taps.Length - 1; tap >= 0; tap--)
        {
            Vector<TCode> isEqual = Vector.Equals(values, Vector.LoadUnsafe(ref source, (nuint)taps[tap])).As<TLine, TCode>();
            winners = Vector.ConditionalSelect(
                Vector.AndNot(isEqual, TSource.IsNone(ref parts, taps[tap])),
                TSource.CodeOf(ref parts, taps[tap], Vector.Create(codes[tap])),
                winners);
        }

        for (int tap = 0; !TExtreme.IgnoresNaN && tap < taps.Length; tap++)
        {
            Vector<TLine> elements = Vector.LoadUnsafe(ref source, (nuint)taps[tap]);
            winners = Vector.ConditionalSelect(
                Vector.Equals(elements, elements).As<TLine, TCode>(),
                winners,
                TSource.CodeOf(ref parts, taps[tap], Vector.Create(codes[tap])));
        }

        values.StoreUnsafe(ref value);
        winners.StoreUnsafe(ref winner);
        return !Vector.EqualsAny(values, none);
    }

    private static Vector<TLine> Pick<T, TLine, TExtreme>(Vector<TLine> first, Vector<TLine> second)
        where TExtreme : struct, IExtreme<T> => TExtreme.IgnoresNaN
        ? (TExtreme.PicksLargest ? Vector.MaxNumber(first, second) : Vector.MinNumber(first, second))
        : (TExtreme.PicksLargest ? Vector.Max(first, second) : Vector.Min(first, second));

    /// <summary>The best elements of some windows side by side.</summary>
    private struct Best<T, TLine, TCode, TExtreme>
        where TLine : INumber<TLine>
        where TCode : INumber<TCode>
        where TExtreme : struct, IExtreme<T>
    {
        private Vector<TLine> _values;
        private Vector<TCode> _winners;
        private Vector<TLine> _sums;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Best(Vector<TLine> elements, Vector<TCode> code)
        {
            _values = elements;
            _winners = code;
            _sums = elements;
        }

        /// <summary>Whether an element may be NaN, a zero have the sign that loses to the other, or a window have no winner.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly bool IsInDoubt(Vector<TLine> none)
        {
            Vector<TCode> doubt = Vector.Equals(_values, none).As<TLine, TCode>();
            if (IsFloatingPoint)
            {
                Vector<TLine> seen = SumsUp ? _sums : _values;
                doubt |= Vector.OnesComplement(Vector.Equals(seen, seen)).As<TLine, TCode>();
                doubt |= Vector.Equals(_values.As<TLine, TCode>(), LosingZero.As<TLine, TCode>());
            }

            return doubt != Vector<TCode>.Zero;
        }

        private static bool IsFloatingPoint
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => typeof(TLine) == typeof(float) || typeof(TLine) == typeof(double);
        }

        private static bool SumsUp
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => IsFloatingPoint && !TExtreme.IgnoresNaN;
        }

        private static Vector<TLine> LosingZero
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => TExtreme.PicksLargest ? Vector.Create(-TLine.Zero) : Vector<TLine>.Zero;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Take(Vector<TLine> elements, Vector<TCode> code)
        {
            if (TExtreme.PicksLargest)
            {
                _winners = Vector.ConditionalSelect(Vector.GreaterThan(elements, _values).As<TLine, TCode>(), code, _winners);
                _values = Vector.MaxNative(elements, _values);
            }
            else
            {
                _winners = Vector.ConditionalSelect(Vector.LessThan(elements, _values).As<TLine, TCode>(), code, _winners);
                _values = Vector.MinNative(elements, _values);
            }

            if (SumsUp)
            {
                // NaN if any element is; seldom otherwise.
                _sums += elements;
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Store(ref TLine values, ref TCode winners)
        {
            _values.StoreUnsafe(ref values);
            _winners.StoreUnsafe(ref winners);
        }
    }
}
