using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>
/// Sums and quotients of <see cref="float"/> kept as <see cref="double"/>, by vectors as wide as the machine has. Each
/// gives how many elements it has done: none where it knows nothing of the types.
/// </summary>
internal static class WideVectors
{
    /// <summary>Adds each element of a row to the sum at its place.</summary>
    public static int Add<T, TWide>(ReadOnlySpan<T> row, Span<TWide> sums)
    {
        if (typeof(T) != typeof(float) || typeof(TWide) != typeof(double))
        {
            return 0;
        }

        ref float source = ref As<T, float>(row);
        ref double target = ref As<TWide, double>(sums);
        int done = 0;
        for (; done <= row.Length - Vector<float>.Count; done += Vector<float>.Count)
        {
            Vector.Widen(Vector.LoadUnsafe(ref source, (nuint)done), out Vector<double> lower, out Vector<double> upper);
            nuint middle = (nuint)(done + Vector<double>.Count);
            (Vector.LoadUnsafe(ref target, (nuint)done) + lower).StoreUnsafe(ref target, (nuint)done);
            (Vector.LoadUnsafe(ref target, middle) + upper).StoreUnsafe(ref target, middle);
        }

        return done;
    }

    /// <summary>Divides each sum and rounds the quotient.</summary>
    public static int Divide<TWide, T>(ReadOnlySpan<TWide> sums, nint divisor, Span<T> quotients)
    {
        if (typeof(T) != typeof(float) || typeof(TWide) != typeof(double))
        {
            return 0;
        }

        ref double source = ref As<TWide, double>(sums);
        ref float target = ref As<T, float>(quotients);
        Vector<double> by = new(divisor);
        int done = 0;
        for (; done <= quotients.Length - Vector<float>.Count; done += Vector<float>.Count)
        {
            Vector<double> lower = Vector.LoadUnsafe(ref source, (nuint)done) / by;
            Vector<double> upper = Vector.LoadUnsafe(ref source, (nuint)(done + Vector<double>.Count)) / by;
            Vector.Narrow(lower, upper).StoreUnsafe(ref target, (nuint)done);
        }

        return done;
    }

    private static ref TTo As<TFrom, TTo>(ReadOnlySpan<TFrom> span) =>
        ref Unsafe.As<TFrom, TTo>(ref MemoryMarshal.GetReference(span));
}
