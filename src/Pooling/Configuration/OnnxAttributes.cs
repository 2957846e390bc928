using System.Collections;
using System.Globalization;

namespace Pooling;

/// <summary>Reads the attributes of an ONNX node, each of one type and once.</summary>
internal sealed class OnnxAttributes(IReadOnlyDictionary<string, object> attributes)
{
    private readonly NamedSettings<object> _attributes = new(attributes, "", nameof(attributes));

    /// <summary>Makes sure that every attribute was read.</summary>
    public void CheckAllRead() => _attributes.CheckAllTaken();

    /// <summary>
    /// The window that <c>kernel_shape</c>, <c>strides</c>, <c>dilations</c>, <c>pads</c>, <c>auto_pad</c> and
    /// <c>ceil_mode</c> describe.
    /// </summary>
    public SlidingWindow Window(int? rank)
    {
        object kernel = _attributes.Take("kernel_shape");
        string axes = rank is { } given ? Invariant($"{given}") : "1 to 3";
        if (!TryIntegers(kernel, out int[] poolSize) || poolSize.Length is < 1 or > 3 || poolSize.Length != (rank ?? poolSize.Length))
        {
            throw Error("kernel_shape", $"{axes} whole numbers, one for each spatial axis,", kernel);
        }

        int[] ones = [.. poolSize.Select(_ => 1)];
        return PoolingWindow.Create(
            poolSize,
            Integers("strides", poolSize.Length) ?? ones,
            Padding(poolSize.Length),
            Integers("dilations", poolSize.Length) ?? ones,
            Flag("ceil_mode"));
    }

    /// <summary>True or false, in ONNX 1 or 0; false if it is missing.</summary>
    public bool Flag(string name)
    {
        if (!_attributes.TryTake(name, out object value))
        {
            return false;
        }

        return value switch
        {
            bool flag => flag,
            0 or 0L => false,
            1 or 1L => true,
            _ => throw Error(name, "0 or 1", value),
        };
    }

    /// <summary>A number, whole or not.</summary>
    public double Number(string name, double missing)
    {
        if (!_attributes.TryTake(name, out object value))
        {
            return missing;
        }

        return value switch
        {
            int number => number,
            long number => number,
            float number => number,
            double number => number,
            _ => throw Error(name, "a number", value),
        };
    }

    private static bool TryIntegers(object value, out int[] integers)
    {
        integers = [];
        if (value is string or not IEnumerable)
        {
            return false;
        }

        List<int> items = [];
        foreach (object? item in (IEnumerable)value)
        {
            switch (item)
            {
                case int number:
                    items.Add(number);
                    break;
                case long number and >= int.MinValue and <= int.MaxValue:
                    items.Add((int)number);
                    break;
                default:
                    return false;
            }
        }

        integers = [.. items];
        return true;
    }

    private static string Quote(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Quote))}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private Padding Padding(int rank)
    {
        int[]? pads = Integers("pads", 2 * rank);
        object autoPad = _attributes.TryTake("auto_pad", out object value) ? value : "NOTSET";
        Padding padding = autoPad switch
        {
            "NOTSET" or "VALID" => Pooling.Padding.Valid,
            "SAME_UPPER" => Pooling.Padding.Same,
            "SAME_LOWER" => Pooling.Padding.SameLower,
            _ => throw Error("auto_pad", "\"NOTSET\", \"SAME_UPPER\", \"SAME_LOWER\" or \"VALID\"", autoPad),
        };
        if (pads is not null && autoPad is not "NOTSET")
        {
            throw Error("auto_pad", "\"NOTSET\" beside pads", autoPad);
        }

        return pads is null || !pads.AsSpan().ContainsAnyExcept(0)
            ? padding
            : Pooling.Padding.Explicit(pads.AsSpan(0, rank), pads.AsSpan(rank));
    }

    /// <summary>Whole numbers, so many of them; null if they are missing.</summary>
    private int[]? Integers(string name, int count)
    {
        if (!_attributes.TryTake(name, out object value))
        {
            return null;
        }

        string each = name == "pads" ? "a beginning and an end" : "one";
        return TryIntegers(value, out int[] integers) && integers.Length == count
            ? integers
            : throw Error(name, Invariant($"{count} whole numbers, {each} for each spatial axis,"), value);
    }

    private ArgumentException Error(string name, string expected, object got) =>
        _attributes.Error(name, expected, Quote(got));
}
