using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Browser.Tests.Jupyter;

/// <summary>A notebook open in Jupyter Notebook 6, and what a person does with it.</summary>
/// <param name="page">The page.</param>
public sealed partial class NotebookPage(IPage page)
{
    /// <summary>All cells of code.</summary>
    public ILocator Cells => page.Locator(".code_cell");

    /// <summary>What a cell of code shows.</summary>
    /// <param name="cell">Its number among those, from 0.</param>
    public ILocator Output(int cell) => Cells.Nth(cell).Locator(".output");

    /// <summary>Waits until the kernel is there and has nothing to do.</summary>
    public async Task IdleAsync()
    {
        await Assertions.Expect(page.Locator("#kernel_indicator_icon.kernel_idle_icon")).ToBeVisibleAsync();
        await page.WaitForFunctionAsync("() => Jupyter.notebook.kernel.is_connected() && Jupyter.notebook.kernel.info_reply.status === 'ok'");
    }

    /// <summary>Clicks an entry of the menu.</summary>
    /// <param name="menu">The menu's title.</param>
    /// <param name="entry">The id of the entry.</param>
    /// <param name="submenu">The id of the menu within the menu that it is in, if any.</param>
    public async Task ChooseAsync(string menu, string entry, string? submenu = null)
    {
        await page.Locator("#menus").GetByText(menu, new() { Exact = true }).First.ClickAsync();
        if (submenu is not null)
        {
            await page.Locator($"#{submenu}").HoverAsync();
        }

        await page.Locator($"#{entry} > a").ClickAsync();
    }

    /// <summary>Clicks a button of the toolbar.</summary>
    /// <param name="action">What it does.</param>
    public Task PressAsync(string action) => page.Locator($"button[data-jupyter-action='jupyter-notebook:{action}']").ClickAsync();

    /// <summary>Restarts the kernel, and waits until it is there again.</summary>
    public async Task RestartAsync()
    {
        await PressAsync("confirm-restart-kernel");
        await page.RunAndWaitForResponseAsync(
            () => page.Locator(".modal-dialog .btn-danger").ClickAsync(),
            response => response.Url.EndsWith("/restart", StringComparison.Ordinal));
        await IdleAsync();
    }

    /// <summary>Saves the notebook, and waits until it is saved.</summary>
    public async Task SaveAsync()
    {
        await ChooseAsync("File", "save_checkpoint");
        await page.WaitForFunctionAsync("() => !Jupyter.notebook.dirty");
    }

    /// <summary>Runs all cells, and waits until each has run.</summary>
    public async Task RunAllAsync()
    {
        await ChooseAsync("Cell", "run_all_cells");
        await RanAsync(await Cells.CountAsync() - 1);
    }

    /// <summary>Puts the cursor at the end of a cell of code.</summary>
    /// <param name="cell">Its number among those, from 0.</param>
    public async Task EditAsync(int cell)
    {
        await Cells.Nth(cell).Locator(".CodeMirror-lines").ClickAsync();
        await page.Keyboard.PressAsync("Control+End");
    }

    /// <summary>Runs a cell of code with the toolbar's button.</summary>
    /// <param name="cell">Its number among those, from 0.</param>
    public async Task RunAsync(int cell)
    {
        await EditAsync(cell);
        await PressAsync("run-cell-and-select-next");
    }

    /// <summary>Waits until a cell of code has run.</summary>
    /// <param name="cell">Its number among those, from 0.</param>
    public Task RanAsync(int cell) => Assertions.Expect(Cells.Nth(cell).Locator(".input_prompt")).ToHaveTextAsync(Number());

    /// <summary>Waits until a cell of code is running.</summary>
    /// <param name="cell">Its number among those, from 0.</param>
    public Task RunningAsync(int cell) => Assertions.Expect(Cells.Nth(cell).Locator(".input_prompt")).ToHaveTextAsync("In [*]:");

    [GeneratedRegex(@"^In\s\[\d+\]:$")]
    private static partial Regex Number();
}
