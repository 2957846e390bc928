using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling;

/// <summary>
/// The IEEE 754 maximum: NaN wins, and +0 is larger than -0. The outcome does not depend on the order of the elements,
/// so every way of splitting a window gives the same bits.
/// </summary>
internal readonly struct MaxOperator<T> : IPoolingOperator<MaxOperator<T>, T, T>
    where T : INumber<T>
{
    public T Start(T element) => element;

    public T Combine(T first, T second) => T.Max(first, second);

    public T Finish(T result, nint count) => result;

    // TensorPrimitives.Max keeps the rules of T.Max and is vectorized.
    public static void Start(in MaxOperator<T> self, ReadOnlySpan<T> row, Span<T> line) => row.CopyTo(line);

    public static void Accumulate(in MaxOperator<T> self, ReadOnlySpan<T> row, Span<T> line) =>
        TensorPrimitives.Max(line, row, line);

    public static void Combine(in MaxOperator<T> self, Span<T> line, ReadOnlySpan<T> second) =>
        TensorPrimitives.Max(line, second, line);
}
