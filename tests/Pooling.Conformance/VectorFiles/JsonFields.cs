using System.Text.Json;

namespace Pooling.Conformance.VectorFiles;

/// <summary>The fields of a JSON object, each of which must be asked for.</summary>
internal sealed class JsonFields
{
    private readonly Dictionary<string, JsonElement> _left = [];
    private readonly string _name;

    /// <param name="json">The object.</param>
    /// <param name="name">What messages call it.</param>
    public JsonFields(JsonElement json, string name)
    {
        _name = name;
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new UnknownCaseException($"Expected an object for {name}, but got {json.ValueKind}.");
        }

        foreach (JsonProperty property in json.EnumerateObject())
        {
            if (!_left.TryAdd(property.Name, property.Value))
            {
                throw new UnknownCaseException($"Expected '{property.Name}' once in {name}, but it is there twice.");
            }
        }
    }

    public JsonElement Take(string field) =>
        TakeOptional(field) ?? throw new UnknownCaseException($"Expected a field '{field}' in {_name}, but it is missing.");

    public JsonElement? TakeOptional(string field) => _left.Remove(field, out JsonElement value) ? value : null;

    public string TakeText(string field) => Text(Take(field), field);

    public bool TakeBoolean(string field)
    {
        JsonElement value = Take(field);
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : throw Unexpected(field, "true or false", value);
    }

    public int TakeInteger(string field) => Integer(Take(field), field);

    public int? TakeIntegerOrNull(string field)
    {
        JsonElement value = Take(field);
        return value.ValueKind == JsonValueKind.Null ? null : Integer(value, field);
    }

    public double TakeNumber(string field)
    {
        JsonElement value = Take(field);
        return value.ValueKind == JsonValueKind.Number ? value.GetDouble() : throw Unexpected(field, "a number", value);
    }

    /// <summary>A list of whole numbers.</summary>
    /// <param name="field">The field.</param>
    /// <param name="count">How many there must be; null if any number will do.</param>
    /// <param name="least">The least that each may be.</param>
    public int[] TakeIntegers(string field, int? count, int least)
    {
        JsonElement list = Take(field);
        if (list.ValueKind != JsonValueKind.Array)
        {
            throw Unexpected(field, "a list", list);
        }

        int[] numbers = [.. list.EnumerateArray().Select(item => Integer(item, field))];
        if (numbers.Length != (count ?? numbers.Length) || numbers.Any(number => number < least))
        {
            throw Unexpected(
                field, count is null ? $"numbers from {least}" : $"{count} numbers from {least}", list);
        }

        return numbers;
    }

    /// <summary>Says that no other field is known.</summary>
    public void End()
    {
        if (_left.Count > 0)
        {
            throw new UnknownCaseException($"Expected no field '{_left.Keys.First()}' in {_name}.");
        }
    }

    private static string Text(JsonElement value, string field) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Unexpected(field, "text", value);

    private static int Integer(JsonElement value, string field) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number)
            ? number
            : throw Unexpected(field, "a whole number", value);

    private static UnknownCaseException Unexpected(string field, string expected, JsonElement got) =>
        new($"Expected {expected} for '{field}', but got {got.GetRawText()}.");
}
