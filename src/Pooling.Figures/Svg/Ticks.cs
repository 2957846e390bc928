using System.Globalization;

namespace Pooling.Figures.Svg;

/// <summary>The ticks of an axis and of a color bar.</summary>
internal static class Ticks
{
    private const int Most = 1000;

    /// <summary>The ticks of an axis, given by its settings or at round values.</summary>
    public static (double Position, string Label)[] Of(Axis axis)
    {
        double low = Math.Min(axis.From, axis.To);
        double high = Math.Max(axis.From, axis.To);
        double slack = (high - low) * 1e-6;
        return
        [
            .. Choose(axis, low, high)
                .Where(tick => tick.Position >= low - slack && tick.Position <= high + slack)
                .Take(Most),
        ];
    }

    /// <summary>The ticks at round values between two numbers.</summary>
    public static IEnumerable<(double Position, string Label)> Round(double low, double high, double wanted)
    {
        double step = RoundStep((high - low) / Math.Max(wanted, 1));
        return Dates.Numbers(low, high, step).Take(Most).Select(tick => (tick, Label(tick, step)));
    }

    private static IEnumerable<(double Position, string Label)> Choose(Axis axis, double low, double high)
    {
        Settings settings = axis.Settings;
        if (settings.Has("tickvals"))
        {
            string?[] values = settings.Texts("tickvals");
            string?[] labels = settings.Texts("ticktext");
            return values.Select((value, i) => (axis.Position(value), (i < labels.Length ? labels[i] : value) ?? ""));
        }

        double wanted = Math.Clamp(axis.Length / (axis.IsHorizontal ? 75 : 45), 2, 12);
        switch (axis.Type)
        {
            case AxisType.Category:
                int each = (int)Math.Max(1, Math.Ceiling(axis.Categories.Count() * 14 / Math.Max(axis.Length, 1)));
                return axis.Categories.Select((category, i) => ((double)i, category)).Where((_, i) => i % each == 0);
            case AxisType.Date:
                return Dates.Ticks(low, high, wanted);
            case AxisType.Log when high - low >= 1:
                int decades = (int)Math.Ceiling((high - low) / wanted);
                return Dates.Numbers(low, high, decades).Select(tick => (tick, LogLabel(tick)));
            case AxisType.Log:
                return Round(Math.Pow(10, low), Math.Pow(10, high), wanted)
                    .Where(tick => tick.Position > 0)
                    .Select(tick => (Math.Log10(tick.Position), tick.Label));
        }

        double step = settings.Number("dtick") is { } given && given > 0 && (high - low) / given < Most
            ? given
            : RoundStep((high - low) / wanted);
        double origin = settings.Number("tick0", 0);
        string? format = settings.Text("tickformat");
        return Dates.Numbers(low - origin, high - origin, step)
            .Take(Most)
            .Select(tick => (tick + origin, Label(tick + origin, step, format)));
    }

    public static double RoundStep(double atLeast)
    {
        if (!(atLeast > 0) || !double.IsFinite(atLeast))
        {
            return 1;
        }

        double power = Math.Pow(10, Math.Floor(Math.Log10(atLeast)));
        double digit = atLeast / power;
        return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
    }

    private static string Label(double value, double step, string? format = null)
    {
        if (format is not null && D3Format(value, format) is { } formatted)
        {
            return formatted;
        }

        double size = Math.Abs(value);
        if (size < step * 1e-6)
        {
            return "0";
        }

        string text;
        if (size >= 1e9 || step < 1e-4)
        {
            text = size.ToString("0.###e0", CultureInfo.InvariantCulture);
        }
        else
        {
            bool thousands = size >= 1e4 && step >= 1e3;
            int decimals = (int)Math.Clamp(-Math.Floor(Math.Log10(step) + 1e-9), 0, 6);
            text = thousands
                ? (size / 1e3).ToString("0.###", CultureInfo.InvariantCulture) + "k"
                : size.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        }

        return value < 0 ? "\u2212" + text : text;
    }

    private static string LogLabel(double exponent) =>
        exponent is >= -3 and <= 5
            ? Math.Pow(10, exponent).ToString("0.###", CultureInfo.InvariantCulture)
            : Math.Pow(10, exponent).ToString("0e0", CultureInfo.InvariantCulture);

    /// <summary>The commonest of d3's number formats: <c>.2f</c>, <c>.0%</c> and <c>d</c>; null for others.</summary>
    public static string? D3Format(double value, string format)
    {
        if (format == "d")
        {
            return value.ToString("0", CultureInfo.InvariantCulture);
        }

        if (format is ['.', >= '0' and <= '9', 'f' or '%'])
        {
            string kind = format[2] == 'f' ? "F" : "P";
            string text = value.ToString(kind + format[1], CultureInfo.InvariantCulture);
            return text.Replace(" ", "", StringComparison.Ordinal);
        }

        return null;
    }
}
