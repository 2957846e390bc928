using System.Globalization;
using System.Text.RegularExpressions;
using Notebooks.Cli.Pages;

namespace Notebooks.Tests.Pages;

public partial class StyleSheetTests
{
    private static readonly string[] Texts =
        ["ink", "soft", "accent", "alarm", "keyword", "string", "number", "comment", "directive", "type"];

    [Theory]
    [InlineData(0, "light")]
    [InlineData(1, "dark")]
    public void Text_stands_out_from_every_ground_it_is_on(int scheme, string name)
    {
        var colors = Schemes()[scheme];
        foreach (var text in Texts)
        {
            foreach (var ground in (string[])["paper", "plate", "shade", "alarm-shade"])
            {
                var contrast = Contrast(colors[text], colors[ground]);
                Assert.True(contrast >= 4.5, $"{text} on {ground}, {name}: {contrast:0.00}");
            }
        }
    }

    [Fact]
    public void The_style_sheet_asks_nothing_of_the_network()
    {
        Assert.DoesNotContain("url(", StyleSheet(), StringComparison.Ordinal);
        Assert.DoesNotContain("@import", StyleSheet(), StringComparison.Ordinal);
    }

    private static string StyleSheet()
    {
        using var stream = typeof(PageAssets).Assembly.GetManifestResourceStream(PageAssets.StyleSheet)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static List<Dictionary<string, string>> Schemes() =>
        [.. Root().Matches(StyleSheet()).Take(2).Select(block => Color().Matches(block.Value).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value))];

    // As WCAG defines it.
    private static double Contrast(string first, string second)
    {
        var (a, b) = (Luminance(first), Luminance(second));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string color)
    {
        double[] weights = [0.2126, 0.7152, 0.0722];
        return weights.Select((weight, i) =>
        {
            var value = int.Parse(color.AsSpan(1 + (2 * i), 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return weight * (value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4));
        }).Sum();
    }

    [GeneratedRegex(@":root \{[^}]*\}")]
    private static partial Regex Root();

    [GeneratedRegex("--([a-z-]+): (#[0-9a-f]{6});")]
    private static partial Regex Color();
}
