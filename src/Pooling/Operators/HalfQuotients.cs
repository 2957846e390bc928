using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>Sums of <see cref="Half"/> kept as <see cref="double"/>, made averages by vectors as wide as the machine has.</summary>
internal static class HalfQuotients
{
    /// <summary>Divides each sum and rounds the quotient once.</summary>
    /// <returns>How many are done: all, or none where they do not fill a vector.</returns>
    public static int Divide(ReadOnlySpan<double> sums, double divisor, Span<Half> quotients)
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
}
