using System.Numerics;

namespace Pooling;

/// <summary>Two numbers that are added and scaled together.</summary>
internal readonly record struct Pair(double First, double Second)
    : IAdditionOperators<Pair, Pair, Pair>, IAdditiveIdentity<Pair, Pair>, IMultiplyOperators<Pair, double, Pair>
{
    public static Pair AdditiveIdentity => default;

    public static Pair operator +(Pair left, Pair right) => new(left.First + right.First, left.Second + right.Second);

    public static Pair operator *(Pair left, double right) => new(left.First * right, left.Second * right);
}
