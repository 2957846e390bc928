namespace Notebooks.Engine.Assistance.Completion;

/// <summary>The order of a list, the likeliest first.</summary>
internal enum CompletionPlace
{
    /// <summary>What the place itself asks for: a parameter's name, a member of the enum that is expected.</summary>
    Expected,

    /// <summary>Variables and parameters.</summary>
    Local,

    /// <summary>Members, and what cells declare.</summary>
    Usual,

    /// <summary>Extension methods.</summary>
    Extension,

    /// <summary>What every object has.</summary>
    Everywhere,

    /// <summary>Keywords.</summary>
    Keyword,

    /// <summary>Types and namespaces of libraries.</summary>
    Library,
}
