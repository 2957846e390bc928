namespace Pooling.Figures.Svg;

/// <summary>How many values fall into each of a row of equal stretches.</summary>
internal sealed class HistogramTrace : Trace
{
    private readonly bool _isHorizontal;
    private readonly (double From, double To, double Count)[] _bins;

    public HistogramTrace(Settings settings, Axis x, Axis y, string color)
        : base(settings, x, y, settings.Text("marker.color", color))
    {
        _isHorizontal = settings.Has("y") && !settings.Has("x");
        Axis axis = _isHorizontal ? y : x;
        string letter = _isHorizontal ? "y" : "x";
        double[] values = [.. Positions(axis, 0).Where(double.IsFinite)];
        _bins = Bins(axis, values, settings, letter);
    }

    public override bool HasLegend => true;

    public override int Layer => 1;

    public override void Extend()
    {
        foreach ((double from, double to, double count) in _bins)
        {
            (_isHorizontal ? Y : X).Extend(from);
            (_isHorizontal ? Y : X).Extend(to);
            (_isHorizontal ? X : Y).ExtendPadded(count);
        }

        (_isHorizontal ? X : Y).Extend(0);
    }

    public override void Draw(SvgWriter svg)
    {
        foreach ((double from, double to, double count) in _bins)
        {
            BarTrace.DrawBar(svg, this, _isHorizontal, from, to, 0, count, Color);
        }
    }

    private static (double From, double To, double Count)[] Bins(
        Axis axis, double[] values, Settings settings, string letter)
    {
        if (values.Length == 0)
        {
            return [];
        }

        if (axis.Type == AxisType.Category)
        {
            return
            [
                .. values.GroupBy(value => value).OrderBy(group => group.Key)
                    .Select(group => (group.Key - 0.5, group.Key + 0.5, (double)group.Count())),
            ];
        }

        double low = values.Min();
        double high = values.Max();
        double wanted = settings.Number($"nbins{letter}", Math.Clamp(Math.Sqrt(values.Length) * 2, 5, 60));
        double size = settings.Number($"{letter}bins.size", Ticks.RoundStep((high - low) / Math.Max(wanted, 1)));
        if (!(size > 0) || (high - low) / size > 10_000)
        {
            size = high > low ? (high - low) / wanted : 1;
        }

        double start = settings.Number($"{letter}bins.start", Math.Floor(low / size) * size);
        int[] counts = new int[(int)Math.Max(Math.Floor((high - start) / size) + 1, 1)];
        foreach (double value in values)
        {
            int bin = (int)Math.Floor((value - start) / size);
            if (bin >= 0 && bin < counts.Length)
            {
                counts[bin]++;
            }
        }

        return [.. counts.Select((count, i) => (start + (i * size), start + ((i + 1) * size), (double)count))];
    }
}
