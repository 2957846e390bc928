using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Pooling;

/// <summary>The JSON around a layer's settings: <c>class_name</c> and <c>config</c>, as in Keras.</summary>
internal static class LayerText
{
    /// <summary>Writes a layer.</summary>
    /// <param name="className">The layer's class.</param>
    /// <param name="writeConfig">Writes the layer's settings.</param>
    /// <returns>JSON on one line, without spaces.</returns>
    public static string Write(string className, Action<Utf8JsonWriter> writeConfig)
    {
        ArrayBufferWriter<byte> text = new();
        using (Utf8JsonWriter json = new(text))
        {
            json.WriteStartObject();
            if (LayerTable.IsKeras(className))
            {
                json.WriteString("module", "keras.layers");
            }

            json.WriteString("class_name", className);
            json.WriteStartObject("config");
            writeConfig(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    /// <summary>Reads a layer.</summary>
    /// <typeparam name="TLayer">What the layer is.</typeparam>
    /// <param name="json">The text.</param>
    /// <param name="find">Finds what makes a layer of a class from its settings; null if there is no such class.</param>
    /// <param name="example">The name of a class that is expected.</param>
    public static TLayer Read<TLayer>(string json, Func<string, Func<ConfigReader, TLayer>?> find, string example)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new() { AllowDuplicateProperties = false });
            return Read(ConfigReader.OfText(document.RootElement), find, example);
        }
        catch (Exception error)
            when (error is JsonException or InvalidOperationException or ArgumentException { ParamName: null })
        {
            // The latter two are what the parser throws for halves of surrogate pairs.
            throw new ArgumentException($"Expected JSON, but got a text that is not: {error.Message}", nameof(json), error);
        }
    }

    private static TLayer Read<TLayer>(ConfigReader json, Func<string, Func<ConfigReader, TLayer>?> find, string example)
    {
        string className = json.Text("class_name");
        Func<ConfigReader, TLayer> create = find(className)
            ?? throw new ArgumentException(
                $"Expected the name of a layer, such as \"{example}\", as class_name, but got \"{className}\".", nameof(json));
        ConfigReader config = json.Object("config");
        json.PassOver("module", "registered_name", "build_config", "name", "inbound_nodes", "shared_object_id");
        config.PassOver("name", "trainable", "dtype");

        TLayer layer;
        try
        {
            layer = create(config);
        }
        catch (ArgumentException error) when (error.ParamName != nameof(json))
        {
            throw new ArgumentException($"{className}: {error.Message}", nameof(json), error);
        }

        config.CheckAllRead();
        json.CheckAllRead();
        return layer;
    }
}
