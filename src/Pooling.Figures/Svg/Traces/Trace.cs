namespace Pooling.Figures.Svg;

/// <summary>One trace of a figure: how long it makes its axes, and how it is drawn.</summary>
/// <param name="settings">Its settings.</param>
/// <param name="x">The axis along the width.</param>
/// <param name="y">The axis along the height.</param>
/// <param name="color">Its color, if it does not say.</param>
internal abstract class Trace(Settings settings, Axis x, Axis y, string color)
{
    public Settings Settings { get; } = settings;

    public Axis X { get; } = x;

    public Axis Y { get; } = y;

    /// <summary>The color that stands for the trace in the legend.</summary>
    public virtual string Color { get; } = color;

    public virtual bool HasLegend => false;

    /// <summary>
    /// The colors of its values and the settings of the bar that explains them; null if it needs none.
    /// </summary>
    public virtual (ColorMap Colors, Settings Bar)? ColorBar => null;

    /// <summary>Traces are drawn in this order, as in plotly.js: pictures under bars under lines.</summary>
    public virtual int Layer => 0;

    /// <summary>Makes the axes long enough.</summary>
    public abstract void Extend();

    public abstract void Draw(SvgWriter svg);

    /// <summary>The trace for settings; null if this type cannot be drawn without plotly.js.</summary>
    public static Trace? Create(
        Settings settings, Axis x, Axis y, string color, Settings layout, IReadOnlyList<Trace> before) =>
        settings.Text("type", "scatter") switch
        {
            "heatmap" or "heatmapgl" or "contour" or "surface" => new HeatmapTrace(settings, x, y, color, layout),
            "image" => new ImageTrace(settings, x, y, color),
            "scatter" or "scattergl" => new ScatterTrace(settings, x, y, color, layout, before),
            "bar" => new BarTrace(settings, x, y, color, layout, before),
            "histogram" => new HistogramTrace(settings, x, y, color),
            _ => null,
        };

    /// <summary>The values of a setting that may be one for all or an array of one for each.</summary>
    protected Func<int, string> Each(string path, string otherwise)
    {
        if (Settings.Text(path) is { } one)
        {
            return _ => one;
        }

        string?[] values = Settings.Texts(path);
        return i => (i < values.Length ? values[i] : null) ?? otherwise;
    }

    /// <summary>The numbers of a setting that may be one for all or an array of one for each.</summary>
    protected Func<int, double> EachNumber(string path, double otherwise)
    {
        if (Settings.Number(path) is { } one)
        {
            return _ => one;
        }

        double[] values = Settings.Numbers(path);
        return i => i < values.Length && double.IsFinite(values[i]) ? values[i] : otherwise;
    }

    /// <summary>The positions along an axis, by the setting of the axis's letter or counted from its origin.</summary>
    protected double[] Positions(Axis axis, int count)
    {
        string letter = axis.IsHorizontal ? "x" : "y";
        if (!Settings.Has(letter))
        {
            double origin = Settings.Number(letter + "0", 0);
            double step = Settings.Number("d" + letter, 1);
            return [.. Enumerable.Range(0, count).Select(i => axis.Position(origin + (i * step)))];
        }

        return [.. Settings.Texts(letter).Select(axis.Position)];
    }
}
