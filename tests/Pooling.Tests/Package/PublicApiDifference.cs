using System.Text;

namespace Pooling.Tests;

/// <summary>What changed from one public surface to another.</summary>
internal static class PublicApiDifference
{
    private const string Indent = "    ";

    /// <summary>
    /// The lines that went (<c>-</c>) and came (<c>+</c>) under the declaration of their type, or nothing if the
    /// surfaces are equal.
    /// </summary>
    public static string Between(string reviewed, string received)
    {
        List<Entry> before = Entries(reviewed);
        List<Entry> after = Entries(received);
        if (before.SequenceEqual(after))
        {
            return "";
        }

        StringBuilder text = new();
        foreach (string type in before.Concat(after).Select(entry => entry.Type).Distinct())
        {
            List<string> changes =
            [
                .. before.Except(after).Where(entry => entry.Type == type).Select(entry => "- " + entry.Line),
                .. after.Except(before).Where(entry => entry.Type == type).Select(entry => "+ " + entry.Line),
            ];
            if (changes.Count > 0 && changes[0][2..].StartsWith(Indent, StringComparison.Ordinal))
            {
                changes.Insert(0, "  " + type);
            }

            changes.ForEach(change => text.Append(change).Append('\n'));
        }

        return text.Length > 0 ? text.ToString() : "The lines are the same, in another order or number.\n";
    }

    private static List<Entry> Entries(string surface)
    {
        List<Entry> entries = [];
        string type = "";
        foreach (string line in surface.Split('\n').Where(line => line.Length > 0))
        {
            type = line.StartsWith(Indent, StringComparison.Ordinal) ? type : WithoutBases(line);
            entries.Add(new Entry(type, line));
        }

        return entries;
    }

    // The members of a type whose bases change stay the same members.
    private static string WithoutBases(string declaration) =>
        declaration.Split(" : ")[0].Split(" where ")[0];

    /// <summary>A line, and the type it belongs to.</summary>
    private readonly record struct Entry(string Type, string Line);
}
