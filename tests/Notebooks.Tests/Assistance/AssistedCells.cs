using Notebooks.Engine.Assistance;
using Notebooks.Engine.Assistance.Completion;
using Notebooks.Engine.Assistance.Inspection;
using Notebooks.Engine.Display;
using Notebooks.Engine.Interruption;
using Notebooks.Engine.Scripting;

namespace Notebooks.Tests.Assistance;

/// <summary>Cells that have run in this process, and questions about the next one.</summary>
/// <remarks>The cursor is written as <c>¦</c>.</remarks>
internal sealed class AssistedCells : IDisposable
{
    private const char Cursor = '¦';

    private AssistedCells() => Assistant = new Assistant(Scripts);

    public ScriptChain Scripts { get; } = new(new CodeRunner(), new NoOutput());

    public Assistant Assistant { get; }

    public static async Task<AssistedCells> RunAsync(params string[] cells)
    {
        var session = new AssistedCells();
        await session.ContinueAsync(["", .. cells]);
        return session;
    }

    public Task ContinueAsync(params string[] cells) => Task.Run(() =>
    {
        foreach (var cell in cells)
        {
            Scripts.Run(cell, "cell", CancellationToken.None);
        }
    });

    public CompletionList Complete(string cell)
    {
        var position = cell.IndexOf(Cursor, StringComparison.Ordinal);
        return Assistant.Complete(cell.Remove(position, 1), position);
    }

    public IReadOnlyList<string> Texts(string cell) => [.. Complete(cell).Items.Select(item => item.Text)];

    public CompletionItem Item(string cell, string text) => Assert.Single(Complete(cell).Items, item => item.Text == text);

    public CellInspection? Inspect(string cell, bool withDetails = false)
    {
        var position = cell.IndexOf(Cursor, StringComparison.Ordinal);
        return Assistant.Inspect(cell.Remove(position, 1), position, withDetails);
    }

    public void Dispose() => Scripts.Dispose();

    private sealed class NoOutput : IOutput
    {
        public void Stream(string name, string text)
        {
        }

        public void Display(IReadOnlyList<Microsoft.DotNet.Interactive.Formatting.FormattedValue> bundle, string displayId)
        {
        }

        public void Update(IReadOnlyList<Microsoft.DotNet.Interactive.Formatting.FormattedValue> bundle, string displayId)
        {
        }

        public void Clear(bool wait)
        {
        }

        public void Result(IReadOnlyList<Microsoft.DotNet.Interactive.Formatting.FormattedValue> bundle)
        {
        }

        public void Error(CellError error)
        {
        }
    }
}
