using System.Text.Json.Nodes;
using Notebooks.Engine.Assistance;
using Notebooks.Engine.Scripting;

namespace Notebooks.Engine.Protocol;

/// <summary>Answers what front ends ask about cells that are being written.</summary>
/// <param name="session">The session.</param>
internal sealed class Questions(Session session)
{
    /// <summary>The answer to <c>complete</c>.</summary>
    public CompletionsEvent Answer(CompleteRequest request)
    {
        var list = session.Assistant.Complete(request.Code, request.Position);
        return new CompletionsEvent(request.Id, list.Start, list.End, list.Items);
    }

    /// <summary>The answer to <c>inspect</c>.</summary>
    public InspectionEvent Answer(InspectRequest request) =>
        session.Assistant.Inspect(request.Code, request.Position, request.Detail > 0) is { } found
            ? new InspectionEvent(request.Id, true, new JsonObject { [MimeType.Text] = found.Text, [MimeType.Markdown] = found.Markdown })
            : new InspectionEvent(request.Id, false, []);

    /// <summary>The answer to <c>checkCompleteness</c>.</summary>
    public static CompletenessEvent Answer(CompletenessRequest request)
    {
        var completeness = CellCompleteness.Of(request.Code);
        var status = completeness.Status switch
        {
            CompletenessStatus.Complete => "complete",
            CompletenessStatus.Incomplete => "incomplete",
            _ => "invalid",
        };
        return new CompletenessEvent(request.Id, status, completeness.Indent);
    }
}
