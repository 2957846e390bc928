using System.Collections;

namespace Notebooks.Engine.Display;

/// <summary>
/// The first items of a sequence, taken once: to go through it again for each MIME type could print again, wait again,
/// or find it empty.
/// </summary>
internal sealed class SequenceSample : IEnumerable
{
    private SequenceSample(IEnumerable sequence) => (Items, More) = PlainText.Take(sequence);

    /// <summary>The items.</summary>
    public IReadOnlyList<object?> Items { get; }

    /// <summary>Whether the sequence has more.</summary>
    public bool More { get; }

    /// <summary>The sample of a sequence that is shown by its items; any other value as it is.</summary>
    public static object? Of(object? value) => value is IEnumerable sequence and not string && PlainText.HasNoTextOfItsOwn(value)
        ? new SequenceSample(sequence)
        : value;

    /// <inheritdoc/>
    public IEnumerator GetEnumerator() => Items.GetEnumerator();
}
