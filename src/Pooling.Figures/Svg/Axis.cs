using System.Globalization;

namespace Pooling.Figures.Svg;

/// <summary>What the positions along an axis mean.</summary>
internal enum AxisType
{
    Linear,
    Log,
    Date,
    Category,
}

/// <summary>One axis: turns values into positions, and positions into pixels.</summary>
/// <remarks>
/// A position is a number: the value itself, its logarithm, the milliseconds since 1970 or the index of a category.
/// </remarks>
internal sealed class Axis
{
    private readonly Dictionary<string, int> _categories = new(StringComparer.Ordinal);
    private double _low = double.PositiveInfinity;
    private double _high = double.NegativeInfinity;
    private double _paddedLow = double.PositiveInfinity;
    private double _paddedHigh = double.NegativeInfinity;

    /// <summary>Creates an axis.</summary>
    /// <param name="id">Plotly's name of it in traces, such as <c>x</c> or <c>y2</c>.</param>
    /// <param name="settings">Its settings in the layout.</param>
    /// <param name="values">All values along it, as text, which tell its type where the settings do not.</param>
    public Axis(string id, Settings settings, IEnumerable<string?> values)
    {
        Id = id;
        Settings = settings;
        string[] known = [.. values.OfType<string>()];
        Type = settings.Text("type") switch
        {
            "linear" => AxisType.Linear,
            "log" => AxisType.Log,
            "date" => AxisType.Date,
            "category" or "multicategory" => AxisType.Category,
            _ => Guess(known),
        };
        if (Type == AxisType.Category)
        {
            bool hasOrder = settings.Text("categoryorder") == "array";
            string?[] inOrder = hasOrder ? settings.Texts("categoryarray") : [];
            foreach (string category in inOrder.OfType<string>().Concat(known))
            {
                _categories.TryAdd(category, _categories.Count);
            }
        }
    }

    public string Id { get; }

    public Settings Settings { get; }

    public AxisType Type { get; }

    public bool IsHorizontal => Id[0] == 'x';

    public bool IsVisible => Settings.Flag("visible", true);

    public IEnumerable<string> Categories => _categories.Keys;

    /// <summary>The position at <see cref="Start"/>.</summary>
    public double From { get; private set; }

    /// <summary>The position at <see cref="End"/>.</summary>
    public double To { get; private set; }

    /// <summary>The pixel at the left or the bottom.</summary>
    public double Start { get; set; }

    /// <summary>The pixel at the right or the top.</summary>
    public double End { get; set; }

    /// <summary>Where the other axis of the subplot is crossed: the pixel that lines and labels lie along.</summary>
    public double Line { get; set; }

    /// <summary>The number of pixels.</summary>
    public double Length => Math.Abs(End - Start);

    public double Pixel(double position) => Start + ((position - From) / (To - From) * (End - Start));

    /// <summary>The position of a value; NaN for one that the axis does not have.</summary>
    public double Position(string? value)
    {
        if (value is null)
        {
            return double.NaN;
        }

        if (Type == AxisType.Category && _categories.TryGetValue(value, out int index))
        {
            return index;
        }

        if (Type == AxisType.Date && Dates.TryParse(value, out double milliseconds))
        {
            return milliseconds;
        }

        if (!double.TryParse(value, CultureInfo.InvariantCulture, out double number))
        {
            return double.NaN;
        }

        return Position(number);
    }

    /// <summary>The position of a number; NaN for one that the axis does not have.</summary>
    public double Position(double value) =>
        !double.IsFinite(value) ? double.NaN
        : Type != AxisType.Log ? value
        : value > 0 ? Math.Log10(value)
        : double.NaN;

    /// <summary>Makes the axis long enough for a position, which may lie at its very end.</summary>
    public void Extend(double position)
    {
        if (double.IsFinite(position))
        {
            _low = Math.Min(_low, position);
            _high = Math.Max(_high, position);
        }
    }

    /// <summary>Makes the axis long enough for a position and some space beyond.</summary>
    public void ExtendPadded(double position)
    {
        if (double.IsFinite(position))
        {
            _paddedLow = Math.Min(_paddedLow, position);
            _paddedHigh = Math.Max(_paddedHigh, position);
        }
    }

    /// <summary>Settles the range, from the settings or from the positions it was extended by.</summary>
    public void SettleRange()
    {
        double low = Math.Min(_low, _paddedLow);
        double high = Math.Max(_high, _paddedHigh);
        string? rangeMode = Settings.Text("rangemode");
        if (rangeMode is "tozero" or "nonnegative" && Type == AxisType.Linear)
        {
            low = Math.Min(low, 0);
            high = Math.Max(high, 0);
        }

        double padding = (high - low) * 0.055;
        low = Math.Min(low, _paddedLow - padding);
        high = Math.Max(high, _paddedHigh + padding);
        if (Type == AxisType.Category && _categories.Count > 0)
        {
            low = Math.Min(low, -0.5);
            high = Math.Max(high, _categories.Count - 0.5);
        }

        if (!(low <= high))
        {
            (low, high) = Type == AxisType.Log ? (0, 1) : (-1, 4);
        }
        else if (low == high)
        {
            double around = low == 0 ? 1 : Math.Abs(low) / 2;
            (low, high) = (low - around, high + around);
        }

        string? autoRange = Settings.Text("autorange");
        (From, To) = autoRange?.Contains("reversed", StringComparison.Ordinal) == true ? (high, low) : (low, high);
        if (autoRange is null or "false" && Settings.Texts("range") is [var from, var to])
        {
            // The range of a log axis is given as logarithms.
            double start = Type == AxisType.Log ? Parse(from) : Position(from);
            double end = Type == AxisType.Log ? Parse(to) : Position(to);
            From = double.IsFinite(start) ? start : From;
            To = double.IsFinite(end) ? end : To;
        }

        if (From == To)
        {
            To = From + 1;
        }
    }

    /// <summary>Widens the range around its middle.</summary>
    public void Widen(double factor)
    {
        double middle = (From + To) / 2;
        double half = (To - From) / 2 * factor;
        (From, To) = (middle - half, middle + half);
    }

    /// <summary>Shortens the pixels around their middle.</summary>
    public void Shrink(double factor)
    {
        double middle = (Start + End) / 2;
        double half = (End - Start) / 2 * factor;
        (Start, End) = (middle - half, middle + half);
    }

    private static AxisType Guess(string[] values)
    {
        string[] sample = [.. values.Where(value => value.Length > 0).Take(1000)];
        if (sample.All(value => double.TryParse(value, CultureInfo.InvariantCulture, out _)))
        {
            return AxisType.Linear;
        }

        return sample.All(value => Dates.TryParse(value, out _)) ? AxisType.Date : AxisType.Category;
    }

    private static double Parse(string? value) =>
        double.TryParse(value, CultureInfo.InvariantCulture, out double number) ? number : double.NaN;
}
