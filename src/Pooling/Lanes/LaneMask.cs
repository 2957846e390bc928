using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pooling;

/// <summary>Masks of some elements of a vector.</summary>
internal static class LaneMask
{
    /// <summary>All bits from an element on.</summary>
    public static TVector From<T, TVector, TWidth>(nint first)
        where TWidth : struct, IWidth<TVector, T>
    {
        // None for as many bytes as the widest vector has, then all for as many.
        ReadOnlySpan<int> bits = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1];
        nint at = Vector512<byte>.Count - (first * Unsafe.SizeOf<T>());
        return TWidth.Load(ref Unsafe.As<int, T>(ref Unsafe.AddByteOffset(ref MemoryMarshal.GetReference(bits), at)));
    }
}
