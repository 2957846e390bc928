using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Pooling;

/// <summary>The elements of a vector of <see cref="float"/> or <see cref="double"/>, moved to the places of others near by.</summary>
internal static class Neighbors
{
    /// <summary>The second element of each pair before its first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Swap<T>(Vector256<T> pairs) => typeof(T) == typeof(float)
        ? Vector256.Shuffle(pairs.AsSingle(), Vector256.Create(1, 0, 3, 2, 5, 4, 7, 6)).As<float, T>()
        : Vector256.Shuffle(pairs.AsDouble(), Vector256.Create(1L, 0, 3, 2)).As<double, T>();

    /// <summary>Of each four elements, the last two before the first two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> SwapPairs<T>(Vector256<T> fours) => typeof(T) == typeof(float)
        ? Vector256.Shuffle(fours.AsSingle(), Vector256.Create(2, 3, 0, 1, 6, 7, 4, 5)).As<float, T>()
        : Vector256.Shuffle(fours.AsDouble(), Vector256.Create(2L, 3, 0, 1)).As<double, T>();

    /// <inheritdoc cref="Swap{T}(Vector256{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Swap<T>(Vector512<T> pairs) => typeof(T) == typeof(float)
        ? Vector512.Shuffle(pairs.AsSingle(), Vector512.Create(1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14)).As<float, T>()
        : Vector512.Shuffle(pairs.AsDouble(), Vector512.Create(1L, 0, 3, 2, 5, 4, 7, 6)).As<double, T>();

    /// <inheritdoc cref="SwapPairs{T}(Vector256{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> SwapPairs<T>(Vector512<T> fours) => typeof(T) == typeof(float)
        ? Vector512.Shuffle(fours.AsSingle(), Vector512.Create(2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13)).As<float, T>()
        : Vector512.Shuffle(fours.AsDouble(), Vector512.Create(2L, 3, 0, 1, 6, 7, 4, 5)).As<double, T>();

    /// <summary>As many elements as there are pairs in a vector, each two times.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Twice256<T>(ref readonly T elements)
    {
        Vector256<T> half = Vector128.LoadUnsafe(in elements).ToVector256();
        return typeof(T) == typeof(float)
            ? Vector256.Shuffle(half.AsSingle(), Vector256.Create(0, 0, 1, 1, 2, 2, 3, 3)).As<float, T>()
            : Vector256.Shuffle(half.AsDouble(), Vector256.Create(0L, 0, 1, 1)).As<double, T>();
    }

    /// <inheritdoc cref="Twice256{T}(ref readonly T)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Twice512<T>(ref readonly T elements)
    {
        Vector512<T> half = Vector256.LoadUnsafe(in elements).ToVector512();
        return typeof(T) == typeof(float)
            ? Vector512.Shuffle(half.AsSingle(), Vector512.Create(0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7)).As<float, T>()
            : Vector512.Shuffle(half.AsDouble(), Vector512.Create(0L, 0, 1, 1, 2, 2, 3, 3)).As<double, T>();
    }

    /// <summary>As many elements as there are fours in a vector, each four times.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> FourTimes256<T>(ref readonly T elements)
    {
        if (typeof(T) == typeof(double))
        {
            return Vector256.Create(elements);
        }

        long two = Unsafe.ReadUnaligned<long>(ref Unsafe.As<T, byte>(ref Unsafe.AsRef(in elements)));
        return Vector256.Shuffle(Vector256.CreateScalar(two).AsSingle(), Vector256.Create(0, 0, 0, 0, 1, 1, 1, 1)).As<float, T>();
    }

    /// <inheritdoc cref="FourTimes256{T}(ref readonly T)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> FourTimes512<T>(ref readonly T elements)
    {
        Vector512<T> some = Vector128.LoadUnsafe(in elements).ToVector256().ToVector512();
        return typeof(T) == typeof(float)
            ? Vector512.Shuffle(some.AsSingle(), Vector512.Create(0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3)).As<float, T>()
            : Vector512.Shuffle(some.AsDouble(), Vector512.Create(0L, 0, 0, 0, 1, 1, 1, 1)).As<double, T>();
    }

    /// <summary>The largest or smallest of all elements, none of them NaN, in all places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> BestOfAll<T, TExtreme>(Vector256<T> elements)
        where TExtreme : struct, IExtreme<T>
    {
        elements = PlainExtreme.Pick<T, TExtreme, Vector256<T>, Width256<T>>(elements, Swap(elements));
        elements = PlainExtreme.Pick<T, TExtreme, Vector256<T>, Width256<T>>(elements, SwapPairs(elements));
        return Vector256<T>.Count == 4
            ? elements
            : PlainExtreme.Pick<T, TExtreme, Vector256<T>, Width256<T>>(elements, Vector256.Create(elements.GetUpper(), elements.GetLower()));
    }
}
