using System.Text.Json.Nodes;

namespace Jupyter.Tests;

/// <summary><c>notebooks kernel</c>: install, list, uninstall.</summary>
public sealed class KernelCommandTests(InstalledKernel kernel) : IClassFixture<InstalledKernel>
{
    [SkippableFact]
    public void The_specification_starts_the_engine_and_takes_interrupts_as_messages()
    {
        _ = kernel.Python;
        var folder = Path.Combine(kernel.Folders.Kernels, InstalledKernel.Name);
        var spec = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "kernel.json")))!;
        Assert.Equal(".NET (C#)", (string)spec["display_name"]!);
        Assert.Equal("C#", (string)spec["language"]!);
        Assert.Equal("message", (string)spec["interrupt_mode"]!);
        Assert.True(File.Exists((string)((JsonArray)spec["metadata"]!["notebooks"]!["engine"]!)[^1]!));
        Assert.True(File.Exists(Path.Combine(folder, "logo-svg.svg")));
        Assert.True(File.Exists(Path.Combine(folder, "logo-64x64.png")));
    }

    [SkippableFact]
    public async Task A_kernel_can_be_installed_listed_installed_again_and_removed()
    {
        _ = kernel.Python;
        using var folders = new JupyterFolders();
        foreach (var round in (string[])["first", "again"])
        {
            var installed = (await RunAsync(folders, "install", "--prefix", folders.Prefix, "--name", "My.Kernel", "--display-name", $"C# {round}")).Exited(0);
            Assert.Contains("my.kernel", installed.Output, StringComparison.Ordinal);
            Assert.Contains("ipykernel", installed.Output, StringComparison.Ordinal);
        }

        var listed = (await RunAsync(folders, "list")).Exited(0).Output.Split('\n').Single(line => line.StartsWith("my.kernel\t", StringComparison.Ordinal));
        Assert.Contains("C# again", listed, StringComparison.Ordinal);
        Assert.Contains("this program's", listed, StringComparison.Ordinal);

        (await RunAsync(folders, "uninstall", "--name", "my.kernel")).Exited(0);
        Assert.False(Directory.Exists(Path.Combine(folders.Kernels, "my.kernel")));
        var gone = (await RunAsync(folders, "uninstall", "--name", "my.kernel")).Exited(1);
        Assert.Contains("my.kernel", gone.Error, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Without_a_prefix_it_is_installed_for_the_user()
    {
        _ = kernel.Python;
        using var folders = new JupyterFolders();
        (await RunAsync(folders, "install")).Exited(0);
        Assert.True(File.Exists(Path.Combine(folders.Environment["JUPYTER_DATA_DIR"], "kernels", InstalledKernel.Name, "kernel.json")));
    }

    [SkippableFact]
    public async Task Another_programs_kernel_is_replaced_by_force_only_and_never_removed()
    {
        _ = kernel.Python;
        using var folders = new JupyterFolders();
        var other = Directory.CreateDirectory(Path.Combine(folders.Kernels, InstalledKernel.Name)).FullName;
        const string Spec = """{"argv": ["dotnet", "interactive"], "display_name": "Another", "language": "C#"}""";
        await File.WriteAllTextAsync(Path.Combine(other, "kernel.json"), Spec);

        var refused = (await RunAsync(folders, "install", "--prefix", folders.Prefix)).Exited(1);
        Assert.Contains("--force", refused.Error, StringComparison.Ordinal);
        Assert.Contains("Another", refused.Error, StringComparison.Ordinal);
        (await RunAsync(folders, "uninstall", "--prefix", folders.Prefix)).Exited(1);
        Assert.Equal(Spec, await File.ReadAllTextAsync(Path.Combine(other, "kernel.json")));

        (await RunAsync(folders, "install", "--prefix", folders.Prefix, "--force")).Exited(0);
        Assert.Contains("message", await File.ReadAllTextAsync(Path.Combine(other, "kernel.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_jupyter_it_says_what_to_install()
    {
        using var folders = new JupyterFolders();
        var result = (await RunAsync(folders, "install", "--python", "no-such-python")).Exited(1);
        Assert.Contains("no-such-python", result.Error, StringComparison.Ordinal);
        Assert.Contains("pip install", result.Error, StringComparison.Ordinal);
        Assert.Equal(1, result.Error.Count(c => c == '\n'));
    }

    [Theory]
    [InlineData("--name", "a/b")]
    [InlineData("--name", "..")]
    [InlineData("--user", "--prefix", "x")]
    public async Task A_wrong_command_line_changes_nothing(params string[] arguments)
    {
        using var folders = new JupyterFolders();
        (await RunAsync(folders, ["install", .. arguments])).Exited(2);
        Assert.False(Directory.Exists(folders.Kernels));
    }

    private static Task<CommandResult> RunAsync(JupyterFolders folders, params string[] arguments) =>
        Command.KernelAsync(folders.Environment, arguments);
}
