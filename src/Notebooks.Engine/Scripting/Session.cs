using System.Text.Json.Nodes;
using Notebooks.Engine.Assistance;
using Notebooks.Engine.Display;
using Notebooks.Engine.Input;
using Notebooks.Engine.Interruption;
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
    private readonly CodeRunner _runner = new();
    private readonly ScriptChain _scripts;
    private readonly List<PackageRequest> _packages = [];
    private readonly List<string> _packageSources = [];

    /// <summary>Starts a session.</summary>
    /// <param name="output">Where everything goes that cells show.</param>
    /// <param name="input">What cells ask.</param>
    public Session(IOutput output, IInput input)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(input);
        _output = output;
        _scripts = new ScriptChain(_runner, output);
        Assistant = new Assistant(_scripts);
        DisplayHub.Output = output;
        InputHub.Input = input;
    }

    /// <summary>The variables declared so far, in the order of their names.</summary>
    public IEnumerable<Variable> Variables => _scripts.Variables;

    /// <summary>Answers questions about cells that have not run.</summary>
    internal Assistant Assistant { get; }

    /// <summary>Runs a cell.</summary>
    /// <param name="code">The cell's text.</param>
    /// <param name="name">What the cell is called in messages.</param>
    /// <param name="language">The language of the text until a directive says otherwise.</param>
    /// <param name="interrupt">
    /// Stops the cell: waits and loops of its code end with an exception, and what it has declared stays.
    /// </param>
    /// <returns>Whether it ran to its end; if not, the output has got the error.</returns>
    public async Task<bool> ExecuteAsync(
        string code, string name, string language = "csharp", CancellationToken interrupt = default)
    {
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(name);
        try
        {
            await new CellRun(this, _scripts, _runner, _output, interrupt).RunAsync(code, name, language);
            return true;
        }
        catch (Exception failure)
        {
            _output.Error(ToError(failure, name, interrupt));
            return false;
        }
    }

    /// <summary>The value of an expression, which becomes no part of the session.</summary>
    /// <param name="expression">The expression, in the state that cells have left.</param>
    /// <param name="interrupt">Stops it.</param>
    /// <returns>The value in each of its MIME types, or what is wrong.</returns>
    public (JsonObject? Data, CellError? Error) Evaluate(string expression, CancellationToken interrupt = default)
    {
        const string Name = "expression";
        ArgumentNullException.ThrowIfNull(expression);
        try
        {
            var value = _scripts.Evaluate(expression, Name, interrupt);
            return (BundleJson.Of(_runner.Run(() => ValueFormatting.Format(value, []), interrupt)), null);
        }
        catch (Exception failure)
        {
            return (null, ToError(failure, Name, interrupt));
        }
    }

    /// <summary>Runs a cell that does nothing, so that the first one does not wait for the compiler to start.</summary>
    public void WarmUp()
    {
        var (_, value) = _scripts.Run("0", "warm-up", CancellationToken.None);
        BundleJson.Of(_runner.Run(() => ValueFormatting.Format(value, []), CancellationToken.None));
    }

    /// <summary>Brings a package in.</summary>
    /// <param name="package">The package.</param>
    /// <param name="interrupt">Ends the search for it.</param>
    /// <exception cref="PackageUnavailableException">It is not to be had, or another version is loaded.</exception>
    internal async Task AddPackageAsync(PackageRequest package, CancellationToken interrupt)
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
        var restored = await new PackageRestorer(Directory.GetCurrentDirectory(), _packageSources)
            .RestoreAsync([.. _packages, package], interrupt);
        _scripts.AddPackages(restored);
        _packages.Add(package);
    }

    /// <summary>Adds a package source.</summary>
    /// <param name="source">An address or a full path.</param>
    internal void AddPackageSource(string source) => _packageSources.Add(source);

    /// <inheritdoc/>
    public void Dispose() => _scripts.Dispose();

    private static CellError ToError(Exception failure, string source, CancellationToken interrupt)
    {
        // A formatter of the user's own may throw anything while the value is shown.
        var cause = failure is CellFailedException { InnerException: { } inner } ? inner : failure;
        var error = (failure as CellFailedException)?.Error ?? ExceptionText.ToError(failure, source, Directory.GetCurrentDirectory());
        if (!interrupt.IsCancellationRequested || cause is CellFailedException)
        {
            return error;
        }

        var message = (cause as InterruptedException)?.Message ?? InterruptedException.Plain;
        var frames = error.Traceback.Skip(1).TakeWhile(line => line.StartsWith("   at", StringComparison.Ordinal));
        return error with { Name = "Interrupted", Message = message, Traceback = [$"Interrupted: {message}", .. frames] };
    }
}
