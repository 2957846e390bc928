using System.Globalization;

namespace Notebooks.Engine.Protocol;

/// <summary>Why a session's process is gone, in words.</summary>
internal static class ProcessEnd
{
    public static string Describe(int exitCode, IReadOnlyList<string> standardError)
    {
        var code = exitCode.ToString(CultureInfo.InvariantCulture);
        if (standardError.Any(line => line.StartsWith("Stack overflow", StringComparison.Ordinal)))
        {
            return $"the stack overflowed, which no program survives (exit code {code})";
        }

        if (standardError.FirstOrDefault(line => line.StartsWith("Unhandled exception", StringComparison.Ordinal)) is { } unhandled)
        {
            return $"an exception on another thread ended the session (exit code {code}): {unhandled}";
        }

        return Signal(exitCode) is { } signal
            ? $"the session's process was ended by {signal} (exit code {code})"
            : $"the session's process exited with code {code}";
    }

    private static string? Signal(int exitCode) => OperatingSystem.IsWindows() ? null : exitCode switch
    {
        128 + 6 => "SIGABRT",
        128 + 8 => "SIGFPE",
        128 + 9 => "SIGKILL, as when memory runs out",
        128 + 11 => "SIGSEGV",
        128 + 15 => "SIGTERM",
        _ => null,
    };
}
