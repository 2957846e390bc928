using System.ComponentModel;

namespace Notebooks.Engine.Display;

/// <summary>What <c>Console.Clear()</c> clears in a cell. Cells do not name it: the engine puts it in.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ConsoleScreen
{
    /// <summary>Takes away what the cell has shown so far.</summary>
    public static void Clear() => DisplayHub.Clear(wait: false);
}
