using System.Numerics;

namespace Pooling;

/// <summary>
/// The mean of the positive elements, each weighted with itself: what stochastic pooling gives on average.
/// </summary>
internal readonly struct StochasticExpectedOperator<T>
    : IPoolingOperator<StochasticExpectedOperator<T>, T, Pair, T>, IDifferentiableOperator<Pair, Pair>
    where T : INumber<T>
{
    public Pair Identity => default;

    public bool IsFinal => false;

    public Pair Start(T element)
    {
        double x = double.Max(double.CreateSaturating(element), 0);
        return new Pair(x, x * x);
    }

    public Pair Combine(Pair first, Pair second) => first + second;

    public T Finish(Pair result, in WindowCount count) => Wide.Narrow<T, double>(Mean(result));

    public Pair Weight(Pair result, in WindowCount count)
    {
        double sum = result.First;
        return sum == 0 ? default : new Pair(1 / sum, Mean(result) / sum);
    }

    public double Chain(double element, Pair sum) =>
        // An element that no window covers gets nothing, though it be infinite.
        element > 0 && sum != default ? (2 * element * sum.First) - sum.Second : 0;

    private static double Mean(Pair sums)
    {
        if (double.IsPositiveInfinity(sums.First))
        {
            return double.PositiveInfinity;
        }

        return sums.First == 0 ? 0 : sums.Second / sums.First;
    }
}
