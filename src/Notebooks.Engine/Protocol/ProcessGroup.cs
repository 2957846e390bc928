using System.Runtime.InteropServices;

namespace Notebooks.Engine.Protocol;

/// <summary>
/// A session's process and all that its cells start, which end together, even where the process that started them is
/// gone. Windows has no such groups: there the processes are found while their starter lives.
/// </summary>
internal static partial class ProcessGroup
{
    private const int Kill = 9;

    private static bool _isOwn;

    /// <summary>Makes this process the first of a group of its own, away from the terminal's interrupts.</summary>
    public static void Start() => _isOwn = !OperatingSystem.IsWindows() && NewSession() > 0;

    /// <summary>Ends all of this process's group, itself included, where it has one of its own.</summary>
    public static void EndOwn()
    {
        if (_isOwn)
        {
            _ = Signal(0, Kill);
        }
    }

    /// <summary>Ends whatever is left of the group that a process started.</summary>
    /// <param name="process">The id of the process.</param>
    public static void End(int process)
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = Signal(-process, Kill);
        }
    }

    [LibraryImport("libc", EntryPoint = "setsid", SetLastError = true)]
    private static partial int NewSession();

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Signal(int process, int signal);
}
