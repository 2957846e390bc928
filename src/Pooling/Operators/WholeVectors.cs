using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>Sums of integers over a divisor, truncated toward zero, by vectors as wide as the machine has.</summary>
/// <remarks>
/// A sum <c>n</c> is multiplied with <c>r</c>, the divisor's reciprocal <c>1/d</c> rounded away from zero. Where <c>n</c>
/// is a multiple of <c>d</c>, <c>n * r</c> is no smaller than the quotient, which is representable, so it is not rounded
/// below it. Else the quotient is at least <c>1/d</c> away from the next whole number <c>k</c>, while <c>r</c> and the
/// product are too large by a factor of less than <c>1 + 2^-22</c> in <see cref="float"/> and <c>1 + 2^-50</c> in
/// <see cref="double"/>: as <c>k * d &lt; n + d</c>, the product stays below <c>k</c> if <c>n + d</c> is at most 2^22, or 2^50.
/// Larger divisors of 16-bit sums are larger than any sum, and give 0.
/// </remarks>
internal static class WholeVectors
{
    /// <summary>Added to a whole number below 2^51, it leaves that in the lower bits of a double.</summary>
    private const double Shift = 6755399441055744;

    private const long ShiftBits = 0x4338_0000_0000_0000;

    /// <summary>Sums of 64 bits up to here are divided by vectors.</summary>
    private const long LargestSum = 1L << 49;

    /// <summary>Divides the first sums, and gives how many: none where it knows nothing of the types.</summary>
    /// <typeparam name="TSum">The type of the sums.</typeparam>
    /// <typeparam name="T">The type of the quotients, which must hold them.</typeparam>
    /// <param name="sums">The sums.</param>
    /// <param name="divisor">The divisor, of up to 32 bits and not 0.</param>
    /// <param name="quotients">Where the quotients go.</param>
    public static int Divide<TSum, T>(ReadOnlySpan<TSum> sums, nint divisor, Span<T> quotients)
    {
        int count = Vector<byte>.Count / Unsafe.SizeOf<T>();
        bool isKnown = IsWhole<TSum>() && IsWhole<T>() && Unsafe.SizeOf<TSum>() > Unsafe.SizeOf<T>();
        if (!isKnown || quotients.Length < count || !Vector.IsHardwareAccelerated)
        {
            return 0;
        }

        double reciprocal = 1.0 / divisor;
        double factor = double.CopySign(double.BitIncrement(double.Abs(reciprocal)), reciprocal);
        float single = (float)double.Abs(reciprocal);
        Factors factors = new(float.CopySign(float.BitIncrement(single), (float)reciprocal), factor);
        ref TSum source = ref MemoryMarshal.GetReference(sums);
        ref byte target = ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(quotients));
        for (int done = 0; done < quotients.Length; done += count)
        {
            // The last vector has some of the one before once more.
            int at = int.Min(done, quotients.Length - count);
            ref TSum from = ref Unsafe.Add(ref source, at);
            if (Unsafe.SizeOf<TSum>() == sizeof(long) && !AreSmall(ref from, count))
            {
                return done;
            }

            Vector<byte> result = Unsafe.SizeOf<T>() switch
            {
                sizeof(byte) => Vector.Narrow(
                    Shorts(ref from, factors), Shorts(ref Unsafe.Add(ref from, Vector<short>.Count), factors)).As<sbyte, byte>(),
                sizeof(short) => Shorts(ref from, factors).As<short, byte>(),
                _ => Ints(ref from, factors).As<int, byte>(),
            };
            result.StoreUnsafe(ref target, (nuint)(at * Unsafe.SizeOf<T>()));
        }

        return quotients.Length;
    }

    private static bool IsWhole<T>() =>
        typeof(T) == typeof(byte) || typeof(T) == typeof(sbyte)
        || typeof(T) == typeof(ushort) || typeof(T) == typeof(short)
        || typeof(T) == typeof(uint) || typeof(T) == typeof(int)
        || typeof(T) == typeof(ulong) || typeof(T) == typeof(long);

    private static bool AreSmall<TSum>(ref TSum sums, int count)
    {
        Vector<long> largest = new(LargestSum);
        bool areSmall = true;
        for (int i = 0; i < count; i += Vector<long>.Count)
        {
            areSmall &= Vector.LessThanOrEqualAll(Vector.Abs(Load<TSum, long>(ref Unsafe.Add(ref sums, i))), largest);
        }

        return areSmall;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<short> Shorts<TSum>(ref TSum sums, in Factors factors)
    {
        if (typeof(TSum) == typeof(ushort))
        {
            Vector.Widen(Load<TSum, ushort>(ref sums), out Vector<uint> lower, out Vector<uint> upper);
            return Vector.Narrow(Quotients(lower.As<uint, int>(), factors), Quotients(upper.As<uint, int>(), factors));
        }

        if (typeof(TSum) == typeof(short))
        {
            Vector.Widen(Load<TSum, short>(ref sums), out Vector<int> lower, out Vector<int> upper);
            return Vector.Narrow(Quotients(lower, factors), Quotients(upper, factors));
        }

        return Vector.Narrow(Ints(ref sums, factors), Ints(ref Unsafe.Add(ref sums, Vector<int>.Count), factors));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<int> Ints<TSum>(ref TSum sums, in Factors factors)
    {
        if (typeof(TSum) == typeof(uint))
        {
            Vector.Widen(Load<TSum, uint>(ref sums), out Vector<ulong> lower, out Vector<ulong> upper);
            return Vector.Narrow(Quotients(lower.As<ulong, long>(), factors), Quotients(upper.As<ulong, long>(), factors));
        }

        if (typeof(TSum) == typeof(int))
        {
            Vector.Widen(Load<TSum, int>(ref sums), out Vector<long> lower, out Vector<long> upper);
            return Vector.Narrow(Quotients(lower, factors), Quotients(upper, factors));
        }

        return Vector.Narrow(
            Quotients(Load<TSum, long>(ref sums), factors),
            Quotients(Load<TSum, long>(ref Unsafe.Add(ref sums, Vector<long>.Count)), factors));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<int> Quotients(Vector<int> sums, in Factors factors) =>
        Vector.ConvertToInt32Native(Vector.ConvertToSingle(sums) * factors.Single);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<long> Quotients(Vector<long> sums, in Factors factors)
    {
        Vector<long> bits = new(ShiftBits);
        Vector<double> shift = new(Shift);
        Vector<double> exact = Vector.AsVectorDouble(sums + bits) - shift;
        return Vector.AsVectorInt64(Vector.Truncate(exact * factors.Double) + shift) - bits;
    }

    private static Vector<TTo> Load<TFrom, TTo>(ref TFrom source) =>
        Unsafe.ReadUnaligned<Vector<TTo>>(ref Unsafe.As<TFrom, byte>(ref source));

    /// <summary>The reciprocal of the divisor, rounded away from zero.</summary>
    private readonly struct Factors(float single, double wide)
    {
        public Vector<float> Single { get; } = new(single);

        public Vector<double> Double { get; } = new(wide);
    }
}
