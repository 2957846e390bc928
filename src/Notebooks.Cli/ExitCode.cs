namespace Notebooks.Cli;

/// <summary>What the command's exit code says.</summary>
internal static class ExitCode
{
    /// <summary>All notebooks ran, or were skipped for want of a package; with <c>--check</c>, as they were saved.</summary>
    public const int Ok = 0;

    /// <summary>A cell failed, or what it shows differs from what was saved.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong, or a file cannot be read.</summary>
    public const int Usage = 2;

    /// <summary>The user ended the run.</summary>
    public const int Interrupted = 130;
}
