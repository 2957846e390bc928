using System.Text.Json;
using System.Text.Json.Nodes;

namespace Notebooks.Engine.Documents;

/// <summary>Small steps into the JSON of a notebook that fall on nothing, not on an exception, where a key is missing.</summary>
internal static class JsonPath
{
    public static string? Text(JsonNode? node, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            node = (node as JsonObject)?[key];
        }

        return node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;
    }

    public static JsonObject ObjectOrNew(JsonObject parent, string key)
    {
        if (parent[key] is not JsonObject child)
        {
            child = [];
            Set(parent, key, child);
        }

        return child;
    }

    /// <summary>Sets a key where it stands, or adds it before the first key that sorts behind it, as Jupyter orders keys.</summary>
    public static void Set(JsonObject parent, string key, JsonNode? value)
    {
        if (parent.ContainsKey(key))
        {
            parent[key] = value;
            return;
        }

        var index = 0;
        while (index < parent.Count && string.CompareOrdinal(parent.GetAt(index).Key, key) < 0)
        {
            index++;
        }

        parent.Insert(index, key, value);
    }
}
