namespace Notebooks.Engine.Display;

/// <summary>A formatter that a cell registered.</summary>
/// <param name="Type">The type it was registered for.</param>
/// <param name="MimeType">The MIME type it writes.</param>
/// <param name="Write">Writes a value.</param>
internal sealed record RegisteredFormatter(Type Type, string MimeType, Action<object, TextWriter> Write);

/// <summary>The formatters and preferences that cells registered, found again by a value's type.</summary>
internal static class RegisteredFormatters
{
    private static readonly Lock Guard = new();
    private static readonly List<RegisteredFormatter> Formatters = [];
    private static readonly List<(Type Type, string[] MimeTypes)> Preferences = [];

    public static void Add(RegisteredFormatter formatter)
    {
        lock (Guard)
        {
            Formatters.Add(formatter);
        }
    }

    public static void SetPreferred(Type type, string[] mimeTypes)
    {
        lock (Guard)
        {
            Preferences.Add((type, [.. mimeTypes]));
        }
    }

    public static void Clear()
    {
        lock (Guard)
        {
            Formatters.Clear();
            Preferences.Clear();
        }
    }

    /// <summary>The formatters for a type: for each MIME type the nearest, and of those as near the latest.</summary>
    public static IReadOnlyList<RegisteredFormatter> For(Type type)
    {
        lock (Guard)
        {
            return Formatters
                .Select((formatter, index) => (formatter, index, distance: Distance(type, formatter.Type)))
                .Where(candidate => candidate.distance >= 0)
                .GroupBy(candidate => candidate.formatter.MimeType)
                .Select(group => group.OrderBy(c => c.distance).ThenByDescending(c => c.index).First().formatter)
                .ToArray();
        }
    }

    /// <summary>The MIME types preferred for a type, or null where nothing was said.</summary>
    public static string[]? PreferredFor(Type type)
    {
        lock (Guard)
        {
            return Preferences
                .Select((entry, index) => (entry.MimeTypes, index, distance: Distance(type, entry.Type)))
                .Where(candidate => candidate.distance >= 0)
                .OrderBy(candidate => candidate.distance)
                .ThenByDescending(candidate => candidate.index)
                .FirstOrDefault()
                .MimeTypes;
        }
    }

    /// <summary>How far up from a type another stands: 0 the type itself, 1 its base, ...; interfaces come last.</summary>
    /// <returns>-1 where the type is not of the other kind at all.</returns>
    private static int Distance(Type type, Type registered)
    {
        var distance = 0;
        for (var current = type; current is not null; current = current.BaseType, distance++)
        {
            if (Matches(current, registered))
            {
                return distance;
            }
        }

        return type.GetInterfaces().Any(implemented => Matches(implemented, registered)) ? 1000 : -1;

        static bool Matches(Type candidate, Type registered) =>
            candidate == registered
            || (registered.IsGenericTypeDefinition
                && candidate.IsGenericType
                && candidate.GetGenericTypeDefinition() == registered);
    }
}
