using System.Text.Json.Nodes;
using Notebooks.Engine.Protocol;

namespace Notebooks.Tests.Engine;

/// <summary>What came of a cell.</summary>
/// <param name="Name">What messages call the cell.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Events">What it showed, in order.</param>
public sealed record CellResult(string Name, CellOutcome Outcome, IReadOnlyList<SessionEvent> Events)
{
    public string Stdout => Stream("stdout");

    public string Stderr => Stream("stderr");

    public IReadOnlyList<DisplayEvent> Displays => [.. Events.OfType<DisplayEvent>()];

    /// <summary>The value of the last expression; there must be one.</summary>
    public JsonObject Result => Assert.Single(Events.OfType<ResultEvent>()).Data;

    public string? Text => (string?)Result["text/plain"];

    public string? Html => (string?)Result["text/html"];

    /// <summary>Whether the cell was interrupted.</summary>
    public bool IsInterrupted => Outcome.End == CellEnd.Failed && Error.Name == "Interrupted";

    public bool HasResult => Events.OfType<ResultEvent>().Any();

    public ErrorEvent Error => Assert.Single(Events.OfType<ErrorEvent>());

    /// <summary>All events, in order: streams of one name joined, displays and results by their text.</summary>
    public IReadOnlyList<string> Story()
    {
        var story = new List<string>();
        var stream = "";
        foreach (var message in Events)
        {
            if (message is StreamEvent text)
            {
                if (text.Name == stream)
                {
                    story[^1] += text.Text;
                }
                else
                {
                    story.Add($"{text.Name}: {text.Text}");
                }

                stream = text.Name;
                continue;
            }

            stream = "";
            story.Add(message switch
            {
                DisplayEvent display => $"display: {display.Data["text/plain"]}",
                UpdateEvent update => $"update: {update.Data["text/plain"]}",
                ClearEvent clear => clear.Wait ? "clear before more" : "clear",
                ResultEvent result => $"result: {result.Data["text/plain"]}",
                ErrorEvent error => $"error: {error.Name}",
                _ => message.GetType().Name,
            });
        }

        return story;
    }

    public override string ToString() =>
        $"{Name}: {Outcome}\n{string.Join('\n', Events.Select(message => message is ErrorEvent error ? string.Join('\n', error.Traceback) : message.ToString()))}"
        + string.Join('\n', Outcome.Details ?? []);

    private string Stream(string name) =>
        string.Concat(Events.OfType<StreamEvent>().Where(stream => stream.Name == name).Select(stream => stream.Text));
}
