using System.Globalization;

namespace Pooling.Figures.Svg;

/// <summary>Where annotations and shapes are: on an axis, in an axis's stretch of the paper, or on the paper.</summary>
/// <param name="axes">The axes by their ids.</param>
/// <param name="paper">The plotting area in pixels.</param>
internal sealed class References(IReadOnlyDictionary<string, Axis> axes, Box paper)
{
    /// <summary>The pixel of a value along one direction; NaN if the value is not on the axis.</summary>
    /// <param name="reference">
    /// Plotly's <c>xref</c> or <c>yref</c>: <c>paper</c>, <c>x2</c> or <c>x2 domain</c>.
    /// </param>
    /// <param name="value">The value.</param>
    /// <param name="isHorizontal">Whether it lies along the width.</param>
    /// <param name="isLogarithm">Whether on a log axis the value is a logarithm already, as in annotations.</param>
    public double Pixel(string reference, string? value, bool isHorizontal, bool isLogarithm = false)
    {
        string[] words = reference.Split(' ');
        bool isFraction = words[0] is "paper" or "container" || words.Length > 1;
        if (!isFraction)
        {
            return !axes.TryGetValue(words[0], out Axis? axis) ? double.NaN
                : axis.Type == AxisType.Log && isLogarithm ? axis.Pixel(ToNumber(value))
                : axis.Pixel(axis.Position(value));
        }

        (double start, double end) = isHorizontal ? (paper.Left, paper.Right) : (paper.Bottom, paper.Top);
        if (words.Length > 1 && axes.TryGetValue(words[0], out Axis? stretch))
        {
            (start, end) = (stretch.Start, stretch.End);
        }

        return start + (ToNumber(value) * (end - start));
    }

    private static double ToNumber(string? value) =>
        double.TryParse(value, CultureInfo.InvariantCulture, out double number) ? number : double.NaN;
}
