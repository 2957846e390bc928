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
    public virtual bool IsExact => NumberType<T>.IsInteger;

    /// <summary>The output of a window.</summary>
    public abstract NaiveOutput<T> Reduce(NaiveWindow<T> window);

    /// <summary>Gives each element of a window its part of the output's gradient.</summary>
    public abstract void Spread(NaiveWindow<T> window, double gradOutput, NaiveGradient gradInput);

    /// <summary>Rounds a result to the type.</summary>
    /// <param name="value">The result.</param>
    /// <param name="slack">How far it may be off before it is rounded.</param>
    protected static NaiveOutput<T> Round(double value, double slack) =>
        new(T.CreateChecked(value), double.IsNaN(slack) ? 0 : slack + NumberType<T>.Ulp(value));
}
