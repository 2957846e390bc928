namespace Notebooks.Engine.Protocol;

/// <summary>How a cell ended.</summary>
public enum CellEnd
{
    /// <summary>It ran to its end.</summary>
    Completed,

    /// <summary>It failed, and its last event is an <see cref="ErrorEvent"/>.</summary>
    Failed,

    /// <summary>It ran out of time; the session has been ended.</summary>
    TimedOut,

    /// <summary>It took the session's process with it.</summary>
    Died,
}

/// <summary>How a cell ended, and why.</summary>
/// <param name="End">How.</param>
/// <param name="Reason">Why, in a line, where the session is gone; else null.</param>
/// <param name="Details">What the process said on standard error as it died.</param>
public sealed record CellOutcome(CellEnd End, string? Reason = null, IReadOnlyList<string>? Details = null);
