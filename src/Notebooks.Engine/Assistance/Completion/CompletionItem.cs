namespace Notebooks.Engine.Assistance.Completion;

/// <summary>A text that may stand at the cursor.</summary>
/// <param name="Text">What is inserted.</param>
/// <param name="Type">What kind of thing it is: <c>method</c>, <c>keyword</c>, <c>package</c>, ...</param>
/// <param name="Description">Its signature, or a line on it.</param>
public sealed record CompletionItem(string Text, string Type, string? Description = null);
