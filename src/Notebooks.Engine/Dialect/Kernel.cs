using System.Diagnostics.CodeAnalysis;
using Microsoft.DotNet.Interactive.Formatting;
using Notebooks.Engine;
using Notebooks.Engine.Display;
using Notebooks.Engine.Input;

namespace Microsoft.DotNet.Interactive;

/// <summary>What a cell can call without naming a class.</summary>
/// <remarks>
/// The name and namespace are those of .NET Interactive, because notebooks written for it name them.
/// </remarks>
public static class Kernel
{
    /// <summary>Shows a value.</summary>
    /// <param name="value">Any value.</param>
    /// <param name="mimeTypes">The MIME types to show it in; none for those the value prefers.</param>
    /// <returns>The value on display, to be updated later.</returns>
    /// <exception cref="ArgumentException">There is no formatter for one of the MIME types.</exception>
    [SuppressMessage("Style", "IDE1006:Naming Styles", Justification = "The name notebooks use.")]
    public static DisplayedValue display(object? value, params string[] mimeTypes) => value.Display(mimeTypes);

    /// <summary>Marks text as HTML, so that it is shown as it is and not escaped.</summary>
    /// <param name="content">HTML.</param>
    /// <returns>The HTML, as a value to show.</returns>
    public static HtmlContent HTML(string content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return new HtmlContent(content);
    }

    /// <summary>Takes away what the cell has shown so far, as <c>Console.Clear()</c> does in a cell.</summary>
    /// <param name="wait">
    /// Whether to wait until the cell shows something else: an animation that shows one picture after the other does not
    /// flicker then.
    /// </param>
    public static void ClearOutput(bool wait = false) => DisplayHub.Clear(wait);

    /// <summary>Asks the person at the front end for a line of text.</summary>
    /// <param name="prompt">What to show beside the place to type.</param>
    /// <param name="typeHint">What kind of text is wanted; the engine asks for every kind in the same way.</param>
    /// <returns>The line; null for the end of input.</returns>
    /// <exception cref="InvalidOperationException">The front end does not let the cell ask.</exception>
    [SuppressMessage("Usage", "IDE0060:Remove unused parameter", Justification = "Notebooks pass it.")]
    public static Task<string?> GetInputAsync(string prompt = "", string typeHint = "text") =>
        InputHub.AskAsync(prompt, isPassword: false);

    /// <summary>Asks the person at the front end for a password, which is not seen while it is typed.</summary>
    /// <param name="prompt">What to show beside the place to type.</param>
    /// <returns>The password; empty for the end of input.</returns>
    /// <exception cref="InvalidOperationException">The front end does not let the cell ask.</exception>
    public static async Task<PasswordString> GetPasswordAsync(string prompt = "") =>
        new(await InputHub.AskAsync(prompt, isPassword: true) ?? "");

    /// <summary>Runs a script in the page that shows the notebook.</summary>
    /// <param name="scriptContent">JavaScript.</param>
    public static void Javascript(string scriptContent) =>
        $"<script type=\"text/javascript\">{scriptContent}</script>".DisplayAs(MimeType.Html);

    /// <summary>Adds style rules to the page that shows the notebook.</summary>
    /// <param name="content">CSS.</param>
    public static void CSS(string content) => $"<style>{content}</style>".DisplayAs(MimeType.Html);
}
