using Notebooks.Engine.Documents;

namespace Notebooks.Cli.Pages;

/// <summary>The files that pages share.</summary>
public static class PageAssets
{
    /// <summary>The address of the style sheet, relative to a page.</summary>
    public const string StyleSheet = "assets/notebook.css";

    /// <summary>The address of the script, relative to a page.</summary>
    public const string Script = "assets/notebook.js";

    /// <summary>The address of plotly.js, relative to a page, where it is.</summary>
    public const string Plotly = "assets/plotly-cartesian.min.js";

    /// <summary>The plotly.js that npm brought beside the program when it was built; null where there is none.</summary>
    public static string? BuiltPlotly
    {
        get
        {
            var file = Path.Combine(AppContext.BaseDirectory, "assets", "plotly-cartesian.min.js");
            return File.Exists(file) ? file : null;
        }
    }

    /// <summary>Writes the style sheet, the script and, where given, plotly.js.</summary>
    /// <param name="folder">The folder of the pages.</param>
    /// <param name="plotly">A file of plotly.js, or null.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static void Write(string folder, string? plotly)
    {
        Directory.CreateDirectory(Path.Combine(folder, "assets"));
        foreach (var address in (string[])[StyleSheet, Script])
        {
            using var resource = typeof(PageAssets).Assembly.GetManifestResourceStream(address)
                ?? throw new InvalidOperationException($"The program lacks its resource {address}.");
            AtomicFile.Write(Path.Combine(folder, address), resource.CopyTo);
        }

        if (plotly is not null)
        {
            using var source = File.OpenRead(plotly);
            AtomicFile.Write(Path.Combine(folder, Plotly), source.CopyTo);
        }
    }
}
