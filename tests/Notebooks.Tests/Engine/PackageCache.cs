using System.Runtime.CompilerServices;

namespace Notebooks.Tests.Engine;

/// <summary>Keeps what tests restore out of the user's cache, where the system lets it be moved.</summary>
internal static class PackageCache
{
    private static readonly DirectoryInfo Folder = Directory.CreateTempSubdirectory("notebooks-cache-");

    [ModuleInitializer]
    internal static void Move()
    {
        if (OperatingSystem.IsLinux())
        {
            Environment.SetEnvironmentVariable("XDG_DATA_HOME", Folder.FullName);
            AppDomain.CurrentDomain.ProcessExit += (_, _) => Folder.Delete(recursive: true);
        }
    }
}
