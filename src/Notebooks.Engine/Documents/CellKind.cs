namespace Notebooks.Engine.Documents;

/// <summary>What a cell holds.</summary>
public enum CellKind
{
    /// <summary>Code to be run, with the outputs it made.</summary>
    Code,

    /// <summary>Prose in Markdown.</summary>
    Markdown,

    /// <summary>Text for a converter such as nbconvert, neither run nor shown.</summary>
    Raw,
}
