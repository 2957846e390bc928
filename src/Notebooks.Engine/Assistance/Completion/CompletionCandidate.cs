namespace Notebooks.Engine.Assistance.Completion;

/// <summary>An item that is shown if it fits what has been typed.</summary>
/// <param name="Item">The item.</param>
/// <param name="Name">What the typed text is compared with.</param>
/// <param name="Place">Which items it stands among.</param>
/// <param name="Description">Its description, where that is dear to make.</param>
internal readonly record struct CompletionCandidate(
    CompletionItem Item, string Name, CompletionPlace Place = CompletionPlace.Usual, Func<string>? Description = null)
{
    /// <summary>The item with its description.</summary>
    public CompletionItem Describe() => Description is null ? Item : Item with { Description = Description() };
}
