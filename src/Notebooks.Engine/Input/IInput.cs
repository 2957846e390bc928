namespace Notebooks.Engine.Input;

/// <summary>What cells can ask of the person at the front end.</summary>
public interface IInput
{
    /// <summary>Asks for a line of text.</summary>
    /// <param name="prompt">What to show beside the place to type; may be empty.</param>
    /// <param name="isPassword">Whether the text is not to be seen.</param>
    /// <returns>The line without its end; null for the end of input.</returns>
    /// <exception cref="InvalidOperationException">There is nobody to ask.</exception>
    Task<string?> AskAsync(string prompt, bool isPassword);
}
