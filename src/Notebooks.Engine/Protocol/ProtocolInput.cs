using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Notebooks.Engine.Protocol;

/// <summary>Keeps standard input for the protocol: cells, and programs they start, find theirs empty.</summary>
internal static partial class ProtocolInput
{
    private const int StandardInput = 0;
    private const int WindowsStandardInput = -10;

    // Held for as long as the process lives.
    private static SafeFileHandle? _nothing;

    /// <summary>Takes standard input, and leaves an empty one in its place.</summary>
    /// <returns>What front ends write to.</returns>
    public static Stream Take()
    {
        if (OperatingSystem.IsWindows())
        {
            var taken = Console.OpenStandardInput();
            _nothing = File.OpenHandle("NUL", FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Inheritable);
            SetStdHandle(WindowsStandardInput, _nothing.DangerousGetHandle());
            return new BlockingStream(taken);
        }

        var copy = new SafeFileHandle(Duplicate(StandardInput), ownsHandle: true);
        using var empty = File.OpenHandle("/dev/null", FileMode.Open, FileAccess.Read);
        var replaced = DuplicateTo((int)empty.DangerousGetHandle(), StandardInput);
        if (copy.IsInvalid || replaced < 0)
        {
            throw new IOException($"Standard input cannot be taken: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        return new BlockingStream(new FileStream(copy, FileAccess.Read, bufferSize: 0));
    }

    [LibraryImport("libc", EntryPoint = "dup", SetLastError = true)]
    private static partial int Duplicate(int descriptor);

    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    private static partial int DuplicateTo(int descriptor, int other);

    [LibraryImport("kernel32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetStdHandle(int which, nint handle);
}
