using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling;

/// <summary>The IEEE 754 <c>minimum</c>: NaN wins.</summary>
internal readonly struct Smallest<T> : IExtreme<T>
    where T : INumber<T>
{
    // Integers have no infinities and saturate to the largest value of their type.
    public static T Identity => T.CreateSaturating(double.PositiveInfinity);

    public static bool IgnoresNaN => false;

    public static bool Beats(T challenger, T holder) => challenger < holder;

    public static T Pick(T first, T second) => T.Min(first, second);

    public static void Pick(ReadOnlySpan<T> first, ReadOnlySpan<T> second, Span<T> winners) =>
        TensorPrimitives.Min(first, second, winners);
}
