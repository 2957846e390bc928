using System.Text.Json.Nodes;
using Notebooks.Engine.Documents;

namespace Notebooks.Cli.Running;

/// <summary>Compares what a notebook shows now with what was saved in it.</summary>
internal static class OutputComparison
{
    private const int ExcerptWidth = 100;

    /// <summary>The differences, each in a few lines; none where the outputs are equal.</summary>
    public static IReadOnlyList<string> Compare(NotebookDocument saved, NotebookDocument fresh)
    {
        var differences = new List<string>();
        var pairs = saved.CodeCells.Zip(fresh.CodeCells);
        foreach (var ((savedCell, freshCell), index) in pairs.Select((pair, index) => (pair, index)))
        {
            var (was, now) = (savedCell.Outputs, freshCell.Outputs);
            if (was.Count != now.Count)
            {
                differences.Add($"cell {index + 1}: {Outputs(was.Count)} saved, but {Outputs(now.Count)} now");
                continue;
            }

            for (var i = 0; i < was.Count; i++)
            {
                if (Difference(was[i], now[i], "") is { } difference)
                {
                    differences.Add($"cell {index + 1}, output {i + 1}{difference}");
                }
            }
        }

        return differences;
    }

    private static string Outputs(int count) => count switch
    {
        0 => "no outputs",
        1 => "1 output",
        _ => $"{count} outputs",
    };

    private static string? Difference(JsonNode? saved, JsonNode? fresh, string place)
    {
        if (MultilineText.Read(saved) is { } was && MultilineText.Read(fresh) is { } now)
        {
            return was == now ? null : $"{place}{FirstDifferentLine(was, now)}";
        }

        if (saved is JsonObject savedObject && fresh is JsonObject freshObject)
        {
            // The count is where the notebook was run from, and says nothing of what it shows.
            return savedObject.Select(entry => entry.Key)
                .Union(freshObject.Select(entry => entry.Key))
                .Where(key => key is not ("execution_count" or "metadata"))
                .Select(key => Difference(savedObject[key], freshObject[key], $"{place}, {key}"))
                .FirstOrDefault(difference => difference is not null);
        }

        return JsonNode.DeepEquals(saved, fresh)
            ? null
            : $"{place}{FirstDifferentLine(saved?.ToJsonString() ?? "(nothing)", fresh?.ToJsonString() ?? "(nothing)")}";
    }

    private static string FirstDifferentLine(string saved, string fresh)
    {
        var (was, now) = (saved.Split('\n'), fresh.Split('\n'));
        var line = 0;
        while (line < was.Length && line < now.Length && was[line] == now[line])
        {
            line++;
        }

        var (wasLine, nowLine) = (line < was.Length ? was[line] : null, line < now.Length ? now[line] : null);
        var column = 0;
        while (wasLine is not null && nowLine is not null && column < wasLine.Length && column < nowLine.Length && wasLine[column] == nowLine[column])
        {
            column++;
        }

        return $", line {line + 1}:\n  - {Excerpt(wasLine, column)}\n  + {Excerpt(nowLine, column)}";
    }

    private static string Excerpt(string? line, int column)
    {
        if (line is null)
        {
            return "(no such line)";
        }

        var start = Math.Max(0, column - (ExcerptWidth / 3));
        var end = Math.Min(line.Length, start + ExcerptWidth);
        return $"{(start > 0 ? "..." : "")}{line[start..end]}{(end < line.Length ? "..." : "")}";
    }
}
