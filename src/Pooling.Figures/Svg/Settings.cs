using System.Globalization;
using System.Text.Json;

namespace Pooling.Figures.Svg;

/// <summary>
/// Plotly settings in layers: what is not in the first is looked for in the next, such as a trace's own settings over
/// those of its template.
/// </summary>
internal readonly struct Settings
{
    private readonly JsonElement[] _layers;

    public Settings(params IEnumerable<JsonElement> layers)
    {
        _layers = [.. layers.Where(layer => layer.ValueKind == JsonValueKind.Object)];
    }

    /// <summary>The value at a path of names with dots between them; undefined if no layer has it.</summary>
    public JsonElement this[string path]
    {
        get
        {
            foreach (JsonElement layer in _layers)
            {
                if (Find(layer, path) is { ValueKind: not JsonValueKind.Null and not JsonValueKind.Undefined } value)
                {
                    return value;
                }
            }

            return default;
        }
    }

    /// <summary>The settings under a name, in the same layers.</summary>
    public Settings Section(string path) => new(_layers.Select(layer => Find(layer, path)));

    /// <summary>These settings with others below them.</summary>
    public Settings Over(Settings others) => new([.. _layers, .. others._layers]);

    public bool Has(string path) => this[path].ValueKind != JsonValueKind.Undefined;

    public double? Number(string path) =>
        ToNumber(this[path]) is var value && double.IsFinite(value) ? value : null;

    public double Number(string path, double otherwise) => Number(path) ?? otherwise;

    public string? Text(string path) => ToText(this[path]);

    public string Text(string path, string otherwise) => Text(path) ?? otherwise;

    public bool Flag(string path, bool otherwise) =>
        this[path].ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => otherwise,
        };

    /// <summary>The elements of an array, each with no layer below it.</summary>
    public Settings[] Sections(string path) =>
        this[path] is { ValueKind: JsonValueKind.Array } array
            ? [.. array.EnumerateArray().Select(element => new Settings(element))]
            : [];

    /// <summary>
    /// The elements of an array, or of Plotly's binary <c>{"dtype", "bdata"}</c>, as text; null for gaps.
    /// </summary>
    public string?[] Texts(string path) =>
        this[path] is { ValueKind: JsonValueKind.Array } array
            ? [.. array.EnumerateArray().Select(ToText)]
            : [.. Numbers(path).Select(value => (string?)value.ToString(CultureInfo.InvariantCulture))];

    /// <summary>
    /// The elements of an array, or of Plotly's binary <c>{"dtype", "bdata"}</c>; NaN for what is not a number.
    /// </summary>
    public double[] Numbers(string path) => ToNumbers(this[path]);

    /// <summary>The rows of an array of arrays, or of Plotly's binary with a <c>shape</c>.</summary>
    public double[][] Matrix(string path)
    {
        JsonElement value = this[path];
        if (value.ValueKind == JsonValueKind.Array)
        {
            return [.. value.EnumerateArray().Select(ToNumbers)];
        }

        string? shape = value.ValueKind == JsonValueKind.Object ? ToText(Find(value, "shape")) : null;
        if (shape?.Split(',') is not [_, var columns] ||
            !int.TryParse(columns, CultureInfo.InvariantCulture, out int width) ||
            width < 1)
        {
            return [];
        }

        return [.. ToNumbers(value).Chunk(width)];
    }

    /// <summary>The channels of each pixel of each row.</summary>
    public double[][][] Pixels(string path) =>
        [.. Elements(this[path]).Select(row => (double[][])[.. Elements(row).Select(ToNumbers)])];

    /// <summary>The rows of an array of arrays of text.</summary>
    public string?[][] TextMatrix(string path) =>
        this[path] is { ValueKind: JsonValueKind.Array } rows
            ? [.. rows.EnumerateArray().Select(row => (string?[])[.. Elements(row).Select(ToText)])]
            : [];

    public static string? ToText(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => null,
        };

    public static double ToNumber(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Number => value.GetDouble(),
            JsonValueKind.String when double.TryParse(
                value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) => number,
            _ => double.NaN,
        };

    private static JsonElement.ArrayEnumerator Elements(JsonElement array) =>
        array.ValueKind == JsonValueKind.Array ? array.EnumerateArray() : default;

    private static double[] ToNumbers(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Array => [.. value.EnumerateArray().Select(ToNumber)],
            JsonValueKind.Object => TypedArray.Read(ToText(Find(value, "dtype")), ToText(Find(value, "bdata"))),
            _ => [],
        };

    private static JsonElement Find(JsonElement element, string path)
    {
        foreach (Range part in path.AsSpan().Split('.'))
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(path.AsSpan()[part], out element))
            {
                return default;
            }
        }

        return element;
    }
}
