using System.Globalization;

namespace Pooling.Figures.Svg;

/// <summary>Dates as Plotly writes them, in milliseconds since 1970.</summary>
internal static class Dates
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd", "yyyy-MM", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFFF",
        "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFFF", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK",
    ];

    private static readonly TimeSpan[] Steps =
    [
        TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(3),
        TimeSpan.FromHours(6), TimeSpan.FromDays(1), TimeSpan.FromDays(2), TimeSpan.FromDays(7), TimeSpan.FromDays(14),
    ];

    public static bool TryParse(string text, out double milliseconds)
    {
        bool parsed = DateTimeOffset.TryParseExact(
            text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date);
        milliseconds = parsed ? (date - DateTimeOffset.UnixEpoch).TotalMilliseconds : double.NaN;
        return parsed;
    }

    /// <summary>About as many ticks as wanted, at round dates.</summary>
    public static IEnumerable<(double Position, string Label)> Ticks(double low, double high, double wanted)
    {
        double span = (high - low) / Math.Max(wanted, 1);
        foreach (TimeSpan step in Steps)
        {
            if (step.TotalMilliseconds >= span)
            {
                string format = step < TimeSpan.FromMinutes(1) ? "HH:mm:ss"
                    : step < TimeSpan.FromDays(1) ? "HH:mm"
                    : "MMM d";
                return Numbers(low, high, step.TotalMilliseconds).Select(tick => (tick, Format(tick, format)));
            }
        }

        int months = span < 45e8 ? 1 : span < 9e9 ? 3 : span < 2e10 ? 6 : 12;
        if (months == 12)
        {
            months *= (int)Math.Max(1, Math.Ceiling(span / 3.2e10));
        }

        return Months(low, high, months).Select(tick => (tick, Format(tick, months < 12 ? "MMM yyyy" : "yyyy")));
    }

    public static IEnumerable<double> Numbers(double low, double high, double step)
    {
        double first = Math.Ceiling((low / step) - 1e-9);
        double last = Math.Floor((high / step) + 1e-9);
        for (double i = first; i <= last; i++)
        {
            yield return i * step;
        }
    }

    private static IEnumerable<double> Months(double low, double high, int step)
    {
        double firstYear = Math.Clamp(1970 + (low / 3.156e10), 1, 9990);
        var date = new DateTimeOffset((int)firstYear, 1, 1, 0, 0, 0, TimeSpan.Zero);
        while (true)
        {
            double position = (date - DateTimeOffset.UnixEpoch).TotalMilliseconds;
            if (position > high || date.Year > 9900)
            {
                yield break;
            }

            if (position >= low)
            {
                yield return position;
            }

            date = date.AddMonths(step);
        }
    }

    private static string Format(double milliseconds, string format) =>
        DateTimeOffset.UnixEpoch
            .AddMilliseconds(Math.Clamp(milliseconds, -6e13, 2.5e14))
            .ToString(format, CultureInfo.InvariantCulture);
}
