using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Pooling;

/// <summary>The largest or smallest <see cref="Half"/>, as keys, 512 bits at a time.</summary>
internal readonly struct HalfExtremeLanes512<T, TExtreme> : ILanes<T, short, Vector512<short>>, IWeightedLanes<short, T, Vector512<short>>
    where TExtreme : struct, IExtreme<T>
{
    public static int Count => Vector512<short>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<short> Start(ref readonly T elements) => HalfKeys<T, TExtreme>.Load512(in elements);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public short StartOne(T element) => HalfKeys<T, TExtreme>.Of(element);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> Load(ref readonly short partials) => Vector512.LoadUnsafe(in partials);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<short> Combine(Vector512<short> first, Vector512<short> second) =>
        HalfKeys<T, TExtreme>.Pick(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public short CombineOne(short first, short second) => HalfKeys<T, TExtreme>.Pick(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public short Fold(Vector512<short> partials) =>
        default(HalfExtremeLanes256<T, TExtreme>).Fold(HalfKeys<T, TExtreme>.Pick(partials.GetLower(), partials.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<short> partials, ref short destination) => partials.StoreUnsafe(ref destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Unzip(
        Vector512<short> first, Vector512<short> second, out Vector512<short> even, out Vector512<short> odd) =>
        Zipper.Unzip(first, second, out even, out odd);
}

/// <summary>The largest or smallest <see cref="Half"/>, as keys, 256 bits at a time.</summary>
internal readonly struct HalfExtremeLanes256<T, TExtreme> : ILanes<T, short, Vector256<short>>, IWeightedLanes<short, T, Vector256<short>>
    where TExtreme : struct, IExtreme<T>
{
    public static int Count => Vector256<short>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<short> Start(ref readonly T elements) => HalfKeys<T, TExtreme>.Load256(in elements);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public short StartOne(T element) => HalfKeys<T, TExtreme>.Of(element);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> Load(ref readonly short partials) => Vector256.LoadUnsafe(in partials);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<short> Combine(Vector256<short> first, Vector256<short> second) =>
        HalfKeys<T, TExtreme>.Pick(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public short CombineOne(short first, short second) => HalfKeys<T, TExtreme>.Pick(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public short Fold(Vector256<short> partials) =>
        default(HalfExtremeLanes128<T, TExtreme>).Fold(HalfKeys<T, TExtreme>.Pick(partials.GetLower(), partials.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<short> partials, ref short destination) => partials.StoreUnsafe(ref destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Unzip(
        Vector256<short> first, Vector256<short> second, out Vector256<short> even, out Vector256<short> odd) =>
        Zipper.Unzip(first, second, out even, out odd);
}

/// <summary>The largest or smallest <see cref="Half"/>, as keys, 128 bits at a time.</summary>
internal readonly struct HalfExtremeLanes128<T, TExtreme> : ILanes<T, short, Vector128<short>>, IWeightedLanes<short, T, Vector128<short>>
    where TExtreme : struct, IExtreme<T>
{
    public static int Count => Vector128<short>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<short> Start(ref readonly T elements) => HalfKeys<T, TExtreme>.Load128(in elements);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public short StartOne(T element) => HalfKeys<T, TExtreme>.Of(element);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> Load(ref readonly short partials) => Vector128.LoadUnsafe(in partials);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<short> Combine(Vector128<short> first, Vector128<short> second) =>
        HalfKeys<T, TExtreme>.Pick(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public short CombineOne(short first, short second) => HalfKeys<T, TExtreme>.Pick(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public short Fold(Vector128<short> partials)
    {
        for (int distance = Vector128<short>.Count / 2; distance > 0; distance /= 2)
        {
            partials = HalfKeys<T, TExtreme>.Pick(partials, Folding.Move(partials, distance));
        }

        return partials.ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<short> partials, ref short destination) => partials.StoreUnsafe(ref destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Unzip(
        Vector128<short> first, Vector128<short> second, out Vector128<short> even, out Vector128<short> odd) =>
        Zipper.Unzip(first, second, out even, out odd);
}
