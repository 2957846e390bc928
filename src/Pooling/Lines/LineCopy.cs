using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>Copies rows that are often too short to call something for each.</summary>
internal static class LineCopy
{
    /// <summary>Copies rows.</summary>
    /// <param name="from">The first row.</param>
    /// <param name="fromStep">From one row to the next.</param>
    /// <param name="to">Where the first row goes.</param>
    /// <param name="toStep">From there to where the next one goes.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="length">The number of elements in a row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows<T>(ref T from, nint fromStep, ref T to, nint toStep, nint count, int length)
    {
        for (nint row = 0; row < count; row++)
        {
            int i = 0;
            for (; i < length && length >= Vector<T>.Count; i += Vector<T>.Count)
            {
                i = int.Min(i, length - Vector<T>.Count);
                Vector.LoadUnsafe(ref from, (nuint)i).StoreUnsafe(ref to, (nuint)i);
            }

            for (; i < length; i++)
            {
                Unsafe.Add(ref to, i) = Unsafe.Add(ref from, i);
            }

            from = ref Unsafe.Add(ref from, fromStep);
            to = ref Unsafe.Add(ref to, toStep);
        }
    }
}
