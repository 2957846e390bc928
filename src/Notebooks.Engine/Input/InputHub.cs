namespace Notebooks.Engine.Input;

/// <summary>Connects what a cell asks, from any thread, with the session's input.</summary>
/// <remarks>A cell calls static methods, so the way to the input is static too: a process has one session.</remarks>
internal static class InputHub
{
    /// <summary>The session's input.</summary>
    public static IInput? Input { get; set; }

    public static Task<string?> AskAsync(string prompt, bool isPassword) =>
        (Input ?? throw new InvalidOperationException("Nobody can be asked here: no notebook session is running.")).AskAsync(prompt, isPassword);
}
