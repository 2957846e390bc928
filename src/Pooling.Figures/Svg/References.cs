namespace Pooling.Figures.Svg;

/// <summary>Where annotations and shapes are: on an axis, in an axis's stretch of the paper, or on the paper.</summary>
/// <param name="axes">The axes by their ids.</param>
/// <param name="paper">The plotting area in pixels.</param>
internal sealed class References(IReadOnlyDictionary<string, Axis> axes, Box paper)
{
    /// <summary>The pixel of a value along one direction; NaN if the value is not on the axis.</summary>
    /// <param name="reference">Plotly's <c>xref</c> or <c>yref</c>: <c>paper</c>, <c>x2</c> or <c>x2 domain</c>.</param>
    /// <param name="value">The value.</param>
    /// <param name="isHorizontal">Whether it lies along the width.</param>
    public double Pixel(string reference, string? value, bool isHorizontal)
    {
        string[] words = reference.Split(' ');
        bool isFraction = words[0] is "paper" or "container" || words.Length > 1;
        if (!isFraction)
        {
            return axes.TryGetValue(words[0], out Axis? axis) ? axis.Pixel(axis.Position(value)) : double.NaN;
        }

        (double start, double end) = isHorizontal ? (paper.Left, paper.Right) : (paper.Bottom, paper.Top);
        if (words.Length > 1 && axes.TryGetValue(words[0], out Axis? stretch))
        {
            (start, end) = (stretch.Start, stretch.End);
        }

        return double.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out double fraction)
            ? start + (fraction * (end - start))
            : double.NaN;
    }

    /// <summary>The axis of a reference; null for the paper.</summary>
    public Axis? AxisOf(string reference) => axes.GetValueOrDefault(reference);
}
