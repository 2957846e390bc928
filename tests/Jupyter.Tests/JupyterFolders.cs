namespace Jupyter.Tests;

/// <summary>Jupyter's folders, apart from the user's own.</summary>
public sealed class JupyterFolders : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("jupyter-");

    /// <summary>The prefix that kernels are installed to.</summary>
    public string Prefix => _root.FullName;

    /// <summary>Where kernels lie below the prefix.</summary>
    public string Kernels => Path.Combine(Prefix, "share", "jupyter", "kernels");

    /// <summary>Where notebooks lie.</summary>
    public string Notebooks => Directory.CreateDirectory(Path.Combine(Prefix, "notebooks")).FullName;

    /// <summary>What tells Jupyter to use these folders.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["JUPYTER_PATH"] = Path.Combine(Prefix, "share", "jupyter"),
        ["JUPYTER_DATA_DIR"] = Path.Combine(Prefix, "data"),
        ["JUPYTER_RUNTIME_DIR"] = Path.Combine(Prefix, "runtime"),
        ["JUPYTER_CONFIG_DIR"] = Path.Combine(Prefix, "config"),
        ["IPYTHONDIR"] = Path.Combine(Prefix, "ipython"),
    };

    public void Dispose() => _root.Delete(recursive: true);
}
