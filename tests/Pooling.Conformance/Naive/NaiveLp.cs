using System.Numerics;

namespace Pooling.Conformance.Naive;

/// <summary>
/// ONNX: the p-th root of the sum of |x|^p. PyTorch: that of the sum of x^p, times the number of positions in a window
/// over the number of those that were read.
/// </summary>
internal sealed class NaiveLp<T>(double p, LpRule rule) : NaiveReduction<T>
    where T : INumber<T>
{
    public override NaiveOutput<T> Reduce(NaiveWindow<T> window)
    {
        (double sum, double slack) = Sum(window);
        return Narrow(Math.Pow(sum, 1 / p), RootSlack(sum, slack));
    }

    public override void Spread(NaiveWindow<T> window, double gradOutput, NaiveGradient gradInput)
    {
        (double sum, double slack) = Sum(window);
        double factor = Factor(window);
        double weight = sum == 0 ? 0 : gradOutput * Math.Pow(sum, (1 / p) - 1);
        for (int i = 0; i < window.Values.Count; i++)
        {
            double x = double.CreateChecked(window.Values[i]);
            if (weight == 0 || (x == 0 && rule == LpRule.Onnx))
            {
                continue; // Not even an infinite slope makes something of nothing.
            }

            double slope = rule == LpRule.PyTorch
                ? factor * Math.Pow(x, p - 1)
                : Math.CopySign(Math.Pow(Math.Abs(x), p - 1), x);
            double term = weight * slope;
            double loss = slack == 0 ? 0 : Math.Abs(sum) <= slack ? double.PositiveInfinity : Math.Abs(term) * slack / Math.Abs(sum);
            gradInput.Add(window.Positions[i], term, double.IsNaN(loss) ? 0 : loss);
        }
    }

    private double RootSlack(double sum, double slack) =>
        slack == 0 ? 0
        : Math.Abs(sum) <= slack ? double.PositiveInfinity // The sign of the sum decides between a number and NaN.
        : Math.Pow(Math.Abs(sum), 1 / p) * slack / Math.Abs(sum);

    private (double Sum, double Slack) Sum(NaiveWindow<T> window)
    {
        double factor = Factor(window);
        double sum = 0;
        double absolute = 0;
        foreach (T element in window.Values)
        {
            double x = double.CreateChecked(element);
            double power = Math.Pow(rule == LpRule.Onnx ? Math.Abs(x) : x, p);
            sum += power;
            absolute += Math.Abs(power);
        }

        double slack = double.IsFinite(absolute) ? absolute * factor * (window.Values.Count + 10) * 1e-15 : 0;
        return (sum * factor, slack);
    }

    private double Factor(NaiveWindow<T> window)
    {
        int read = window.Positions.Count(position => position >= 0) + window.PaddingCount;
        return rule == LpRule.PyTorch && read > 0 ? window.Size / (double)read : 1;
    }
}
