using System.Numerics;

namespace Pooling;

/// <summary>
/// The gradient of a max or min that is written where it belongs while winners are found, with no winner to be kept, by the
/// first of several ways that there is for the windows.
/// </summary>
internal static class WinnersInPlace
{
    /// <summary>Writes the gradient of the input, if there is a way.</summary>
    /// <returns>Whether it was done.</returns>
    public static bool TryWrite<T, TExtreme>(
        PoolingPlan plan, in SourceRows<T> source, in SourceRows<T> gradOutput, in Rows<T> gradInput)
        where T : INumber<T>
        where TExtreme : struct, IExtreme<T> =>
        (typeof(T) == typeof(float) || typeof(T) == typeof(double))
        && !TExtreme.IgnoresNaN
        && !plan.VariesByPlane
        && plan.Target.Count > 0
        && gradInput.WritesInPlace
        && (PlaneWinners.TryWrite<T, TExtreme>(plan, source, gradOutput, gradInput)
            || DisjointWinners.TryWrite<T, TExtreme>(plan, source, gradOutput, gradInput)
            || PositionGradient.TryWrite<T, TExtreme>(plan, source, gradOutput, gradInput));
}
