using System.Numerics;

namespace Pooling.Conformance.Naive;

/// <summary>
/// The largest or the smallest element. Of equal ones the first wins, and any before a zero of the padding, though of
/// zeros the value is +0 for a maximum and -0 for a minimum; of NaN the last wins, or none does.
/// </summary>
internal sealed class NaiveExtremum<T>(bool largest, NaNPolicy nanPolicy) : NaiveReduction<T>
    where T : INumber<T>
{
    public override bool IsExact => true;

    public override NaiveOutput<T> Reduce(NaiveWindow<T> window)
    {
        T value = T.CreateSaturating(largest ? double.NegativeInfinity : double.PositiveInfinity);
        int winner = -1;
        bool found = false;
        for (int i = 0; i < window.Values.Count; i++)
        {
            T element = window.Values[i];
            if (T.IsNaN(element))
            {
                if (nanPolicy == NaNPolicy.Propagate)
                {
                    (value, winner, found) = (element, window.Positions[i], true);
                }
            }
            else if (!T.IsNaN(value))
            {
                if (!found || (largest ? element > value : element < value))
                {
                    (value, winner, found) = (element, window.Positions[i], true);
                }
                else if (element == value)
                {
                    value = T.IsNegative(element) != largest ? element : value;
                    winner = winner < 0 ? window.Positions[i] : winner;
                }
            }
        }

        return new NaiveOutput<T>(value, Winner: winner);
    }

    public override void Spread(NaiveWindow<T> window, double gradOutput, NaiveGradient gradInput) =>
        gradInput.Add(Reduce(window).Winner, gradOutput, FloatSums.SlackOf<T>(gradOutput, window.ElementCount));
}
