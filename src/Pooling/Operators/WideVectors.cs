using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>
/// Sums of floating-point numbers kept as <see cref="double"/>, made averages by vectors as wide as the machine has. Each
/// gives how many elements it has done: none where it knows nothing of the types.
/// </summary>
internal static class WideVectors
{
    /// <summary>Divides each sum and rounds the quotient.</summary>
    public static int Divide<TWide, T>(ReadOnlySpan<TWide> sums, double divisor, Span<T> quotients)
    {
        if (typeof(TWide) != typeof(double))
        {
            return 0;
        }

        ReadOnlySpan<double> source = Cast<TWide, double>(sums);
        if (typeof(T) == typeof(double))
        {
            TensorPrimitives.Divide(source, divisor, Cast<T, double>(quotients));
            return quotients.Length;
        }

        if (typeof(T) == typeof(Half))
        {
            return DivideToHalf(source, divisor, Cast<T, Half>(quotients));
        }

        return typeof(T) == typeof(float) ? Scale(source, 1.0 / divisor, Cast<T, float>(quotients)) : 0;
    }

    /// <summary>Multiplies each sum with a factor and rounds the product.</summary>
    private static int Scale(ReadOnlySpan<double> sums, double factor, Span<float> products)
    {
        int count = Vector<float>.Count;
        if (products.Length < count)
        {
            return 0;
        }

        ref double source = ref MemoryMarshal.GetReference(sums);
        ref float target = ref MemoryMarshal.GetReference(products);
        Vector<double> by = new(factor);
        for (int done = 0; done < products.Length; done += count)
        {
            // The last vector has some of the one before once more.
            nuint at = (nuint)int.Min(done, products.Length - count);
            Vector<double> lower = Vector.LoadUnsafe(ref source, at) * by;
            Vector<double> upper = Vector.LoadUnsafe(ref source, at + (nuint)Vector<double>.Count) * by;
            Vector.Narrow(lower, upper).StoreUnsafe(ref target, at);
        }

        return products.Length;
    }

    private static int DivideToHalf(ReadOnlySpan<double> sums, double divisor, Span<Half> quotients)
    {
        const int Most = 64;
        int count = Vector<float>.Count;
        if (quotients.Length < count)
        {
            return 0;
        }

        Span<float> singles = stackalloc float[Most];
        ref double source = ref MemoryMarshal.GetReference(sums);
        Vector<double> by = new(divisor);
        for (int start = 0; start < quotients.Length; start += Most)
        {
            // A short last part has some of the one before once more.
            start = int.Min(start, int.Max(0, quotients.Length - Most));
            int length = int.Min(Most, quotients.Length);
            for (int done = 0; done < length; done += count)
            {
                int at = int.Min(done, length - count);
                nuint from = (nuint)(start + at);
                Vector<double> lower = Vector.LoadUnsafe(ref source, from) / by;
                Vector<double> upper = Vector.LoadUnsafe(ref source, from + (nuint)Vector<double>.Count) / by;
                Vector.Narrow(Sticky(lower), Sticky(upper)).CopyTo(singles[at..]);
            }

            TensorPrimitives.ConvertToHalf(singles[..length], quotients[start..]);
        }

        return quotients.Length;
    }

    // Rounded to float and then to Half, a number would be rounded twice. So it is first cut to the bits of a float, the
    // last of which says whether anything was cut off.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Sticky(Vector<double> numbers)
    {
        Vector<long> rest = new((1L << 29) - 1);
        Vector<long> bits = Vector.AsVectorInt64(numbers);
        return Vector.AsVectorDouble(Vector.AndNot(bits | ((bits & rest) + rest), rest));
    }

    private static ReadOnlySpan<TTo> Cast<TFrom, TTo>(ReadOnlySpan<TFrom> span) => MemoryMarshal.CreateReadOnlySpan(
        ref Unsafe.As<TFrom, TTo>(ref MemoryMarshal.GetReference(span)), span.Length);

    private static Span<TTo> Cast<TFrom, TTo>(Span<TFrom> span) => MemoryMarshal.CreateSpan(
        ref Unsafe.As<TFrom, TTo>(ref MemoryMarshal.GetReference(span)), span.Length);
}
