namespace Pooling;

/// <summary>The settings of a description by name, each to be taken once: those left over are unknown.</summary>
/// <typeparam name="T">What a setting's value is.</typeparam>
/// <param name="settings">The settings.</param>
/// <param name="path">What stands before a name in errors, such as <c>config.</c>.</param>
/// <param name="argument">The argument that errors blame.</param>
internal sealed class NamedSettings<T>(IEnumerable<KeyValuePair<string, T>> settings, string path, string argument)
{
    private readonly Dictionary<string, T> _untaken = new(settings, StringComparer.Ordinal);
    private readonly SortedSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>Looks at a setting without taking it, if it is there.</summary>
    public bool TrySee(string name, out T value)
    {
        _known.Add(name);
        return _untaken.TryGetValue(name, out value!);
    }

    /// <summary>Takes a setting, if it is there.</summary>
    public bool TryTake(string name, out T value) => TrySee(name, out value) && _untaken.Remove(name);

    /// <summary>Takes a setting that must be there.</summary>
    public T Take(string name) => TryTake(name, out T value) ? value : throw Error(name, "a value", "none");

    /// <summary>Takes settings whose values do not matter here.</summary>
    public void PassOver(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            _ = TryTake(name, out _);
        }
    }

    /// <summary>Makes sure that every setting was taken.</summary>
    public void CheckAllTaken()
    {
        if (_untaken.Count > 0)
        {
            string known = _known.Count == 0 ? "no settings" : "no settings but " + string.Join(", ", _known);
            throw new ArgumentException($"Expected {known}, but got {path}{_untaken.Keys.First()}.", argument);
        }
    }

    /// <summary>The error for a setting that is not what it should be.</summary>
    public ArgumentException Error(string name, string expected, string got) =>
        new($"Expected {expected} as {path}{name}, but got {got}.", argument);
}
