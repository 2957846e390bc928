using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling.Benchmarks;

/// <summary>
/// Tensors that begin where a line of the cache does, as those of the peers do, whose allocators see to it: else times
/// would depend on where an array happens to lie.
/// </summary>
internal static class AlignedTensor
{
    private const int LineBytes = 64;

    /// <summary>A tensor of zeros.</summary>
    public static Tensor<T> CreateFromShape<T>(ReadOnlySpan<nint> shape)
    {
        nint length = 1;
        foreach (nint axis in shape)
        {
            length = checked(length * axis);
        }

        T[] memory = GC.AllocateArray<T>(checked((int)length + (LineBytes / Unsafe.SizeOf<T>())), pinned: true);
        nint untilLine = -Marshal.UnsafeAddrOfPinnedArrayElement(memory, 0) & (LineBytes - 1);
        return Tensor.Create(memory, (int)untilLine / Unsafe.SizeOf<T>(), shape, []);
    }
}
