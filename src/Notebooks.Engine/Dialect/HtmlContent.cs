namespace Microsoft.DotNet.Interactive;

/// <summary>Text that is HTML already, and is shown as it is.</summary>
/// <param name="content">The HTML.</param>
public sealed class HtmlContent(string content)
{
    /// <summary>The HTML.</summary>
    /// <returns>The HTML as it was given.</returns>
    public override string ToString() => content;
}
