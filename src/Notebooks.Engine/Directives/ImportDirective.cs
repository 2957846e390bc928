using Notebooks.Engine.Documents;
using Notebooks.Engine.Scripting;

namespace Notebooks.Engine.Directives;

/// <summary><c>#!import FILE</c>: runs the code of a file as if it stood here.</summary>
internal sealed class ImportDirective : IDirective
{
    public string Name => "#!import";

    public string Summary => "Runs a .cs, .csx, .ipynb or .dib file; what it declares holds for later cells.";

    public IReadOnlyList<string> FileEndings { get; } = [".cs", ".csx", ".ipynb", ".dib"];

    public async Task RunAsync(IReadOnlyList<string> arguments, CellRun cell)
    {
        if (arguments.Count != 1)
        {
            throw new DirectiveException($"{Name} expects one file, but got {arguments.Count}: {string.Join(' ', arguments)}");
        }

        var path = Path.GetFullPath(arguments[0]);
        if (!File.Exists(path))
        {
            throw new DirectiveException($"{Name} expects a file, but there is none at {path}.");
        }

        var name = arguments[0];
        switch (Path.GetExtension(path).ToUpperInvariant())
        {
            case ".CS" or ".CSX":
                await cell.RunFileAsync(path, name, await File.ReadAllTextAsync(path), "csharp");
                break;
            case ".IPYNB":
                await RunCellsAsync(NotebookDocument.Load(path));
                break;
            case ".DIB":
                await RunCellsAsync(DibFile.Load(path));
                break;
            default:
                throw new DirectiveException($"{Name} expects a .cs, .csx, .ipynb or .dib file, but got {name}.");
        }

        async Task RunCellsAsync(NotebookDocument document)
        {
            var number = 0;
            foreach (var imported in document.CodeCells)
            {
                await cell.RunFileAsync(path, $"{name} cell {++number}", imported.Source, imported.Language);
            }
        }
    }
}
