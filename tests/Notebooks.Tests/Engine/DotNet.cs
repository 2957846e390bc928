namespace Notebooks.Tests.Engine;

/// <summary>The <c>dotnet</c> command that runs the tests.</summary>
internal static class DotNet
{
    public static string Path { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
}
