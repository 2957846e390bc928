using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Pooling;

/// <summary>Sums of <see cref="float"/> or <see cref="double"/> kept as <see cref="double"/>, 512 bits at a time.</summary>
internal readonly struct SumLanes512<T> : ILanes<T, double, Vector512<double>>
    where T : INumber<T>
{
    public static int Count => Vector512<double>.Count;

    public Vector512<double> Start(ref readonly T elements)
    {
        if (typeof(T) == typeof(double))
        {
            return Vector512.LoadUnsafe(ref Unsafe.As<T, double>(ref Unsafe.AsRef(in elements)));
        }

        ref float source = ref Unsafe.As<T, float>(ref Unsafe.AsRef(in elements));
        return Vector512.WidenLower(Vector256.LoadUnsafe(ref source).ToVector512Unsafe());
    }

    public double StartOne(T element) => double.CreateTruncating(element);

    public static Vector512<double> Load(ref readonly double partials) => Vector512.LoadUnsafe(in partials);

    public Vector512<double> Combine(Vector512<double> first, Vector512<double> second) => first + second;

    public double CombineOne(double first, double second) => first + second;

    public static void Store(Vector512<double> partials, ref double destination) => partials.StoreUnsafe(ref destination);

    public static void Unzip(
        Vector512<double> first, Vector512<double> second, out Vector512<double> even, out Vector512<double> odd) =>
        Zipper.Unzip(first, second, out even, out odd);
}

/// <summary>Sums of <see cref="float"/> or <see cref="double"/> kept as <see cref="double"/>, 256 bits at a time.</summary>
internal readonly struct SumLanes256<T> : ILanes<T, double, Vector256<double>>
    where T : INumber<T>
{
    public static int Count => Vector256<double>.Count;

    public Vector256<double> Start(ref readonly T elements)
    {
        if (typeof(T) == typeof(double))
        {
            return Vector256.LoadUnsafe(ref Unsafe.As<T, double>(ref Unsafe.AsRef(in elements)));
        }

        ref float source = ref Unsafe.As<T, float>(ref Unsafe.AsRef(in elements));
        return Vector256.WidenLower(Vector128.LoadUnsafe(ref source).ToVector256Unsafe());
    }

    public double StartOne(T element) => double.CreateTruncating(element);

    public static Vector256<double> Load(ref readonly double partials) => Vector256.LoadUnsafe(in partials);

    public Vector256<double> Combine(Vector256<double> first, Vector256<double> second) => first + second;

    public double CombineOne(double first, double second) => first + second;

    public static void Store(Vector256<double> partials, ref double destination) => partials.StoreUnsafe(ref destination);

    public static void Unzip(
        Vector256<double> first, Vector256<double> second, out Vector256<double> even, out Vector256<double> odd) =>
        Zipper.Unzip(first, second, out even, out odd);
}

/// <summary>Sums of <see cref="float"/> or <see cref="double"/> kept as <see cref="double"/>, 128 bits at a time.</summary>
internal readonly struct SumLanes128<T> : ILanes<T, double, Vector128<double>>
    where T : INumber<T>
{
    public static int Count => Vector128<double>.Count;

    public Vector128<double> Start(ref readonly T elements)
    {
        if (typeof(T) == typeof(double))
        {
            return Vector128.LoadUnsafe(ref Unsafe.As<T, double>(ref Unsafe.AsRef(in elements)));
        }

        ref float source = ref Unsafe.As<T, float>(ref Unsafe.AsRef(in elements));
        return Vector128.WidenLower(Vector128.CreateScalarUnsafe(Unsafe.As<float, double>(ref source)).AsSingle());
    }

    public double StartOne(T element) => double.CreateTruncating(element);

    public static Vector128<double> Load(ref readonly double partials) => Vector128.LoadUnsafe(in partials);

    public Vector128<double> Combine(Vector128<double> first, Vector128<double> second) => first + second;

    public double CombineOne(double first, double second) => first + second;

    public static void Store(Vector128<double> partials, ref double destination) => partials.StoreUnsafe(ref destination);

    public static void Unzip(
        Vector128<double> first, Vector128<double> second, out Vector128<double> even, out Vector128<double> odd) =>
        Zipper.Unzip(first, second, out even, out odd);
}
