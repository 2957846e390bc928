using System.Text.Json.Nodes;

namespace Pooling.Figures;

/// <summary>What all figures have in common: a white card, which reads well on white and on dark pages.</summary>
internal static class Theme
{
    public const string FontFamily = "system-ui, -apple-system, Segoe UI, Roboto, Helvetica, Arial, sans-serif";
    public const string Card = "#ffffff";
    public const string Ink = "#1f2937";
    public const string Muted = "#5b6472";
    public const string Faint = "#c3c9d2";

    /// <summary>Cells without a number.</summary>
    public const string Gap = "#dfe2e7";
    public static readonly Rgb GapColor = new(0xDF, 0xE2, 0xE7);
    public const string GapHatch = "#c6cbd3";

    /// <summary>Cells that are still to come.</summary>
    public const string Cover = "#eef0f3";

    /// <summary>
    /// The colors of windows, told apart by color-blind readers too (Okabe and Ito), without its yellow.
    /// </summary>
    public static readonly string[] Windows =
    [
        "#d55e00", "#0072b2", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#5b3a8e", "#111827",
    ];

    public static JsonObject Font(double size, string color = Ink, int? weight = null)
    {
        var font = new JsonObject { ["size"] = size, ["color"] = color };
        if (weight is not null)
        {
            font["weight"] = weight;
        }

        return font;
    }
}
