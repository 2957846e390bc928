namespace Notebooks.Cli.Running;

/// <summary>How notebooks are run.</summary>
/// <param name="TimeLimit">How long a cell may take.</param>
/// <param name="OutputLimit">How many characters a notebook may show before it is taken for a runaway.</param>
internal sealed record RunOptions(TimeSpan TimeLimit, long OutputLimit)
{
    /// <summary>The default time limit for a cell.</summary>
    public const int DefaultSeconds = 60;

    /// <summary>A notebook with more output than this could be opened nowhere.</summary>
    public const long DefaultOutputLimit = 100L << 20;
}
