using System.Net;

namespace Notebooks.Engine.Display;

/// <summary>Text within HTML.</summary>
internal static class HtmlText
{
    /// <summary>Escapes text so that it can stand between tags or in a quoted attribute.</summary>
    public static string Escape(string text) => WebUtility.HtmlEncode(text);
}
