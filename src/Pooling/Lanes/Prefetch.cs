using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Pooling;

/// <summary>
/// Tells the processor what will be read before long, where it can be told. Addresses are asked for and not used: it does
/// not matter where they lie, and whether the collector has moved what was there.
/// </summary>
internal static class Prefetch
{
    /// <summary>Sources of so many bytes are hardly in a cache from the last time.</summary>
    public const int FarBytes = 1 << 24;

    private const int LineBytes = 64;

    /// <summary>What lies some bytes after an element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void After<T>(ref readonly T element, nint bytes)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch1((byte*)Unsafe.AsPointer(ref Unsafe.AsRef(in element)) + bytes);
        }
    }

    /// <summary>Some bytes from an element on, at most four lines of the cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void From<T>(ref readonly T element, int bytes)
    {
        // No loop: the compiler knows how many bytes there are.
        After(in element, 0);
        if (bytes > LineBytes)
        {
            After(in element, LineBytes);
        }

        if (bytes > 2 * LineBytes)
        {
            After(in element, 2 * LineBytes);
            After(in element, 3 * LineBytes);
        }
    }
}
