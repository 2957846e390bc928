namespace Notebooks.Engine;

/// <summary>The <c>dotnet</c> command that runs this process.</summary>
internal static class DotNetHost
{
    /// <summary>Its path where it is known, else its name.</summary>
    public static string Path { get; } = Find();

    private static string Find()
    {
        if (Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } told)
        {
            return told;
        }

        var file = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        var process = Environment.ProcessPath;
        if (process is not null && System.IO.Path.GetFileName(process) == file)
        {
            return process;
        }

        // <root>/shared/Microsoft.NETCore.App/<version>/ is where the runtime's own files lie.
        var runtime = System.IO.Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var beside = System.IO.Path.GetFullPath(System.IO.Path.Combine(runtime, "..", "..", "..", file));
        return File.Exists(beside) ? beside : "dotnet";
    }
}
