using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Pooling;

/// <summary>
/// The innermost loop of the gradient of a max: every element is covered by windows at the same few distances, and gets the
/// gradients of those whose winner it is.
/// </summary>
internal static class WinnerSums
{
    /// <summary>Adds up what elements get.</summary>
    /// <typeparam name="T">The type of the gradients.</typeparam>
    /// <typeparam name="TCode">A signed integer as wide.</typeparam>
    /// <param name="winners">Where the windows of the first element are counted from; what each calls its winner.</param>
    /// <param name="gradients">The same, their gradients.</param>
    /// <param name="taps">The distances of the winners of windows that cover an element.</param>
    /// <param name="gradientTaps">The distances of their gradients.</param>
    /// <param name="codes">What each calls that element.</param>
    /// <param name="runs">The number of runs.</param>
    /// <param name="winnerStep">From the winners of one run to those of the next.</param>
    /// <param name="gradientStep">From the gradients of one run to those of the next.</param>
    /// <param name="length">
    /// The number of elements in a run. Of fewer than a vector has, a whole vector is read and written.
    /// </param>
    /// <param name="results">Where the sums go.</param>
    /// <param name="resultStep">From one run of sums to the next.</param>
    public static void Sum<T, TCode>(
        ref TCode winners,
        ref T gradients,
        ReadOnlySpan<nint> taps,
        ReadOnlySpan<nint> gradientTaps,
        ReadOnlySpan<TCode> codes,
        nint runs,
        nint winnerStep,
        nint gradientStep,
        nint length,
        ref T results,
        nint resultStep)
    {
        switch (VectorWidth.ForRun<T>(length, taps))
        {
            case 512:
                Sum<T, TCode, Vector512<T>, Width512<T>>(
                    ref winners, ref gradients, taps, gradientTaps, codes, runs, winnerStep, gradientStep, length, ref results, resultStep);
                break;
            case 256:
                Sum<T, TCode, Vector256<T>, Width256<T>>(
                    ref winners, ref gradients, taps, gradientTaps, codes, runs, winnerStep, gradientStep, length, ref results, resultStep);
                break;
            default:
                Sum<T, TCode, Vector128<T>, Width128<T>>(
                    ref winners, ref gradients, taps, gradientTaps, codes, runs, winnerStep, gradientStep, length, ref results, resultStep);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Sum<T, TCode, TVector, TWidth>(
        ref TCode winners,
        ref T gradients,
        ReadOnlySpan<nint> taps,
        ReadOnlySpan<nint> gradientTaps,
        ReadOnlySpan<TCode> codes,
        nint runs,
        nint winnerStep,
        nint gradientStep,
        nint length,
        ref T results,
        nint resultStep)
        where TWidth : struct, IWidth<TVector, T>
    {
        int count = TWidth.Count;
        TVector zeros = TWidth.CreateInteger(0L);
        for (nint run = 0; run < runs; run++)
        {
            nint i = 0;
            for (; i <= length - (4 * count); i += 4 * count)
            {
                TVector a = zeros;
                TVector b = zeros;
                TVector c = zeros;
                TVector d = zeros;
                for (int tap = 0; tap < taps.Length; tap++)
                {
                    TVector code = TWidth.CreateInteger(codes[tap]);
                    ref TCode winner = ref Unsafe.Add(ref winners, i + taps[tap]);
                    ref T gradient = ref Unsafe.Add(ref gradients, i + gradientTaps[tap]);
                    a = Give<T, TCode, TVector, TWidth>(a, code, ref winner, ref gradient);
                    b = Give<T, TCode, TVector, TWidth>(b, code, ref Unsafe.Add(ref winner, count), ref Unsafe.Add(ref gradient, count));
                    c = Give<T, TCode, TVector, TWidth>(
                        c, code, ref Unsafe.Add(ref winner, 2 * count), ref Unsafe.Add(ref gradient, 2 * count));
                    d = Give<T, TCode, TVector, TWidth>(
                        d, code, ref Unsafe.Add(ref winner, 3 * count), ref Unsafe.Add(ref gradient, 3 * count));
                }

                ref T result = ref Unsafe.Add(ref results, i);
                TWidth.Store(a, ref result);
                TWidth.Store(b, ref Unsafe.Add(ref result, count));
                TWidth.Store(c, ref Unsafe.Add(ref result, 2 * count));
                TWidth.Store(d, ref Unsafe.Add(ref result, 3 * count));
            }

            for (; i < length; i += count)
            {
                // The last vector has some of the one before once more, and comes to the same.
                i = nint.Max(0, nint.Min(i, length - count));
                TVector a = zeros;
                for (int tap = 0; tap < taps.Length; tap++)
                {
                    a = Give<T, TCode, TVector, TWidth>(
                        a,
                        TWidth.CreateInteger(codes[tap]),
                        ref Unsafe.Add(ref winners, i + taps[tap]),
                        ref Unsafe.Add(ref gradients, i + gradientTaps[tap]));
                }

                TWidth.Store(a, ref Unsafe.Add(ref results, i));
            }

            winners = ref Unsafe.Add(ref winners, winnerStep);
            gradients = ref Unsafe.Add(ref gradients, gradientStep);
            results = ref Unsafe.Add(ref results, resultStep);
        }
    }

    /// <summary>Sums with the gradients of windows that call an element their winner.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Give<T, TCode, TVector, TWidth>(TVector sums, TVector code, ref TCode winners, ref T gradients)
        where TWidth : struct, IWidth<TVector, T>
    {
        TVector wins = TWidth.Same(TWidth.Load(ref Unsafe.As<TCode, T>(ref winners)), code);
        return TWidth.Add(sums, TWidth.And(wins, TWidth.Load(ref gradients)));
    }
}
