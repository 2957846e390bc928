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

    /// <summary>The larger or smaller elements of two vectors; where one is NaN, either.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Best<T, TExtreme>(Vector256<T> first, Vector256<T> second)
        where TExtreme : struct, IExtreme<T> =>
        TExtreme.PicksLargest ? Vector256.MaxNative(first, second) : Vector256.MinNative(first, second);

    /// <summary>The largest or smallest of all elements, none of them NaN, in all places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> BestOfAll<T, TExtreme>(Vector256<T> elements)
        where TExtreme : struct, IExtreme<T>
    {
        elements = Best<T, TExtreme>(elements, Swap(elements));
        elements = Best<T, TExtreme>(elements, SwapPairs(elements));
        return Vector256<T>.Count == 4
            ? elements
            : Best<T, TExtreme>(elements, Vector256.Create(elements.GetUpper(), elements.GetLower()));
    }
}
