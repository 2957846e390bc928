using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Pooling.Lessons;

/// <summary>The elements of a tensor as one span, the last axis fastest.</summary>
internal static class RowMajor
{
    public static ReadOnlySpan<T> Of<T>(Tensor<T> tensor)
    {
        // Not GetSpan: it refuses to run over axes of length 1.
        Tensor<T> dense = tensor.ToDenseTensor();
        return MemoryMarshal.CreateReadOnlySpan(
            in dense.GetPinnableReference(), checked((int)dense.FlattenedLength));
    }

    /// <summary>A shape as Python writes it: <c>(1, 4, 4, 1)</c>.</summary>
    public static string Shape<T>(Tensor<T> tensor) =>
        $"({string.Join(", ", tensor.Lengths.ToArray().Select(length => FormattableString.Invariant($"{length}")))})";
}
