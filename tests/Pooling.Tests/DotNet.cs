namespace Pooling.Tests;

/// <summary>The dotnet that runs these tests, which need not be on the path.</summary>
internal static class DotNet
{
    /// <summary>Where it is.</summary>
    public static string Path { get; } = Find();

    private static string Find()
    {
        string name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        string runtime = System.IO.Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string?[] candidates =
        [
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH"),
            System.IO.Path.GetFullPath(System.IO.Path.Combine(runtime, "..", "..", "..", name)),
        ];
        return candidates.FirstOrDefault(File.Exists) ?? name;
    }
}
