using Microsoft.DotNet.Interactive.Formatting;
using Notebooks.Engine.Interruption;

namespace Notebooks.Engine.Display;

/// <summary>Connects what a cell displays, from any thread, with the session's output.</summary>
/// <remarks>
/// A cell calls static methods (<c>display(x)</c>), so the way to the output is static too: a process has one session.
/// </remarks>
internal static class DisplayHub
{
    private static int _lastId;

    /// <summary>The session's output.</summary>
    public static IOutput? Output { get; set; }

    public static DisplayedValue Show(object? value, IReadOnlyList<FormattedValue> bundle)
    {
        // Counted, not random: the same notebook must give the same bytes on every run.
        var id = $"display-{Interlocked.Increment(ref _lastId)}";
        Required.Display(bundle, id);
        return new DisplayedValue(value, bundle, id);
    }

    public static void Update(DisplayedValue displayed) => Required.Update(displayed.FormattedValues, displayed.DisplayId);

    public static void Clear(bool wait) => Required.Clear(wait);

    private static IOutput Required
    {
        get
        {
            Checkpoint.Pass();
            return Output ?? throw new InvalidOperationException("Nothing can be displayed here: no notebook session is running.");
        }
    }
}
