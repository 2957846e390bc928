using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pooling;

/// <summary>Rounds sums times weights, kept as <see cref="double"/>, to <see cref="float"/>.</summary>
internal static class Weighting
{
    /// <summary>Whether sums and outputs are of these types.</summary>
    public static bool IsKnown<TSum, T>() => typeof(TSum) == typeof(double) && typeof(T) == typeof(float);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<double> products, ref float destination)
    {
        if (Avx512F.IsSupported)
        {
            Avx512F.ConvertToVector256Single(products).StoreUnsafe(ref destination);
            return;
        }

        Store(products.GetLower(), ref destination);
        Store(products.GetUpper(), ref Unsafe.Add(ref destination, Vector256<double>.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<double> products, ref float destination) => (Avx.IsSupported
        ? Avx.ConvertToVector128Single(products)
        : Vector128.Narrow(products.GetLower(), products.GetUpper())).StoreUnsafe(ref destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<double> products, ref float destination) => Unsafe.WriteUnaligned(
        ref Unsafe.As<float, byte>(ref destination), Vector128.Narrow(products, products).AsUInt64().ToScalar());
}
