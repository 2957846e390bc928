using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Pooling;

/// <summary>Vectors of 128 bits.</summary>
internal readonly struct Width128<T> : IWidth<Vector128<T>, T>
{
    public static int Count => Vector128<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Load(ref readonly T source) => Vector128.LoadUnsafe(in source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Load<TFrom, TConversion>(ref readonly TFrom source)
        where TConversion : struct, IConversion<TFrom, T> => TConversion.Load128(in source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<T> vector, ref T destination) => vector.StoreUnsafe(ref destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSingles(Vector128<T> vector, ref float destination)
    {
        ulong singles = Vector128.Narrow(vector.AsDouble(), vector.AsDouble()).AsUInt64().ToScalar();
        Unsafe.WriteUnaligned(ref Unsafe.As<float, byte>(ref destination), singles);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Create(T value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Add(Vector128<T> first, Vector128<T> second) => first + second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Multiply(Vector128<T> first, Vector128<T> second) => first * second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> MultiplyAdd(Vector128<T> first, Vector128<T> second, Vector128<T> addend) => typeof(T) == typeof(float)
        ? Vector128.MultiplyAddEstimate(first.AsSingle(), second.AsSingle(), addend.AsSingle()).As<float, T>()
        : (first * second) + addend;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Divide(Vector128<T> dividend, Vector128<T> divisor) => dividend / divisor;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Max(Vector128<T> first, Vector128<T> second) => Vector128.Max(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> MaxNumber(Vector128<T> first, Vector128<T> second) => Vector128.MaxNumber(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Min(Vector128<T> first, Vector128<T> second) => Vector128.Min(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> MinNumber(Vector128<T> first, Vector128<T> second) => Vector128.MinNumber(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Unzip(Vector128<T> first, Vector128<T> second, out Vector128<T> even, out Vector128<T> odd) =>
        Zipper.Unzip(first, second, out even, out odd);

    public static bool CanArrange => Arranging.Arranges128<T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Arrange(Vector128<T> first, Vector128<T> second, Vector128<T> order) =>
        Arranging.Arrange(first, second, order);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Upper(Vector128<T> vector, int count)
    {
        Vector128<ulong> bits = vector.AsUInt64();
        int moved = count * Unsafe.SizeOf<T>() * 8;
        return (moved < 64 ? bits >> moved : Vector128.Shuffle(bits, Vector128.Create(1ul, 1))).As<ulong, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T First(Vector128<T> vector) => vector.ToScalar();
}
