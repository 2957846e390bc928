using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>
/// Sums of <see cref="float"/> kept as <see cref="double"/>, scaled by vectors as wide as the machine has. Each
/// gives how many elements it has done: none where it knows nothing of the types.
/// </summary>
internal static class WideVectors
{
    /// <summary>Multiplies each sum with a factor and rounds the product.</summary>
    public static int Scale<TWide, T>(ReadOnlySpan<TWide> sums, double factor, Span<T> products)
    {
        if (typeof(T) != typeof(float) || typeof(TWide) != typeof(double))
        {
            return 0;
        }

        ref double source = ref As<TWide, double>(sums);
        ref float target = ref As<T, float>(products);
        Vector<double> by = new(factor);
        int last = products.Length - Vector<float>.Count;
        for (int done = 0; last >= 0; done += Vector<float>.Count)
        {
            // The last vector has some of the one before once more, and comes to the same.
            done = int.Min(done, last);
            Vector<double> lower = Vector.LoadUnsafe(ref source, (nuint)done) * by;
            Vector<double> upper = Vector.LoadUnsafe(ref source, (nuint)(done + Vector<double>.Count)) * by;
            Vector.Narrow(lower, upper).StoreUnsafe(ref target, (nuint)done);
            if (done == last)
            {
                return products.Length;
            }
        }

        return 0;
    }

    /// <summary>Multiplies each sum with a factor of its own and one of all, and rounds the product.</summary>
    public static int Scale<TWide, T>(
        ReadOnlySpan<TWide> sums, ReadOnlySpan<double> factors, double factor, Span<T> products)
    {
        if (typeof(T) != typeof(float) || typeof(TWide) != typeof(double))
        {
            return 0;
        }

        ref double source = ref As<TWide, double>(sums);
        ref double each = ref As<double, double>(factors);
        ref float target = ref As<T, float>(products);
        Vector<double> by = new(factor);
        int last = products.Length - Vector<float>.Count;
        for (int done = 0; last >= 0; done += Vector<float>.Count)
        {
            // The last vector has some of the one before once more, and comes to the same.
            done = int.Min(done, last);
            nuint middle = (nuint)(done + Vector<double>.Count);
            Vector<double> lower =
                Vector.LoadUnsafe(ref source, (nuint)done) * (Vector.LoadUnsafe(ref each, (nuint)done) * by);
            Vector<double> upper = Vector.LoadUnsafe(ref source, middle) * (Vector.LoadUnsafe(ref each, middle) * by);
            Vector.Narrow(lower, upper).StoreUnsafe(ref target, (nuint)done);
            if (done == last)
            {
                return products.Length;
            }
        }

        return 0;
    }

    private static ref TTo As<TFrom, TTo>(ReadOnlySpan<TFrom> span) =>
        ref Unsafe.As<TFrom, TTo>(ref MemoryMarshal.GetReference(span));
}
