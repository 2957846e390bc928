using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Notebooks.Engine.Assistance.Completion;

namespace Notebooks.Engine.Protocol;

/// <summary>A message to a session.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ExecuteRequest), "execute")]
[JsonDerivedType(typeof(ShutdownRequest), "shutdown")]
[JsonDerivedType(typeof(CompleteRequest), "complete")]
[JsonDerivedType(typeof(InspectRequest), "inspect")]
[JsonDerivedType(typeof(CompletenessRequest), "checkCompleteness")]
[JsonDerivedType(typeof(InterruptRequest), "interrupt")]
[JsonDerivedType(typeof(InputReply), "input")]
[JsonDerivedType(typeof(EvaluateRequest), "evaluate")]
public abstract record Request;

/// <summary>Run a cell.</summary>
/// <param name="Id">Comes back in <see cref="DoneEvent"/>.</param>
/// <param name="Code">The cell's text.</param>
/// <param name="Name">What messages call the cell.</param>
/// <param name="Language">The language of the text until a directive says otherwise.</param>
/// <param name="AllowInput">Whether the cell may ask for input.</param>
public sealed record ExecuteRequest(string Id, string Code, string Name, string Language = "csharp", bool AllowInput = false) : Request;

/// <summary>End the process.</summary>
public sealed record ShutdownRequest : Request;

/// <summary>What may stand at a position?</summary>
/// <param name="Id">Comes back in <see cref="CompletionsEvent"/>.</param>
/// <param name="Code">The cell's text.</param>
/// <param name="Position">The cursor, in UTF-16 code units.</param>
public sealed record CompleteRequest(string Id, string Code, int Position) : Request;

/// <summary>What is the symbol at a position?</summary>
/// <param name="Id">Comes back in <see cref="InspectionEvent"/>.</param>
/// <param name="Code">The cell's text.</param>
/// <param name="Position">The cursor, in UTF-16 code units.</param>
/// <param name="Detail">0, or 1 for remarks and other overloads too.</param>
public sealed record InspectRequest(string Id, string Code, int Position, int Detail = 0) : Request;

/// <summary>Is a cell whole?</summary>
/// <param name="Id">Comes back in <see cref="CompletenessEvent"/>.</param>
/// <param name="Code">The cell's text.</param>
public sealed record CompletenessRequest(string Id, string Code) : Request;

/// <summary>Stop what runs.</summary>
public sealed record InterruptRequest : Request;

/// <summary>The answer to <see cref="InputRequestEvent"/>.</summary>
/// <param name="Text">A line without its end; null for the end of input.</param>
public sealed record InputReply(string? Text = null) : Request;

/// <summary>Say what an expression is.</summary>
/// <param name="Id">Comes back in <see cref="EvaluatedEvent"/>.</param>
/// <param name="Expression">The expression.</param>
public sealed record EvaluateRequest(string Id, string Expression) : Request;

/// <summary>A message from a session.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ReadyEvent), "ready")]
[JsonDerivedType(typeof(StreamEvent), "stream")]
[JsonDerivedType(typeof(DisplayEvent), "display")]
[JsonDerivedType(typeof(UpdateEvent), "update")]
[JsonDerivedType(typeof(ClearEvent), "clear")]
[JsonDerivedType(typeof(ResultEvent), "result")]
[JsonDerivedType(typeof(ErrorEvent), "error")]
[JsonDerivedType(typeof(DoneEvent), "done")]
[JsonDerivedType(typeof(CompletionsEvent), "completions")]
[JsonDerivedType(typeof(InspectionEvent), "inspection")]
[JsonDerivedType(typeof(CompletenessEvent), "completeness")]
[JsonDerivedType(typeof(InputRequestEvent), "inputRequest")]
[JsonDerivedType(typeof(EvaluatedEvent), "evaluated")]
public abstract record SessionEvent;

/// <summary>Cells may be sent.</summary>
/// <param name="Runtime">The runtime, such as <c>.NET 10.0.1</c>.</param>
/// <param name="Language">The language and its version, such as <c>C# 14</c>.</param>
public sealed record ReadyEvent(string Runtime, string Language) : SessionEvent;

