using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pooling;

/// <summary>
/// The largest or smallest elements where the machine's own instruction passes over NaN and zeros' signs, as before
/// AVX-512. NaN and signs are kept apart until the end: the largest element is negative only if all are, the smallest as
/// soon as one is.
/// </summary>
internal readonly struct SignedLanes256<T, TExtreme> : ILanes<T, T, SignedVector256<T>>, IWeightedLanes<T, T, SignedVector256<T>>
    where T : INumber<T>
    where TExtreme : struct, IExtreme<T>
{
    public static int Count => Vector256<T>.Count;

    public static bool IsIdempotent => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SignedVector256<T> Create(T partial) => Of(Vector256.Create(partial));

    /// <summary>Whether the machine has these instructions and none better, and they are for the operator.</summary>
    public static bool IsSupported =>
        Avx.IsSupported
        && !Avx512F.VL.IsSupported
        && (typeof(T) == typeof(float) || typeof(T) == typeof(double))
        && (typeof(TExtreme) == typeof(Largest<T>) || typeof(TExtreme) == typeof(Smallest<T>));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SignedVector256<T> Start(ref readonly T elements) => Of(Vector256.LoadUnsafe(in elements));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T StartOne(T element) => element;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SignedVector256<T> Append(SignedVector256<T> partials, ref readonly T elements) => Combine(partials, Load(in elements));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SignedVector256<T> Load(ref readonly T partials) => Of(Vector256.LoadUnsafe(in partials));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SignedVector256<T> Combine(SignedVector256<T> first, SignedVector256<T> second)
    {
        // Compared, two numbers give 0, and anything with NaN gives all bits, which are NaN again.
        // To ask the type, and not a property, leaves the compiler room in methods that combine much.
        bool isLargest = typeof(TExtreme) == typeof(Largest<T>);
        Vector256<T> signs = isLargest ? first.Signs & second.Signs : first.Signs | second.Signs;
        if (typeof(T) == typeof(float))
        {
            Vector256<float> single = first.Winner.AsSingle();
            Vector256<float> another = second.Winner.AsSingle();
            Vector256<float> singleHolder = Avx.CompareUnordered(first.Holder.AsSingle(), second.Holder.AsSingle());
            return new SignedVector256<T>(
                (isLargest ? Avx.Max(single, another) : Avx.Min(single, another)).As<float, T>(), signs, singleHolder.As<float, T>());
        }

        Vector256<double> one = first.Winner.AsDouble();
        Vector256<double> other = second.Winner.AsDouble();
        Vector256<double> holder = Avx.CompareUnordered(first.Holder.AsDouble(), second.Holder.AsDouble());
        return new SignedVector256<T>(
            (isLargest ? Avx.Max(one, other) : Avx.Min(one, other)).As<double, T>(), signs, holder.As<double, T>());
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
    public static SignedVector256<T> Settle(SignedVector256<T> partials) => Of(Resolve(partials));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Unzip(
        SignedVector256<T> first, SignedVector256<T> second, out SignedVector256<T> even, out SignedVector256<T> odd)
    {
        Zipper.Unzip(first.Winner, second.Winner, out Vector256<T> evens, out Vector256<T> odds);
        even = Of(evens);
        odd = Of(odds);
    }

    public static bool CanArrange => Width256<T>.CanArrange;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prepare(ref T order) => Width256<T>.Prepare(ref order);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SignedVector256<T> Arrange(
        SignedVector256<T> first, SignedVector256<T> second, SignedVector256<T> head, ref readonly T order) =>
        Of(Width256<T>.Arrange(first.Winner, second.Winner, head.Winner, in order));

    public static bool CanShift => Width256<T>.CanShift;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SignedVector256<T> Shift(SignedVector256<T> first, SignedVector256<T> second, int count) =>
        Of(Width256<T>.Shift(first.Winner, second.Winner, count));

    /// <summary>Elements, each alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static SignedVector256<T> Of(Vector256<T> elements) => new(elements, elements, elements);

    /// <summary>The winners with their signs, and NaN; a zero with its sign changed is a sign and nothing else.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> Resolve(SignedVector256<T> partials) => partials.Holder | (typeof(TExtreme) == typeof(Largest<T>)
        ? partials.Winner & (partials.Signs | ~-Vector256<T>.Zero)
        : partials.Winner | (partials.Signs & -Vector256<T>.Zero));
}
