using System.Numerics;

namespace Pooling.Conformance.Naive;

/// <summary>The sum, or the sum divided by a number: exactly for integers, in double for others.</summary>
internal sealed class NaiveSum<T>(bool divide, bool countIncludePad, int? divisorOverride) : NaiveReduction<T>
    where T : INumber<T>
{
    public override bool IsExact => NumberType<T>.IsInteger;

    public override NaiveOutput<T> Reduce(NaiveWindow<T> window)
    {
        int divisor = Divisor(window);
        if (IsExact)
        {
            BigInteger whole = BigInteger.Zero;
            foreach (T element in window.Values)
            {
                whole += BigInteger.CreateChecked(element);
            }

            return new NaiveOutput<T>(T.CreateChecked(BigInteger.Divide(whole, divisor)));
        }

        double sum = 0;
        double absolute = 0;
        foreach (T element in window.Values)
        {
            double value = double.CreateChecked(element);
            sum += value;
            absolute += Math.Abs(value);
        }

        double slack = double.IsFinite(absolute) ? FloatSums.SlackOfSum<T>(absolute, window.ElementCount) / Math.Abs(divisor) : 0;
        return Narrow(sum / divisor, slack);
    }

    public override void Spread(NaiveWindow<T> window, double gradOutput, NaiveGradient gradInput)
    {
        double part = gradOutput / Divisor(window);
        foreach (int position in window.Positions)
        {
            gradInput.Add(position, part, FloatSums.SlackOf<T>(part, window.ElementCount));
        }
    }

    private int Divisor(NaiveWindow<T> window)
    {
        if (!divide)
        {
            return 1;
        }

        if (divisorOverride is { } given)
        {
            return given;
        }

        int inside = window.Positions.Count(position => position >= 0);
        int count = inside + (countIncludePad || window.ZeroPadding ? window.PaddingCount : 0);
        return Math.Max(count, 1); // A window without elements gives 0.
    }
}
