using System.Text.RegularExpressions;

namespace Notebooks.Engine.Display;

/// <summary>The names of types as a cell's author knows them.</summary>
internal static partial class TypeName
{
    /// <summary>The full name, without the class that the compiler puts a cell's declarations into.</summary>
    public static string Of(Type type) => Submission().Replace(type.ToString(), "");

    /// <summary>The name without namespaces, and as C# writes generic types.</summary>
    public static string Short(Type type)
    {
        if (!type.IsGenericType)
        {
            return type.Name;
        }

        var name = type.Name;
        var tick = name.IndexOf('`', StringComparison.Ordinal);
        return $"{(tick < 0 ? name : name[..tick])}<{string.Join(", ", type.GetGenericArguments().Select(Short))}>";
    }

    [GeneratedRegex(@"Submission#\d+\+")]
    private static partial Regex Submission();
}
