using System.Numerics;

namespace Pooling.Conformance.Naive;

/// <summary>What one window gives.</summary>
/// <param name="Value">The output.</param>
/// <param name="Slack">How far it may be off because numbers may be added in any order.</param>
/// <param name="Winner">Which element it is, as a position in the plane; -1 if it is none.</param>
internal readonly record struct NaiveOutput<T>(T Value, double Slack = 0, int Winner = -1);

/// <summary>What becomes of the elements of a window, and where the gradient of the output goes.</summary>
internal abstract class NaiveReduction<T>
    where T : INumber<T>
{
    /// <summary>Whether every bit of the output counts.</summary>
    public virtual bool IsExact => false;

    /// <summary>The output of a window.</summary>
    public abstract NaiveOutput<T> Reduce(NaiveWindow<T> window);

    /// <summary>Gives each element of a window its part of the output's gradient.</summary>
    public abstract void Spread(NaiveWindow<T> window, double gradOutput, NaiveGradient gradInput);

    /// <summary>Brings a result to the type: to the nearest number, or for integers toward zero.</summary>
    /// <param name="value">The result.</param>
    /// <param name="slack">How far it may be off before.</param>
    protected static NaiveOutput<T> Narrow(double value, double slack)
    {
        if (!NumberType<T>.IsInteger)
        {
            return new NaiveOutput<T>(T.CreateChecked(value), double.IsNaN(slack) ? 0 : slack + NumberType<T>.Ulp(value));
        }

        bool isOnTheEdge = Math.Abs(value - Math.Round(value)) < slack + 1e-9;
        return new NaiveOutput<T>(T.CreateChecked(value), isOnTheEdge ? 1 : 0);
    }
}
