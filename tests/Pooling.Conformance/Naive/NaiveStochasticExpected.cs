using System.Numerics;

namespace Pooling.Conformance.Naive;

/// <summary>
/// The expectation of stochastic pooling, which takes each element with a probability in proportion to its positive
/// part: the sum of their squares over their sum, 0 if none is positive, infinite if one is.
/// </summary>
internal sealed class NaiveStochasticExpected<T> : NaiveReduction<T>
    where T : INumber<T>
{
    public override NaiveOutput<T> Reduce(NaiveWindow<T> window)
    {
        (double value, _) = Expectation(window);
        return Narrow(value, double.IsFinite(value) ? value * (window.Values.Count + 10) * 1e-15 : 0);
    }

    public override void Spread(NaiveWindow<T> window, double gradOutput, NaiveGradient gradInput)
    {
        (double value, double sum) = Expectation(window);
        for (int i = 0; i < window.Values.Count; i++)
        {
            double x = Positive(window.Values[i]);
            double term = x > 0 ? gradOutput * ((2 * x) - value) / sum : 0;
            double loss = Math.Abs(gradOutput) * ((2 * x) + value) / sum * (window.Values.Count + 10) * 1e-15;
            gradInput.Add(window.Positions[i], term, x > 0 && double.IsFinite(loss) ? loss : 0);
        }
    }

    private static double Positive(T element) => Math.Max(double.CreateChecked(element), 0);

    private static (double Value, double Sum) Expectation(NaiveWindow<T> window)
    {
        double sum = window.Values.Sum(Positive);
        double squares = window.Values.Sum(element => Positive(element) * Positive(element));
        return (sum == 0 ? 0 : double.IsPositiveInfinity(sum) ? sum : squares / sum, sum);
    }
}
