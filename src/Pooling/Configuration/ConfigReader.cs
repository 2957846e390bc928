using System.Numerics.Tensors;
using System.Text.Json;

namespace Pooling;

/// <summary>Reads the settings of a JSON object, each of one type and once.</summary>
internal sealed class ConfigReader
{
    private const string Argument = "json";
    private const int LongestQuote = 80;

    private readonly NamedSettings<JsonElement> _settings;
    private readonly string _path;

    private ConfigReader(JsonElement json, string path)
    {
        _path = path;
        _settings = new(
            json.EnumerateObject().Select(property => KeyValuePair.Create(property.Name, property.Value)), path, Argument);
    }

    private delegate bool TryRead<T>(JsonElement json, out T value);

    /// <summary>Reads the object that is a whole text.</summary>
    public static ConfigReader OfText(JsonElement json) => json.ValueKind == JsonValueKind.Object
        ? new ConfigReader(json, "")
        : throw new ArgumentException($"Expected a JSON object, but got {Quote(json)}.", Argument);

    /// <summary>Whether a setting is there that was not read.</summary>
    public bool Has(string key) => _settings.TrySee(key, out _);

    /// <summary>Whether a setting of a type is there that was not read.</summary>
    public bool Has(string key, JsonValueKind type) =>
        _settings.TrySee(key, out JsonElement json) && json.ValueKind == type;

    /// <summary>Takes settings whose values do not matter here.</summary>
    public void PassOver(params ReadOnlySpan<string> keys) => _settings.PassOver(keys);

    /// <summary>Makes sure that every setting was read.</summary>
    public void CheckAllRead() => _settings.CheckAllTaken();

    /// <summary>An object with settings of its own.</summary>
    public ConfigReader Object(string key)
    {
        JsonElement json = _settings.Take(key);
        return json.ValueKind == JsonValueKind.Object
            ? new ConfigReader(json, $"{_path}{key}.")
            : throw Error(key, "an object", json);
    }

    /// <summary>A text that must be there.</summary>
    public string Text(string key)
    {
        JsonElement json = _settings.Take(key);
        return json.ValueKind == JsonValueKind.String ? json.GetString()! : throw Error(key, "a text", json);
    }

    /// <summary>Whole numbers along height and width that must be there.</summary>
    public Size2D Size2D(string key)
    {
        int[] sizes = Sizes(key, rank: 2);
        return new(sizes[0], sizes[1]);
    }

    /// <summary>True or false; false if it is missing.</summary>
    public bool Flag(string key)
    {
        if (!_settings.TryTake(key, out JsonElement json))
        {
            return false;
        }

        return json.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? json.GetBoolean()
            : throw Error(key, "true or false", json);
    }

    /// <summary>A whole number that must be there.</summary>
    public int Integer(string key)
    {
        JsonElement json = _settings.Take(key);
        return TryInteger(json, out int value) ? value : throw Error(key, "a whole number of 32 bits", json);
    }

    /// <summary>A whole number, or null if it is missing or null.</summary>
    public int? IntegerOrNull(string key) => IsMissingOrNull(key) ? null : Integer(key);

    /// <summary>A number.</summary>
    public double Number(string key, double missing)
    {
        if (!_settings.TryTake(key, out JsonElement json))
        {
            return missing;
        }

        return TryNumber(json, out double value) ? value : throw Error(key, "a number", json);
    }

