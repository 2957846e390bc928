using System.Numerics;
using Pooling.Conformance.Cases;
using Pooling.Conformance.Naive;

namespace Pooling.Conformance.RandomCases;

/// <summary>Random elements of a kind that suits an operation.</summary>
/// <param name="random">Where they come from.</param>
internal sealed class RandomValues<T>(Random random)
    where T : INumber<T>
{
    /// <summary>A random tensor, sometimes constant along some axes.</summary>
    /// <param name="shape">The lengths of its axes.</param>
    /// <param name="kind">What elements it has.</param>
    public PlainTensor<T> Next(int[] shape, ValueKind kind)
    {
        PlainTensor<T> tensor = new(shape);
        bool[] constant = [.. shape.Select(_ => random.Next(12) == 0)];
        bool varies = !constant.Contains(true);
        for (int i = 0; i < tensor.Data.Length; i++)
        {
            int source = varies ? i : FirstAlong(constant, i, shape);
            tensor.Data[i] = source == i ? Next(kind) : tensor.Data[source];
        }

        return tensor;
    }

    /// <summary>The place of the first element along the axes that are constant.</summary>
    private static int FirstAlong(bool[] constant, int index, int[] shape)
    {
        int[] place = Shapes.Coordinates(index, shape);
        for (int axis = 0; axis < shape.Length; axis++)
        {
            place[axis] = constant[axis] ? 0 : place[axis];
        }

        return Shapes.Index(place, shape);
    }

    private T Next(ValueKind kind) => kind switch
    {
        ValueKind.Small => Finite(random.Next(-2, 3)),
        ValueKind.Special => Special(),
        ValueKind.Extreme when random.Next(3) > 0 => Extreme(),
        _ => Finite((random.NextDouble() * 300) - 150),
    };

    /// <summary>Ordinary numbers among both zeros, NaN and infinities.</summary>
    private T Special() => random.Next(12) switch
    {
        0 => T.CreateSaturating(double.NegativeInfinity),
        1 => T.CreateSaturating(double.PositiveInfinity),
        2 when random.Next(2) == 0 => T.CreateSaturating(double.NaN),
        3 => T.Zero,
        4 => T.CreateSaturating(-0.0),
        < 8 => Finite(random.Next(-2, 3)),
        _ => Finite((random.NextDouble() * 300) - 150),
    };

    /// <summary>The largest and smallest numbers of a type.</summary>
    private T Extreme() => random.Next(4) switch
    {
        0 when !NumberType<T>.IsInteger => NumberType<T>.Largest,
        1 when !NumberType<T>.IsInteger => -NumberType<T>.Largest,
        2 when !NumberType<T>.IsInteger => NumberType<T>.Smallest,
        0 or 2 => T.CreateSaturating(double.MaxValue),
        _ => T.CreateSaturating(double.MinValue),
    };

    private static T Finite(double value) => T.CreateSaturating(value);
}
