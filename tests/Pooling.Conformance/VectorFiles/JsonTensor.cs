using System.Numerics;
using System.Text.Json;
using Pooling.Conformance.Cases;
using Pooling.Conformance.Naive;

namespace Pooling.Conformance.VectorFiles;

/// <summary>A tensor of a vector file, whose element type the case says.</summary>
internal sealed class JsonTensor
{
    private readonly string _name;
    private readonly JsonElement _data;

    public JsonTensor(JsonElement json, string name, int axes)
        : this(new JsonFields(json, name), name, axes)
    {
    }

    /// <param name="fields">The tensor, without what else stands beside its shape and data.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="axes">How many axes it must have.</param>
    public JsonTensor(JsonFields fields, string name, int axes)
    {
        _name = name;
        Shape = fields.TakeIntegers("shape", axes, least: 0);
        _data = fields.Take("data");
        fields.End();
        int count = Shapes.Count(Shape);
        if (_data.ValueKind != JsonValueKind.Array || _data.GetArrayLength() != count)
        {
            throw new UnknownCaseException(
                $"Expected a list of {count} elements for {name} of shape {Shapes.Text(Shape)}, but got "
                + (_data.ValueKind == JsonValueKind.Array ? $"{_data.GetArrayLength()}." : $"{_data.ValueKind}."));
        }
    }

    public int[] Shape { get; }

    public PlainTensor<T> Read<T>()
        where T : INumber<T> => new(Shape, [.. _data.EnumerateArray().Select(Number<T>)]);

    private T Number<T>(JsonElement json)
        where T : INumber<T>
    {
        try
        {
            return json.ValueKind switch
            {
                // Not every long is a double.
                JsonValueKind.Number when NumberType<T>.IsInteger && json.TryGetInt64(out long whole) =>
                    T.CreateChecked(whole),
                JsonValueKind.Number => Narrow<T>(json.GetDouble()),
                JsonValueKind.String => Narrow<T>(json.GetString() switch
                {
                    "NaN" => double.NaN,
                    "Infinity" => double.PositiveInfinity,
                    "-Infinity" => double.NegativeInfinity,
                    _ => throw Unexpected(json),
                }),
                _ => throw Unexpected(json),
            };
        }
        catch (OverflowException)
        {
            throw Unexpected(json);
        }

        UnknownCaseException Unexpected(JsonElement json) =>
            new($"Expected numbers of the type {typeof(T).Name} in {_name}, but got {json.GetRawText()}.");
    }

    /// <summary>Narrows a number; an integer type must be able to say it.</summary>
    private static T Narrow<T>(double number)
        where T : INumber<T>
    {
        T narrow = T.CreateChecked(number);
        bool lost = NumberType<T>.IsInteger && double.CreateChecked(narrow) != number;
        return lost ? throw new OverflowException() : narrow;
    }
}
