using System.Numerics;
using System.Text.Json;

namespace Pooling;

/// <summary>Writes settings in Keras's style.</summary>
internal static class ConfigWriter
{
    /// <summary>Writes a flag that Keras lacks, so only where it is true.</summary>
    public static void WriteFlag(this Utf8JsonWriter config, string key, bool value)
    {
        if (value)
        {
            config.WriteBoolean(key, value);
        }
    }

    /// <summary>Writes a value by its name.</summary>
    public static void WriteName<T>(this Utf8JsonWriter config, string key, (string Name, T Value)[] names, T value)
        where T : struct =>
        config.WriteString(key, Array.Find(names, entry => entry.Value.Equals(value)).Name);

    /// <summary>Writes a setting that is a list of numbers.</summary>
    public static void WriteNumbers<T>(this Utf8JsonWriter config, string key, ReadOnlySpan<T> values)
        where T : INumber<T>
    {
        config.WritePropertyName(key);
        config.WriteNumbers(values);
    }

    /// <summary>Writes a list of numbers, in digits that read back exactly.</summary>
    public static void WriteNumbers<T>(this Utf8JsonWriter config, ReadOnlySpan<T> values)
        where T : INumber<T>
    {
        config.WriteStartArray();
        foreach (T value in values)
        {
            // Whole numbers of 32 bits and lengths of arrays are exact in double, and written without a point.
            config.WriteNumberValue(double.CreateChecked(value));
        }

        config.WriteEndArray();
    }
}
