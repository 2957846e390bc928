using System.Runtime.InteropServices;

namespace Pooling.Tests;

/// <summary>Memory whose neighborhood, before it and behind it, ends the program when it is read or written.</summary>
internal sealed unsafe partial class GuardedMemory : IDisposable
{
    private const int Private = 0x2;
    private const int AnonymousOnLinux = 0x20;
    private const int AnonymousOnMac = 0x1000;
    private const int ReadAndWrite = 0x3;
    private const int Reserve = 0x2000;
    private const int Commit = 0x1000;
    private const int Release = 0x8000;
    private const int NoAccess = 0x1;
    private const int ReadWrite = 0x4;

    private readonly nint _pages;
    private readonly nint _length;

    /// <param name="bytes">How many bytes there should be, at the least.</param>
    public GuardedMemory(int bytes)
    {
        int page = Environment.SystemPageSize;
        Bytes = (bytes + page - 1) / page * page;
        _length = Bytes + (2 * page);
        _pages = OperatingSystem.IsWindows()
            ? VirtualAlloc(0, _length, Reserve | Commit, ReadWrite)
            : Map(0, _length, ReadAndWrite, Private | (OperatingSystem.IsMacOS() ? AnonymousOnMac : AnonymousOnLinux), -1, 0);
        Assert.True(_pages is not (0 or -1), "There is no memory.");
        Start = (byte*)_pages + page;
        Guard(_pages, page);
        Guard(_pages + page + Bytes, page);
    }

    /// <summary>The first byte.</summary>
    public byte* Start { get; }

    /// <summary>The number of bytes.</summary>
    public int Bytes { get; }

    public void Dispose()
    {
        _ = OperatingSystem.IsWindows() ? VirtualFree(_pages, 0, Release) : Unmap(_pages, _length);
    }

    private static void Guard(nint pages, nint length)
    {
        bool isGuarded = OperatingSystem.IsWindows()
            ? VirtualProtect(pages, length, NoAccess, out _) != 0
            : Protect(pages, length, 0) == 0;
        Assert.True(isGuarded, "Memory cannot be guarded.");
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint Map(nint address, nint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(nint address, nint length);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int Protect(nint address, nint length, int protection);

    [LibraryImport("kernel32")]
    private static partial nint VirtualAlloc(nint address, nint length, int kind, int protection);

    [LibraryImport("kernel32")]
    private static partial int VirtualFree(nint address, nint length, int kind);

    [LibraryImport("kernel32")]
    private static partial int VirtualProtect(nint address, nint length, int protection, out int before);
}
