using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pooling;

/// <summary>
/// The largest or smallest elements where the machine's own instruction passes over NaN and zeros' signs, as before
/// AVX-512. NaN is put back at each step, and signs are kept apart until the end: the largest element is negative only
/// if all are, the smallest as soon as one is.
/// </summary>
internal readonly struct SignedLanes256<T, TExtreme> : ILanes<T, T, SignedVector256<T>>, IWeightedLanes<T, T, SignedVector256<T>>
    where T : INumber<T>
    where TExtreme : struct, IExtreme<T>
{
    public static int Count => Vector256<T>.Count;

    /// <summary>Whether the machine has these instructions and none better, and they are for the operator.</summary>
    public static bool IsSupported =>
        Avx.IsSupported
        && !Avx512F.VL.IsSupported
        && (typeof(T) == typeof(float) || typeof(T) == typeof(double))
        && (typeof(TExtreme) == typeof(Largest<T>) || typeof(TExtreme) == typeof(Smallest<T>));

    private static bool IsLargest => typeof(TExtreme) == typeof(Largest<T>);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SignedVector256<T> Start(ref readonly T elements) => Load(in elements);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T StartOne(T element) => element;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SignedVector256<T> Append(SignedVector256<T> partials, ref readonly T elements) => Combine(partials, Load(in elements));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SignedVector256<T> Load(ref readonly T partials) => new(Vector256.LoadUnsafe(in partials));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SignedVector256<T> Combine(SignedVector256<T> first, SignedVector256<T> second)
    {
        // The instruction gives its second operand if one is NaN, so NaN stays once it is there.
        Vector256<T> winner = typeof(T) == typeof(float)
            ? (IsLargest
                ? Avx.Max(second.Winner.AsSingle(), first.Winner.AsSingle())
                : Avx.Min(second.Winner.AsSingle(), first.Winner.AsSingle())).As<float, T>()
            : (IsLargest
                ? Avx.Max(second.Winner.AsDouble(), first.Winner.AsDouble())
                : Avx.Min(second.Winner.AsDouble(), first.Winner.AsDouble())).As<double, T>();
        Vector256<T> isNaN = ~Vector256.Equals(second.Winner, second.Winner);
        return new SignedVector256<T>(winner | isNaN, IsLargest ? first.Signs & second.Signs : first.Signs | second.Signs);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T CombineOne(T first, T second) => TExtreme.Pick(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Fold(SignedVector256<T> partials) =>
        default(VectorLanes<T, T, T, ExtremeOperator<T, TExtreme>, Vector256<T>, Width256<T>>).Fold(Resolve(partials));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(SignedVector256<T> partials, ref T destination) =>
        Resolve(partials).StoreUnsafe(ref destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Unzip(
        SignedVector256<T> first, SignedVector256<T> second, out SignedVector256<T> even, out SignedVector256<T> odd)
    {
        Zipper.Unzip(first.Winner, second.Winner, out Vector256<T> evens, out Vector256<T> odds);
        even = new SignedVector256<T>(evens);
        odd = new SignedVector256<T>(odds);
    }

    /// <summary>The winners with their signs; a zero with its sign changed is a sign and nothing else.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> Resolve(SignedVector256<T> partials) => IsLargest
        ? partials.Winner & (partials.Signs | ~-Vector256<T>.Zero)
        : partials.Winner | (partials.Signs & -Vector256<T>.Zero);
}
