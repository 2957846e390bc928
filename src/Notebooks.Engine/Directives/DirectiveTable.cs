namespace Notebooks.Engine.Directives;

/// <summary>All directives, by name.</summary>
internal static class DirectiveTable
{
    public static IReadOnlyList<IDirective> All { get; } =
    [
        new PackageDirective(),
        new PackageSourceDirective(),
        new ImportDirective(),
        new ListDirective(),
        new TimeDirective(),
        new WhoDirective(withValues: false),
        new WhoDirective(withValues: true),
    ];

    /// <summary>The directive of a name.</summary>
    /// <exception cref="DirectiveException">There is none.</exception>
    public static IDirective Find(string name) =>
        All.FirstOrDefault(directive => directive.Name == name)
        ?? throw new DirectiveException($"{name} is not a directive of this engine. #!lsmagic lists those there are.");
}
