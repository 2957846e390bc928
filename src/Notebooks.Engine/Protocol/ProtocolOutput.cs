using System.Text.Json.Nodes;
using Microsoft.DotNet.Interactive.Formatting;
using Notebooks.Engine.Display;
using Notebooks.Engine.Scripting;

namespace Notebooks.Engine.Protocol;

/// <summary>Sends what cells show as messages.</summary>
/// <param name="writer">Where messages go.</param>
internal sealed class ProtocolOutput(FrameWriter writer) : IOutput
{
    public void Send(SessionEvent message) => writer.Write(message, MessageJson.Default.SessionEvent);

    public void Stream(string name, string text) => Send(new StreamEvent(name, text));

    public void Display(IReadOnlyList<FormattedValue> bundle, string displayId) => Send(new DisplayEvent(Data(bundle), displayId));

    public void Update(IReadOnlyList<FormattedValue> bundle, string displayId) => Send(new UpdateEvent(Data(bundle), displayId));

    public void Result(IReadOnlyList<FormattedValue> bundle) => Send(new ResultEvent(Data(bundle)));

    public void Error(CellError error) =>
        Send(new ErrorEvent(error.Name, error.Message, error.Traceback, error.Line, error.Column));

    private static JsonObject Data(IReadOnlyList<FormattedValue> bundle)
    {
        var data = new JsonObject();
        foreach (var formatted in bundle)
        {
            data[formatted.MimeType] = MimeType.IsJson(formatted.MimeType)
                ? JsonNode.Parse(formatted.Value)
                : JsonValue.Create(formatted.Value);
        }

        return data;
    }
}
