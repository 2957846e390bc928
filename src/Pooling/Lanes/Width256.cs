using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pooling;

/// <summary>Vectors of 256 bits.</summary>
internal readonly struct Width256<T> : IWidth<Vector256<T>, T>
{
    public static int Count => Vector256<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Load(ref readonly T source) => Vector256.LoadUnsafe(in source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Load<TFrom, TConversion>(ref readonly TFrom source)
        where TConversion : struct, IConversion<TFrom, T> => TConversion.Load256(in source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<T> vector, ref T destination) => vector.StoreUnsafe(ref destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSingles(Vector256<T> vector, ref float destination) => (Avx.IsSupported
        ? Avx.ConvertToVector128Single(vector.AsDouble())
        : Vector128.Narrow(vector.GetLower().AsDouble(), vector.GetUpper().AsDouble())).StoreUnsafe(ref destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Create(T value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Add(Vector256<T> first, Vector256<T> second) => first + second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Multiply(Vector256<T> first, Vector256<T> second) => first * second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> MultiplyAdd(Vector256<T> first, Vector256<T> second, Vector256<T> addend) => typeof(T) == typeof(float)
        ? Vector256.MultiplyAddEstimate(first.AsSingle(), second.AsSingle(), addend.AsSingle()).As<float, T>()
        : (first * second) + addend;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Divide(Vector256<T> dividend, Vector256<T> divisor) => dividend / divisor;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Max(Vector256<T> first, Vector256<T> second) => Vector256.Max(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> MaxNumber(Vector256<T> first, Vector256<T> second) => Vector256.MaxNumber(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Min(Vector256<T> first, Vector256<T> second) => Vector256.Min(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> MinNumber(Vector256<T> first, Vector256<T> second) => Vector256.MinNumber(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Unzip(Vector256<T> first, Vector256<T> second, out Vector256<T> even, out Vector256<T> odd) =>
        Zipper.Unzip(first, second, out even, out odd);

    public static bool CanArrange => Arranging.Arranges256<T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Arrange(Vector256<T> first, Vector256<T> second, Vector256<T> order) =>
        Arranging.Arrange(first, second, order);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Upper(Vector256<T> vector, int count) => count == Count / 2
        ? vector.GetUpper().ToVector256Unsafe()
        : Width128<T>.Upper(vector.GetLower(), count).ToVector256Unsafe();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T First(Vector256<T> vector) => vector.ToScalar();
}
