using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pooling;

/// <summary>
/// Makes averages of sums that are kept as <see cref="double"/>: for <see cref="float"/> the sum times a weight, rounded;
/// for <see cref="double"/> the sum over a weight.
/// </summary>
internal static class Weighting
{
    /// <summary>Whether sums and averages are of these types.</summary>
    public static bool IsKnown<TSum, T>() =>
        typeof(TSum) == typeof(double) && (typeof(T) == typeof(float) || typeof(T) == typeof(double));

    /// <summary>One average.</summary>
    public static T Of<T>(double sum, double weight) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<float, T>((float)(sum * weight))
        : Unsafe.BitCast<double, T>(sum / weight);

    /// <summary>Writes averages from <paramref name="destination"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(Vector512<double> sums, Vector512<double> weights, ref T destination)
    {
        if (typeof(T) == typeof(double))
        {
            (sums / weights).As<double, T>().StoreUnsafe(ref destination);
        }
        else if (Avx512F.IsSupported)
        {
            Avx512F.ConvertToVector256Single(sums * weights).As<float, T>().StoreUnsafe(ref destination);
        }
        else
        {
            Store(sums.GetLower(), weights.GetLower(), ref destination);
            Store(sums.GetUpper(), weights.GetUpper(), ref Unsafe.Add(ref destination, Vector256<double>.Count));
        }
    }

    /// <inheritdoc cref="Store{T}(Vector512{double}, Vector512{double}, ref T)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(Vector256<double> sums, Vector256<double> weights, ref T destination)
    {
        if (typeof(T) == typeof(double))
        {
            (sums / weights).As<double, T>().StoreUnsafe(ref destination);
            return;
        }

        Vector256<double> products = sums * weights;
        Vector128<float> averages = Avx.IsSupported
            ? Avx.ConvertToVector128Single(products)
            : Vector128.Narrow(products.GetLower(), products.GetUpper());
        averages.As<float, T>().StoreUnsafe(ref destination);
    }

    /// <inheritdoc cref="Store{T}(Vector512{double}, Vector512{double}, ref T)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(Vector128<double> sums, Vector128<double> weights, ref T destination)
    {
        if (typeof(T) == typeof(double))
        {
            (sums / weights).As<double, T>().StoreUnsafe(ref destination);
            return;
        }

        Vector128<double> products = sums * weights;
        ulong averages = Vector128.Narrow(products, products).AsUInt64().ToScalar();
        Unsafe.WriteUnaligned(ref Unsafe.As<T, byte>(ref destination), averages);
    }
}
