using System.Collections;
using System.Globalization;
using System.Numerics.Tensors;
using System.Text.RegularExpressions;

namespace Pooling.Tests;

/// <summary>A result that a sample states in a comment: values, a shape, or both.</summary>
/// <remarks>
/// <para>
/// The notation is <c>7 3 / 9 3, shape (1, 2, 2, 1)</c>: the values in row-major order, where <c>/</c> between rows and
/// <c>//</c> between planes are for the eye only, then the shape. Either may be left out. Several results are separated
/// by <c>;</c>, and those of another variable than the statement's own are preceded by its name:
/// <c>7 3 / 9 3; indices: 5 7 / 13 15</c>.
/// </para>
/// <para>
/// A whole number, NaN, Infinity or -Infinity stands for exactly that, so that <c>0</c> is not <c>-0</c>. A number with
/// decimals stands for all that round to it at as many decimals, so that <c>0.33</c> may be a third.
/// </para>
/// </remarks>
/// <param name="Variable">The variable that has the result, or null if it is the statement's own.</param>
/// <param name="Values">The values as they are written, or null if the comment does not state them.</param>
/// <param name="Shape">The shape, or null if the comment does not state it.</param>
internal sealed partial record SampleResult(string? Variable, string[]? Values, nint[]? Shape)
{
    private const string Number = @"-?(?:\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|Infinity|NaN)";

    /// <summary>
    /// Reads a comment. One that begins with numbers, or states a shape, has to keep to the notation; any other is
    /// prose. A number that a word follows begins prose.
    /// </summary>
    /// <param name="comment">The text behind <c>//</c>.</param>
    /// <returns>The results, none if the comment is prose.</returns>
    /// <exception cref="FormatException">The comment looks like a result and is not written like one.</exception>
    public static SampleResult[] Parse(string comment) =>
        LooksLikeResult().IsMatch(comment) ? [.. comment.Split(';').Select(ParseOne)] : [];

    /// <summary>Says how a value differs from this result.</summary>
    /// <param name="actual">A tensor, a sequence of numbers or a number.</param>
    /// <returns>What differs, or null if nothing does.</returns>
    public string? Mismatch(object? actual)
    {
        string[] values;
        nint[] shape;
        switch (actual)
        {
            case IReadOnlyTensor tensor and IEnumerable elements:
                values = Texts(elements);
                shape = [.. tensor.Lengths];
                break;
            case IEnumerable elements and not string:
                values = Texts(elements);
                shape = [values.Length];
                break;
            default:
                values = [Text(actual)];
                shape = [];
                break;
        }

        string stated = Variable is null ? "The comment states" : $"The comment states for {Variable}";
        if (Values is not null
            && (Values.Length != values.Length || !Values.Zip(values).All(pair => Stands(pair.First, pair.Second))))
        {
            return $"{stated} {string.Join(' ', Values)}, but the result is {string.Join(' ', values)}.";
        }

        return Shape is not null && !Shape.SequenceEqual(shape)
            ? $"{stated} shape ({string.Join(", ", Shape)}), but the result has ({string.Join(", ", shape)})."
            : null;
    }

    private static SampleResult ParseOne(string text)
    {
        Match match = Notation().Match(text);
        if (!match.Success || string.IsNullOrWhiteSpace(text))
        {
            throw new FormatException(
                $"\"{text.Trim()}\" looks like a result, but is not written like one: 7 3 / 9 3, shape (1, 2, 2, 1)");
        }

        string[] values = [.. match.Groups["value"].Captures.Select(capture => capture.Value)];
        nint[] shape =
        [
            .. match.Groups["length"].Captures.Select(
                capture => nint.Parse(capture.Value, CultureInfo.InvariantCulture)),
        ];
        return new SampleResult(
            match.Groups["variable"].Success ? match.Groups["variable"].Value : null,
            values.Length > 0 ? values : null,
            shape.Length > 0 ? shape : null);
    }

    private static string[] Texts(IEnumerable elements) => [.. elements.Cast<object?>().Select(Text)];

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "null";

    private static bool Stands(string stated, string actual)
    {
        int exponent = stated.IndexOfAny(['e', 'E']);
        int point = stated.IndexOf('.', StringComparison.Ordinal);
        if ((point < 0 && exponent < 0) || !double.TryParse(actual, CultureInfo.InvariantCulture, out double value))
        {
            return stated == actual;
        }

        double expected = double.Parse(stated, CultureInfo.InvariantCulture);
        if (exponent >= 0)
        {
            return value == expected;
        }

        // Doubles around a decimal fraction are a little off it, which must not decide about a half.
        double half = 0.5 * Math.Pow(10, point + 1 - stated.Length);
        return Math.Abs(value - expected) <= half * (1 + 1e-9);
    }

    [GeneratedRegex(
        $@"^\s*(?:\w+\s*[:=]\s*)?[=(\[]*\s*{Number}(?:\s*$|\s*[/,;:)\]|]|\s+[(\[]|\s+{Number}(?!\w))"
        + @"|\bshape\s*\(\s*\d")]
    private static partial Regex LooksLikeResult();

    [GeneratedRegex(
        @"^\s*(?:(?<variable>\w+):\s*)?"
        + $@"(?:(?<value>{Number})(?:(?:\s+/+)?\s+(?<value>{Number}))*(?:,\s*(?=shape)|\s*$))?"
        + @"(?:shape \((?<length>\d+)(?:, (?<length>\d+))*\))?\s*$")]
    private static partial Regex Notation();
}
