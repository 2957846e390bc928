using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Pooling;

/// <summary>Sums, a vector of 512 bits at a time.</summary>
internal readonly struct SumLanes512<T, TSum> : ILanes<T, TSum, Vector512<TSum>>, IWeightedLanes<TSum, T, Vector512<TSum>>
    where T : INumberBase<T>
    where TSum : INumberBase<TSum>
{
    public static int Count => Vector512<TSum>.Count;

    public static bool Finishes => Weighting.IsKnown<TSum, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<TSum> Weigh(double weight) => Vector512.Create(weight).As<double, TSum>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<TSum> Weigh(ref readonly double weights, Vector512<TSum> another) =>
        (Vector512.LoadUnsafe(in weights) * another.As<TSum, double>()).As<double, TSum>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Finish(Vector512<TSum> results, Vector512<TSum> weights, ref T destination) =>
        Weighting.Store(results.As<TSum, double>(), weights.As<TSum, double>(), ref destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T FinishOne(TSum result, double weight) => Weighting.Of<T>(Unsafe.BitCast<TSum, double>(result), weight);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<TSum> Start(ref readonly T elements) => Widening.Load512<T, TSum>(in elements);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TSum StartOne(T element) => TSum.CreateTruncating(element);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<TSum> Load(ref readonly TSum partials) => Vector512.LoadUnsafe(in partials);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<TSum> Combine(Vector512<TSum> first, Vector512<TSum> second) => first + second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TSum CombineOne(TSum first, TSum second) => first + second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TSum Fold(Vector512<TSum> partials) =>
        default(SumLanes256<T, TSum>).Fold(partials.GetLower() + partials.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<TSum> partials, ref TSum destination) => partials.StoreUnsafe(ref destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Unzip(
        Vector512<TSum> first, Vector512<TSum> second, out Vector512<TSum> even, out Vector512<TSum> odd) =>
        Zipper.Unzip(first, second, out even, out odd);
}

/// <summary>Sums, a vector of 256 bits at a time.</summary>
internal readonly struct SumLanes256<T, TSum> : ILanes<T, TSum, Vector256<TSum>>, IWeightedLanes<TSum, T, Vector256<TSum>>
    where T : INumberBase<T>
    where TSum : INumberBase<TSum>
{
    public static int Count => Vector256<TSum>.Count;

    public static bool Finishes => Weighting.IsKnown<TSum, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<TSum> Weigh(double weight) => Vector256.Create(weight).As<double, TSum>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<TSum> Weigh(ref readonly double weights, Vector256<TSum> another) =>
        (Vector256.LoadUnsafe(in weights) * another.As<TSum, double>()).As<double, TSum>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Finish(Vector256<TSum> results, Vector256<TSum> weights, ref T destination) =>
        Weighting.Store(results.As<TSum, double>(), weights.As<TSum, double>(), ref destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T FinishOne(TSum result, double weight) => Weighting.Of<T>(Unsafe.BitCast<TSum, double>(result), weight);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<TSum> Start(ref readonly T elements) => Widening.Load256<T, TSum>(in elements);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TSum StartOne(T element) => TSum.CreateTruncating(element);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<TSum> Load(ref readonly TSum partials) => Vector256.LoadUnsafe(in partials);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<TSum> Combine(Vector256<TSum> first, Vector256<TSum> second) => first + second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TSum CombineOne(TSum first, TSum second) => first + second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TSum Fold(Vector256<TSum> partials) =>
        default(SumLanes128<T, TSum>).Fold(partials.GetLower() + partials.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<TSum> partials, ref TSum destination) => partials.StoreUnsafe(ref destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Unzip(
        Vector256<TSum> first, Vector256<TSum> second, out Vector256<TSum> even, out Vector256<TSum> odd) =>
        Zipper.Unzip(first, second, out even, out odd);
}

/// <summary>Sums, a vector of 128 bits at a time.</summary>
internal readonly struct SumLanes128<T, TSum> : ILanes<T, TSum, Vector128<TSum>>, IWeightedLanes<TSum, T, Vector128<TSum>>
    where T : INumberBase<T>
    where TSum : INumberBase<TSum>
{
    public static int Count => Vector128<TSum>.Count;

    public static bool Finishes => Weighting.IsKnown<TSum, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<TSum> Weigh(double weight) => Vector128.Create(weight).As<double, TSum>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<TSum> Weigh(ref readonly double weights, Vector128<TSum> another) =>
        (Vector128.LoadUnsafe(in weights) * another.As<TSum, double>()).As<double, TSum>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Finish(Vector128<TSum> results, Vector128<TSum> weights, ref T destination) =>
        Weighting.Store(results.As<TSum, double>(), weights.As<TSum, double>(), ref destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T FinishOne(TSum result, double weight) => Weighting.Of<T>(Unsafe.BitCast<TSum, double>(result), weight);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<TSum> Start(ref readonly T elements) => Widening.Load128<T, TSum>(in elements);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TSum StartOne(T element) => TSum.CreateTruncating(element);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<TSum> Load(ref readonly TSum partials) => Vector128.LoadUnsafe(in partials);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<TSum> Combine(Vector128<TSum> first, Vector128<TSum> second) => first + second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TSum CombineOne(TSum first, TSum second) => first + second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TSum Fold(Vector128<TSum> partials) =>
        Vector128.Sum(partials);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<TSum> partials, ref TSum destination) => partials.StoreUnsafe(ref destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Unzip(
        Vector128<TSum> first, Vector128<TSum> second, out Vector128<TSum> even, out Vector128<TSum> odd) =>
        Zipper.Unzip(first, second, out even, out odd);
}
