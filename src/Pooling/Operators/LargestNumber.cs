using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling;

/// <summary>The IEEE 754 <c>maximumNumber</c>: NaN is passed over.</summary>
internal readonly struct LargestNumber<T> : IExtreme<T>
    where T : INumber<T>
{
    // Integers have no infinities and saturate to the smallest value of their type.
    public static T Identity => T.CreateSaturating(double.NegativeInfinity);

    public static bool IgnoresNaN => true;

    public static bool Beats(T challenger, T holder) => challenger > holder;

    public static T Pick(T first, T second) => T.MaxNumber(first, second);

    public static void Pick(ReadOnlySpan<T> first, ReadOnlySpan<T> second, Span<T> winners) =>
        TensorPrimitives.MaxNumber(first, second, winners);
}
