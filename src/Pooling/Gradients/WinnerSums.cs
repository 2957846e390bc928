using System.Numerics;
using System.Runtime.CompilerServices;

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
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
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
        where TCode : INumber<TCode>
    {
        int count = Vector<T>.Count;
        for (nint run = 0; run < runs; run++)
        {
            nint i = 0;
            for (; i <= length - (4 * count); i += 4 * count)
            {
                Vector<T> a = Vector<T>.Zero;
                Vector<T> b = Vector<T>.Zero;
                Vector<T> c = Vector<T>.Zero;
                Vector<T> d = Vector<T>.Zero;
                for (int tap = 0; tap < taps.Length; tap++)
                {
                    Vector<TCode> code = Vector.Create(codes[tap]);
                    ref TCode winner = ref Unsafe.Add(ref winners, i + taps[tap]);
                    ref T gradient = ref Unsafe.Add(ref gradients, i + gradientTaps[tap]);
                    a += GivenTo(code, ref winner, ref gradient);
                    b += GivenTo(code, ref Unsafe.Add(ref winner, count), ref Unsafe.Add(ref gradient, count));
                    c += GivenTo(code, ref Unsafe.Add(ref winner, 2 * count), ref Unsafe.Add(ref gradient, 2 * count));
                    d += GivenTo(code, ref Unsafe.Add(ref winner, 3 * count), ref Unsafe.Add(ref gradient, 3 * count));
                }

                ref T result = ref Unsafe.Add(ref results, i);
                a.StoreUnsafe(ref result);
                b.StoreUnsafe(ref result, (nuint)count);
                c.StoreUnsafe(ref result, (nuint)(2 * count));
                d.StoreUnsafe(ref result, (nuint)(3 * count));
            }

            for (; i < length; i += count)
            {
                // The last vector has some of the one before once more, and comes to the same.
                i = nint.Max(0, nint.Min(i, length - count));
                Vector<T> a = Vector<T>.Zero;
                for (int tap = 0; tap < taps.Length; tap++)
                {
                    a += GivenTo(
                        Vector.Create(codes[tap]),
                        ref Unsafe.Add(ref winners, i + taps[tap]),
                        ref Unsafe.Add(ref gradients, i + gradientTaps[tap]));
                }

                a.StoreUnsafe(ref Unsafe.Add(ref results, i));
            }

            winners = ref Unsafe.Add(ref winners, winnerStep);
            gradients = ref Unsafe.Add(ref gradients, gradientStep);
            results = ref Unsafe.Add(ref results, resultStep);
        }
    }
    /// <summary>The gradients of windows that call an element their winner, and 0 of others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> GivenTo<T, TCode>(Vector<TCode> code, ref TCode winners, ref T gradients) =>
        Vector.Equals(Vector.LoadUnsafe(ref winners), code).As<TCode, T>() & Vector.LoadUnsafe(ref gradients);
}
