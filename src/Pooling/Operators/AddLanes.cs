using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Pooling;

/// <summary>Sums in the type of the elements, 512 bits at a time.</summary>
internal readonly struct AddLanes512<T> : ILanes<T, T, Vector512<T>>, IWeightedLanes<T, T, Vector512<T>>
    where T : IAdditionOperators<T, T, T>
{
    public static int Count => Vector512<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> Start(ref readonly T elements) => Load(in elements);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T StartOne(T element) => element;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Load(ref readonly T partials) => Vector512.LoadUnsafe(in partials);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> Combine(Vector512<T> first, Vector512<T> second) => first + second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T CombineOne(T first, T second) => first + second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Fold(Vector512<T> partials) => default(AddLanes256<T>).Fold(partials.GetLower() + partials.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<T> partials, ref T destination) => partials.StoreUnsafe(ref destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Unzip(Vector512<T> first, Vector512<T> second, out Vector512<T> even, out Vector512<T> odd) =>
        Zipper.Unzip(first, second, out even, out odd);
}

/// <summary>Sums in the type of the elements, 256 bits at a time.</summary>
internal readonly struct AddLanes256<T> : ILanes<T, T, Vector256<T>>, IWeightedLanes<T, T, Vector256<T>>
    where T : IAdditionOperators<T, T, T>
{
    public static int Count => Vector256<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<T> Start(ref readonly T elements) => Load(in elements);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T StartOne(T element) => element;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Load(ref readonly T partials) => Vector256.LoadUnsafe(in partials);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<T> Combine(Vector256<T> first, Vector256<T> second) => first + second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T CombineOne(T first, T second) => first + second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Fold(Vector256<T> partials) => default(AddLanes128<T>).Fold(partials.GetLower() + partials.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<T> partials, ref T destination) => partials.StoreUnsafe(ref destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Unzip(Vector256<T> first, Vector256<T> second, out Vector256<T> even, out Vector256<T> odd) =>
        Zipper.Unzip(first, second, out even, out odd);
}

/// <summary>Sums in the type of the elements, 128 bits at a time.</summary>
internal readonly struct AddLanes128<T> : ILanes<T, T, Vector128<T>>, IWeightedLanes<T, T, Vector128<T>>
    where T : IAdditionOperators<T, T, T>
{
    public static int Count => Vector128<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<T> Start(ref readonly T elements) => Load(in elements);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T StartOne(T element) => element;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Load(ref readonly T partials) => Vector128.LoadUnsafe(in partials);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<T> Combine(Vector128<T> first, Vector128<T> second) => first + second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T CombineOne(T first, T second) => first + second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Fold(Vector128<T> partials) => Vector128.Sum(partials);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<T> partials, ref T destination) => partials.StoreUnsafe(ref destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Unzip(Vector128<T> first, Vector128<T> second, out Vector128<T> even, out Vector128<T> odd) =>
        Zipper.Unzip(first, second, out even, out odd);
}
