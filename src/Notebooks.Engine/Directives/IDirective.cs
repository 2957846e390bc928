using Notebooks.Engine.Scripting;

namespace Notebooks.Engine.Directives;

/// <summary>A directive: a line of a cell that tells the engine something.</summary>
internal interface IDirective
{
    /// <summary>The name with its mark, such as <c>#!time</c>.</summary>
    string Name { get; }

    /// <summary>What it does, in a line; <c>#!lsmagic</c> shows it.</summary>
    string Summary { get; }

    /// <summary>What the names of files end in that the directive takes as an argument; none where it takes none.</summary>
    IReadOnlyList<string> FileEndings => [];

    /// <summary>Carries the directive out.</summary>
    /// <param name="arguments">What stands behind the name.</param>
    /// <param name="cell">The cell being run.</param>
    /// <exception cref="DirectiveException">The arguments are wrong, or it could not be done.</exception>
    Task RunAsync(IReadOnlyList<string> arguments, CellRun cell);
}
