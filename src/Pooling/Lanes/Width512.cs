using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pooling;

/// <summary>Vectors of 512 bits.</summary>
internal readonly struct Width512<T> : IWidth<Vector512<T>, T>
{
    public static int Count => Vector512<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Load(ref readonly T source) => Vector512.LoadUnsafe(in source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Load<TFrom, TConversion>(ref readonly TFrom source)
        where TConversion : struct, IConversion<TFrom, T> => TConversion.Load512(in source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<T> vector, ref T destination) => vector.StoreUnsafe(ref destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSingles(Vector512<T> vector, ref float destination)
    {
        if (Avx512F.IsSupported)
        {
            Avx512F.ConvertToVector256Single(vector.AsDouble()).StoreUnsafe(ref destination);
            return;
        }

        Width256<T>.StoreSingles(vector.GetLower(), ref destination);
        Width256<T>.StoreSingles(vector.GetUpper(), ref Unsafe.Add(ref destination, Vector256<double>.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Create(T value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Add(Vector512<T> first, Vector512<T> second) => first + second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Multiply(Vector512<T> first, Vector512<T> second) => first * second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MultiplyAdd(Vector512<T> first, Vector512<T> second, Vector512<T> addend) => typeof(T) == typeof(float)
        ? Vector512.MultiplyAddEstimate(first.AsSingle(), second.AsSingle(), addend.AsSingle()).As<float, T>()
        : (first * second) + addend;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Divide(Vector512<T> dividend, Vector512<T> divisor) => dividend / divisor;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Max(Vector512<T> first, Vector512<T> second) => Vector512.Max(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MaxNumber(Vector512<T> first, Vector512<T> second) => Vector512.MaxNumber(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Min(Vector512<T> first, Vector512<T> second) => Vector512.Min(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MinNumber(Vector512<T> first, Vector512<T> second) => Vector512.MinNumber(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Unzip(Vector512<T> first, Vector512<T> second, out Vector512<T> even, out Vector512<T> odd) =>
        Zipper.Unzip(first, second, out even, out odd);

    public static bool CanArrange => Arranging.Arranges512<T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Arrange(Vector512<T> first, Vector512<T> second, Vector512<T> order) =>
        Arranging.Arrange(first, second, order);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Upper(Vector512<T> vector, int count) => count == Count / 2
        ? vector.GetUpper().ToVector512Unsafe()
        : Width256<T>.Upper(vector.GetLower(), count).ToVector512Unsafe();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T First(Vector512<T> vector) => vector.ToScalar();
}
