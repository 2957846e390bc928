using System.Globalization;
using System.Numerics;

namespace Notebooks.Engine.Packages;

/// <summary>Orders versions as NuGet does: by number, and what is not released yet before its release.</summary>
internal sealed class PackageVersionComparer : IComparer<string>
{
    public static PackageVersionComparer Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var (numbers, label) = Split(x ?? "");
        var (otherNumbers, otherLabel) = Split(y ?? "");
        var compared = CompareParts(numbers, otherNumbers, missing: "0");
        return (compared, label.Length, otherLabel.Length) switch
        {
            (not 0, _, _) => compared,
            (_, 0, 0) => 0,
            (_, 0, _) => 1,
            (_, _, 0) => -1,
            _ => CompareParts(label, otherLabel, missing: null),
        };
    }

    private static (string Numbers, string Label) Split(string version)
    {
        var parts = version.Split('+')[0].Split('-', 2);
        return (parts[0], parts.Length > 1 ? parts[1] : "");
    }

    private static int CompareParts(string left, string right, string? missing)
    {
        var (lefts, rights) = (left.Split('.'), right.Split('.'));
        for (var i = 0; i < Math.Max(lefts.Length, rights.Length); i++)
        {
            var compared = ComparePart(lefts.ElementAtOrDefault(i) ?? missing, rights.ElementAtOrDefault(i) ?? missing);
            if (compared != 0)
            {
                return compared;
            }
        }

        return 0;
    }

    /// <summary>A number stands before a word, and nothing before both.</summary>
    private static int ComparePart(string? left, string? right) => (Number(left), Number(right)) switch
    {
        ({ } a, { } b) => a.CompareTo(b),
        ({ }, null) when right is not null => -1,
        (null, { }) when left is not null => 1,
        _ => string.Compare(left, right, StringComparison.OrdinalIgnoreCase),
    };

    private static BigInteger? Number(string? text) =>
        BigInteger.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