/// <summary>Text was printed.</summary>
/// <param name="Name"><c>stdout</c> or <c>stderr</c>.</param>
/// <param name="Text">The text.</param>
public sealed record StreamEvent(string Name, string Text) : SessionEvent;

/// <summary>A value was displayed.</summary>
/// <param name="Data">The value in each of its MIME types.</param>
/// <param name="DisplayId">The id by which it may be updated.</param>
public sealed record DisplayEvent(JsonObject Data, string DisplayId) : SessionEvent;

/// <summary>A displayed value changed.</summary>
/// <param name="Data">The new value in each of its MIME types.</param>
/// <param name="DisplayId">The id under which it was displayed.</param>
public sealed record UpdateEvent(JsonObject Data, string DisplayId) : SessionEvent;

/// <summary>What the cell has shown so far is to go.</summary>
/// <param name="Wait">Whether it stays until the cell shows something else.</param>
public sealed record ClearEvent(bool Wait) : SessionEvent;

/// <summary>The value of the last expression.</summary>
/// <param name="Data">The value in each of its MIME types.</param>
public sealed record ResultEvent(JsonObject Data) : SessionEvent;

/// <summary>The cell failed.</summary>
/// <param name="Name">The kind of error.</param>
/// <param name="Message">What went wrong.</param>
/// <param name="Traceback">The lines to show.</param>
/// <param name="Line">The line within the cell, from 1.</param>
/// <param name="Column">The column within the line, from 1.</param>
public sealed record ErrorEvent(string Name, string Message, IReadOnlyList<string> Traceback, int? Line = null, int? Column = null)
    : SessionEvent;

/// <summary>The cell has ended.</summary>
/// <param name="Id">The request's id.</param>
/// <param name="Ok">Whether it ran to its end.</param>
public sealed record DoneEvent(string Id, bool Ok) : SessionEvent;

/// <summary>What may stand at the position.</summary>
/// <param name="Id">The request's id.</param>
/// <param name="Start">Where the text starts that an item replaces, in UTF-16 code units.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Items">The items, the likeliest first.</param>
public sealed record CompletionsEvent(string Id, int Start, int End, IReadOnlyList<CompletionItem> Items) : SessionEvent;

/// <summary>What the symbol at the position is.</summary>
/// <param name="Id">The request's id.</param>
/// <param name="Found">Whether anything is known.</param>
/// <param name="Data">What is known, in each of its MIME types.</param>
public sealed record InspectionEvent(string Id, bool Found, JsonObject Data) : SessionEvent;

/// <summary>Whether the cell is whole.</summary>
/// <param name="Id">The request's id.</param>
/// <param name="Status"><c>complete</c>, <c>incomplete</c> or <c>invalid</c>.</param>
/// <param name="Indent">The blanks that the next line starts with, where one must follow.</param>
public sealed record CompletenessEvent(string Id, string Status, string? Indent = null) : SessionEvent;

/// <summary>The cell asks for a line of text, and waits for <see cref="InputReply"/>.</summary>
/// <param name="Prompt">What to show beside the place to type; may be empty.</param>
/// <param name="IsPassword">Whether the text is not to be seen.</param>
public sealed record InputRequestEvent(string Prompt, bool IsPassword) : SessionEvent;

/// <summary>What an expression is: a value or an error.</summary>
/// <param name="Id">The request's id.</param>
/// <param name="Data">The value in each of its MIME types.</param>
/// <param name="Error">What is wrong.</param>
public sealed record EvaluatedEvent(string Id, JsonObject? Data = null, EvaluationError? Error = null) : SessionEvent;

/// <summary>Why an expression has no value.</summary>
/// <param name="Name">The kind of error.</param>
/// <param name="Message">What went wrong.</param>
/// <param name="Traceback">The lines to show.</param>
public sealed record EvaluationError(string Name, string Message, IReadOnlyList<string> Traceback);

[JsonSerializable(typeof(Request))]
[JsonSerializable(typeof(SessionEvent))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowOutOfOrderMetadataProperties = true)]
internal sealed partial class MessageJson : JsonSerializerContext;
