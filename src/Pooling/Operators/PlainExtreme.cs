using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>
/// The larger or smaller elements by one instruction, which says nothing of NaN and of the signs of zeros. Whoever uses it looks
/// after these.
/// </summary>
internal static class PlainExtreme
{
    /// <summary>The larger or smaller elements; where one is NaN, either.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Pick<T, TExtreme, TVector, TWidth>(TVector first, TVector second)
        where TExtreme : struct, IExtreme<T>
        where TWidth : struct, IWidth<TVector, T> =>
        TExtreme.PicksLargest ? TWidth.MaxNative(first, second) : TWidth.MinNative(first, second);
}
