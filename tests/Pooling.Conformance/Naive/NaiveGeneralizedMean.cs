using System.Numerics;

namespace Pooling.Conformance.Naive;

/// <summary>The p-th root of the mean of max(x, epsilon)^p.</summary>
internal sealed class NaiveGeneralizedMean<T>(double p) : NaiveReduction<T>
    where T : INumber<T>
{
    private const double Epsilon = 1e-6;

    public override NaiveOutput<T> Reduce(NaiveWindow<T> window)
    {
        double mean = Mean(window);
        double value = Math.Pow(mean, 1 / p);
        return Narrow(value, double.IsFinite(value) ? value * (window.Values.Count + 10) * 1e-15 : 0);
    }

    public override void Spread(NaiveWindow<T> window, double gradOutput, NaiveGradient gradInput)
    {
        double weight = gradOutput * Math.Pow(Mean(window), (1 / p) - 1) / window.Values.Count;
        for (int i = 0; i < window.Values.Count; i++)
        {
            double x = double.CreateChecked(window.Values[i]);
            double term = x < Epsilon || weight == 0 ? 0 : weight * Math.Pow(x, p - 1);
            double loss = Math.Abs(term) * (window.Values.Count + 10) * 1e-15;
            gradInput.Add(window.Positions[i], term, double.IsFinite(loss) ? loss : 0);
        }
    }

    private static double Clamped(T element) => Math.Max(double.CreateChecked(element), Epsilon);

    private double Mean(NaiveWindow<T> window) =>
        window.Values.Count == 0 ? 0 : window.Values.Sum(element => Math.Pow(Clamped(element), p)) / window.Values.Count;
}
