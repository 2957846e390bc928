using Microsoft.CodeAnalysis.Scripting;
using Notebooks.Engine.Assistance;
using Notebooks.Engine.Display;
using Notebooks.Engine.Packages;

namespace Notebooks.Engine.Scripting;

/// <summary>Runs the cells of one notebook, one after another; what a cell declares, later ones see.</summary>
/// <remarks>
/// A process has one session: cells reach its output through static methods, and share the console and the current
/// directory.
/// </remarks>
public sealed class Session : IDisposable
{
    private readonly IOutput _output;
    private readonly ScriptChain _scripts;
    private readonly List<PackageRequest> _packages = [];
    private readonly List<string> _packageSources = [];

    /// <summary>Starts a session.</summary>
    /// <param name="output">Where everything goes that cells show.</param>
    public Session(IOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        _output = output;
        _scripts = new ScriptChain(output);
        Assistant = new Assistant(_scripts);
        DisplayHub.Output = output;
    }

    /// <summary>The variables declared so far, in the order of their names.</summary>
    public IEnumerable<ScriptVariable> Variables => _scripts.Variables;

    /// <summary>Answers questions about cells that have not run.</summary>
    internal Assistant Assistant { get; }

    /// <summary>Runs a cell.</summary>
    /// <param name="code">The cell's text.</param>
    /// <param name="name">What the cell is called in messages.</param>
    /// <param name="language">The language of the text until a directive says otherwise.</param>
    /// <returns>Whether it ran to its end; if not, the output has got the error.</returns>
    public async Task<bool> ExecuteAsync(string code, string name, string language = "csharp")
    {
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(name);
        try
        {
            await new CellRun(this, _scripts, _output).RunAsync(code, name, language);
            return true;
        }
        catch (CellFailedException failure)
        {
            _output.Error(failure.Error);
            return false;
        }
        catch (Exception failure)
        {
            // A formatter of the user's own may throw anything while the value is shown.
            _output.Error(ExceptionText.ToError(failure, name, Directory.GetCurrentDirectory()));
            return false;
        }
    }

    /// <summary>Compiles and runs nothing, so that the first cell does not wait for the compiler to start.</summary>
    public async Task WarmUpAsync() => await _scripts.RunAsync("", "warm-up");

    /// <summary>Brings a package in.</summary>
    /// <param name="package">The package.</param>
    /// <exception cref="PackageUnavailableException">It is not to be had, or another version is loaded.</exception>
    internal async Task AddPackageAsync(PackageRequest package)
    {
        var known = _packages.Find(other => string.Equals(other.Id, package.Id, StringComparison.OrdinalIgnoreCase));
        if (known is not null)
        {
            if (package.Version != known.Version && package.Version != "*")
            {
                throw new PackageUnavailableException(
                    $"{package} cannot be loaded beside {known}, which an earlier cell brought in; a new session can load it.");
            }

            return;
        }

        // All packages together, so that what they depend on is one version for all.
        var restored = await new PackageRestorer(Directory.GetCurrentDirectory(), _packageSources).RestoreAsync([.. _packages, package]);
        _scripts.AddPackages(restored);
        _packages.Add(package);
    }

    /// <summary>Adds a package source.</summary>
    /// <param name="source">An address or a full path.</param>
    internal void AddPackageSource(string source) => _packageSources.Add(source);

    /// <inheritdoc/>
    public void Dispose() => _scripts.Dispose();
}
