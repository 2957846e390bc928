namespace Notebooks.Engine.Assistance.Completion;

/// <summary>How well a name fits what has been typed; the best is the least.</summary>
internal static class NameMatch
{
    /// <summary>It starts with it, in the same case.</summary>
    public const int Exact = 0;

    /// <summary>It starts with it.</summary>
    public const int IgnoringCase = 1;

    /// <summary>Its words start with it: <c>WL</c> and <c>wrLi</c> for <c>WriteLine</c>.</summary>
    public const int Humps = 2;

    /// <summary>It does not fit.</summary>
    public const int None = 3;

    /// <summary>Compares a name with what has been typed.</summary>
    public static int Of(string name, string typed)
    {
        if (name.StartsWith(typed, StringComparison.Ordinal))
        {
            return Exact;
        }

        if (name.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
        {
            return IgnoringCase;
        }

        return typed.Length > 1 && Same(name[0], typed[0]) && FitsWords(name, 1, typed, 1) ? Humps : None;
    }

    /// <summary>Whether the rest of what was typed goes on in the same word, or with the start of a later one.</summary>
    private static bool FitsWords(string name, int at, string typed, int next)
    {
        if (next == typed.Length)
        {
            return true;
        }

        if (at < name.Length && Same(name[at], typed[next]) && FitsWords(name, at + 1, typed, next + 1))
        {
            return true;
        }

        for (var i = at; i < name.Length; i++)
        {
            if (IsWordStart(name, i) && Same(name[i], typed[next]) && FitsWords(name, i + 1, typed, next + 1))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsWordStart(string name, int i) =>
        (char.IsUpper(name[i]) && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]))))
        || (char.IsDigit(name[i]) && !char.IsDigit(name[i - 1]))
        || (char.IsLetter(name[i]) && !char.IsLetter(name[i - 1]));

    private static bool Same(char a, char b) => char.ToUpperInvariant(a) == char.ToUpperInvariant(b);
}