    /// <summary>A value that has a name, in upper or lower case as in Keras.</summary>
    public T Named<T>(string key, (string Name, T Value)[] names, T missing)
    {
        if (!_settings.TryTake(key, out JsonElement json))
        {
            return missing;
        }

        string? name = json.ValueKind == JsonValueKind.String ? json.GetString() : null;
        int index = Array.FindIndex(names, entry => entry.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        string expected = string.Join(" or ", names.Select(entry => $"\"{entry.Name}\""));
        return index >= 0 ? names[index].Value : throw Error(key, expected, json);
    }

    /// <summary>Keras's <c>data_format</c>, channels last if it is missing or null.</summary>
    public DataFormat DataFormat() => IsMissingOrNull("data_format")
        ? Pooling.DataFormat.ChannelsLast
        : Named("data_format", SettingNames.DataFormats, Pooling.DataFormat.ChannelsLast);

    /// <summary>Whole numbers along the spatial axes that must be there: a list, or one for all axes.</summary>
    public int[] Sizes(string key, int rank) =>
        ForAxes<int>(key, _settings.Take(key), rank, "whole number", TryInteger);

    /// <summary>Whole numbers along the spatial axes, the same one along all if they are missing.</summary>
    public int[] SizesOr(string key, int rank, int missing) =>
        Has(key) ? Sizes(key, rank) : [.. Enumerable.Repeat(missing, rank)];

    /// <summary>Whole numbers along the spatial axes, or null if they are missing or null.</summary>
    public int[]? SizesOrNull(string key, int rank) => IsMissingOrNull(key) ? null : Sizes(key, rank);

    /// <summary>Whole numbers along the spatial axes, where null stands for as many as the input has.</summary>
    public int[] OutputSizes(string key, int rank) =>
        ForAxes<int>(key, _settings.Take(key), rank, "whole number or null", TryOutputSize);

    /// <summary>Numbers along the spatial axes that must be there: a list, or one for all axes.</summary>
    public double[] Ratios(string key, int rank) =>
        ForAxes<double>(key, _settings.Take(key), rank, "number", TryNumber);

    /// <summary>A list of whole numbers that must be there, of any length.</summary>
    public int[] List(string key)
    {
        JsonElement json = _settings.Take(key);
        return TryIntegers(json, out int[] values) ? values : throw Error(key, "a list of whole numbers", json);
    }

    /// <summary>A list of whole numbers for each spatial axis.</summary>
    public int[][] Lists(string key, int rank)
    {
        JsonElement json = _settings.Take(key);
        return TryList(json, TryIntegers, out int[][] lists) && lists.Length == rank
            ? lists
            : throw Error(key, Invariant($"{rank} lists of whole numbers, one for each spatial axis,"), json);
    }

    /// <summary>A tensor with its <c>shape</c> and its elements in row-major order as <c>data</c>.</summary>
    public Tensor<double> Tensor(string key)
    {
        ConfigReader tensor = Object(key);
        JsonElement shape = tensor._settings.Take("shape");
        if (!TryIntegers(shape, out int[] lengths) || lengths.Any(length => length < 0))
        {
            throw tensor.Error("shape", "a list of whole numbers of at least 0", shape);
        }

        JsonElement data = tensor._settings.Take("data");
        // A product of whole numbers that arrays can have is exact in double, and no other overflows.
        double count = lengths.Aggregate(1.0, (product, length) => product * length);
        if (!TryList(data, TryNumber, out double[] elements) || elements.Length != count)
        {
            throw tensor.Error("data", Invariant($"as many numbers as the shape has elements, {count},"), data);
        }

        tensor.CheckAllRead();
        return System.Numerics.Tensors.Tensor.Create(elements, [.. lengths.Select(length => (nint)length)]);
    }

    private static bool TryInteger(JsonElement json, out int value)
    {
        value = 0;
        return json.ValueKind == JsonValueKind.Number && json.TryGetInt32(out value);
    }

    private static bool TryOutputSize(JsonElement json, out int value)
    {
        value = AdaptiveWindow.SameAsInput;
        return json.ValueKind == JsonValueKind.Null || TryInteger(json, out value);
    }

    private static bool TryNumber(JsonElement json, out double value)
    {
        value = 0;
        return json.ValueKind == JsonValueKind.Number && json.TryGetDouble(out value);
    }

    private static bool TryIntegers(JsonElement json, out int[] values) => TryList(json, TryInteger, out values);

    private static bool TryList<T>(JsonElement json, TryRead<T> tryRead, out T[] values)
    {
        values = [];
        if (json.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        values = new T[json.GetArrayLength()];
        int read = 0;
        foreach (JsonElement item in json.EnumerateArray())
        {
            if (!tryRead(item, out values[read++]))
            {
                return false;
            }
        }

        return true;
    }

    private static string Quote(JsonElement json)
    {
        string text = json.GetRawText();
        return text.Length <= LongestQuote ? text : text[..LongestQuote] + "...";
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private T[] ForAxes<T>(string key, JsonElement json, int rank, string item, TryRead<T> tryRead)
    {
        if (tryRead(json, out T forAll))
        {
            return [.. Enumerable.Repeat(forAll, rank)];
        }

        return TryList(json, tryRead, out T[] values) && values.Length == rank
            ? values
            : throw Error(key, Invariant($"a {item}, or a list of {rank}, one for each spatial axis,"), json);
    }

    private bool IsMissingOrNull(string key)
    {
        bool missing = !_settings.TrySee(key, out JsonElement json) || json.ValueKind == JsonValueKind.Null;
        if (missing)
        {
            _settings.PassOver(key);
        }

        return missing;
    }

    private ArgumentException Error(string key, string expected, JsonElement got) =>
        _settings.Error(key, expected, Quote(got));
}
