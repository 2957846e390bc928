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
    /// <param name="taps">The distances of the windows that cover an element.</param>
    /// <param name="codes">What each calls that element.</param>
    /// <param name="runs">The number of runs.</param>
    /// <param name="sourceStep">From the windows of one run to those of the next.</param>
    /// <param name="length">
    /// The number of elements in a run. Of fewer than a vector has, a whole vector is read and written.
    /// </param>
    /// <param name="results">Where the sums go.</param>
    /// <param name="resultStep">From one run of sums to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sum<T, TCode>(
        ref TCode winners,
        ref T gradients,
        ReadOnlySpan<nint> taps,
        ReadOnlySpan<TCode> codes,
        nint runs,
        nint sourceStep,
        nint length,
        ref T results,
        nint resultStep)
        where TCode : INumber<TCode>
    {
        int count = Vector<T>.Count;
        for (nint run = 0; run < runs; run++)
        {
            nint i = 0;
            for (; i <= length - (2 * count); i += 2 * count)
            {
                Vector<T> a = Vector<T>.Zero;
                Vector<T> b = Vector<T>.Zero;
                for (int tap = 0; tap < taps.Length; tap++)
                {
                    Vector<TCode> code = Vector.Create(codes[tap]);
                    nint at = i + taps[tap];
                    ref TCode winner = ref Unsafe.Add(ref winners, at);
                    ref T gradient = ref Unsafe.Add(ref gradients, at);
                    a += Vector.Equals(Vector.LoadUnsafe(ref winner), code).As<TCode, T>() & Vector.LoadUnsafe(ref gradient);
                    b += Vector.Equals(Vector.LoadUnsafe(ref winner, (nuint)count), code).As<TCode, T>() & Vector.LoadUnsafe(ref gradient, (nuint)count);
                }

                a.StoreUnsafe(ref Unsafe.Add(ref results, i));
                b.StoreUnsafe(ref Unsafe.Add(ref results, i + count));
            }

            for (; i < length; i += count)
            {
                // The last vector has some of the one before once more, and comes to the same.
                i = nint.Max(0, nint.Min(i, length - count));
                Vector<T> a = Vector<T>.Zero;
                for (int tap = 0; tap < taps.Length; tap++)
                {
                    nint at = i + taps[tap];
                    Vector<TCode> isWinner = Vector.Equals(Vector.LoadUnsafe(ref Unsafe.Add(ref winners, at)), Vector.Create(codes[tap]));
                    a += isWinner.As<TCode, T>() & Vector.LoadUnsafe(ref Unsafe.Add(ref gradients, at));
                }

                a.StoreUnsafe(ref Unsafe.Add(ref results, i));
            }

            winners = ref Unsafe.Add(ref winners, sourceStep);
            gradients = ref Unsafe.Add(ref gradients, sourceStep);
            results = ref Unsafe.Add(ref results, resultStep);
        }
    }
}
