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
    /// <typeparam name="TSum">The type in which they are added up: the same, or <see cref="double"/>.</typeparam>
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
    public static void Sum<T, TCode, TSum>(
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
                Sums<T, TSum> a = default;
                Sums<T, TSum> b = default;
                for (int tap = 0; tap < taps.Length; tap++)
                {
                    Vector<TCode> code = Vector.Create(codes[tap]);
                    nint at = i + taps[tap];
                    ref TCode winner = ref Unsafe.Add(ref winners, at);
                    ref T gradient = ref Unsafe.Add(ref gradients, at);
                    a.Add(Vector.Equals(Vector.LoadUnsafe(ref winner), code).As<TCode, T>() & Vector.LoadUnsafe(ref gradient));
                    b.Add(Vector.Equals(Vector.LoadUnsafe(ref winner, (nuint)count), code).As<TCode, T>() & Vector.LoadUnsafe(ref gradient, (nuint)count));
                }

                a.Total.StoreUnsafe(ref Unsafe.Add(ref results, i));
                b.Total.StoreUnsafe(ref Unsafe.Add(ref results, i + count));
            }

            for (; i < length; i += count)
            {
                // The last vector has some of the one before once more, and comes to the same.
                i = nint.Max(0, nint.Min(i, length - count));
                Sums<T, TSum> a = default;
                for (int tap = 0; tap < taps.Length; tap++)
                {
                    nint at = i + taps[tap];
                    Vector<TCode> isWinner = Vector.Equals(Vector.LoadUnsafe(ref Unsafe.Add(ref winners, at)), Vector.Create(codes[tap]));
                    a.Add(isWinner.As<TCode, T>() & Vector.LoadUnsafe(ref Unsafe.Add(ref gradients, at)));
                }

                a.Total.StoreUnsafe(ref Unsafe.Add(ref results, i));
            }

            winners = ref Unsafe.Add(ref winners, sourceStep);
            gradients = ref Unsafe.Add(ref gradients, sourceStep);
            results = ref Unsafe.Add(ref results, resultStep);
        }
    }

    /// <summary>Sums of gradients side by side.</summary>
    private struct Sums<T, TSum>
    {
        private Vector<T> _same;
        private Vector<double> _lower;
        private Vector<double> _upper;

        /// <summary>The sums, rounded to the type of the gradients.</summary>
        public readonly Vector<T> Total
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => typeof(TSum) == typeof(T) ? _same : Vector.Narrow(_lower, _upper).As<float, T>();
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(Vector<T> gradients)
        {
            if (typeof(TSum) == typeof(T))
            {
                _same += gradients;
                return;
            }

            Vector.Widen(gradients.As<T, float>(), out Vector<double> lower, out Vector<double> upper);
            _lower += lower;
            _upper += upper;
        }
    }
}
