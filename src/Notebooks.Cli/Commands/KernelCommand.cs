using System.CommandLine;
using System.Text.RegularExpressions;
using Notebooks.Cli.Jupyter;

namespace Notebooks.Cli.Commands;

/// <summary><c>notebooks kernel</c>: makes the engine a kernel of Jupyter, shows and removes it.</summary>
internal static partial class KernelCommand
{
    /// <summary>The name that notebooks written for .NET Interactive have in their metadata.</summary>
    public const string DefaultName = ".net-csharp";

    /// <summary>What front ends call it.</summary>
    public const string DefaultDisplayName = ".NET (C#)";

    /// <summary>The command, with its commands and options.</summary>
    public static Command Create() => new("kernel", "Make the engine a kernel of Jupyter, of VS Code and of nbconvert.")
    {
        CreateInstall(),
        CreateUninstall(),
        CreateList(),
    };

    private static Command CreateInstall()
    {
        var name = NameOption();
        var displayName = new Option<string>("--display-name")
        {
            Description = $"What front ends call it. Default: {DefaultDisplayName}",
            HelpName = "TEXT",
            DefaultValueFactory = _ => DefaultDisplayName,
        };
        var user = new Option<bool>("--user") { Description = "Install for this user; the default" };
        var prefix = PrefixOption("Install into this folder's share/jupyter/kernels, such as a virtual environment's");
        var force = new Option<bool>("--force") { Description = "Replace a kernel of that name that another program installed" };
        var python = PythonOption();
        var command = new Command("install", "Install the kernel. It starts the engine where that is built now.")
        {
            name, displayName, user, prefix, force, python,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(user) && result.GetValue(prefix) is not null)
            {
                result.AddError("--user and --prefix exclude each other: each names a place to install to");
            }
        });
        command.SetAction((parsed, cancellation) => RunAsync(async () =>
        {
            var jupyter = await JupyterPython.FindAsync(parsed.GetValue(python), cancellation);
            Install(
                jupyter,
                Path.Combine(Folder(jupyter, parsed.GetValue(prefix)), parsed.GetValue(name)!.ToLowerInvariant()),
                parsed.GetValue(displayName)!,
                parsed.GetValue(force));
        }));
        return command;
    }

    private static Command CreateUninstall()
    {
        var name = NameOption();
        var prefix = PrefixOption("Remove it from this folder's share/jupyter/kernels only");
        var python = PythonOption();
        var command = new Command("uninstall", "Remove the kernel.") { name, prefix, python };
        command.SetAction((parsed, cancellation) => RunAsync(async () =>
        {
            var jupyter = await JupyterPython.FindAsync(parsed.GetValue(python), cancellation);
            Uninstall(Folders(jupyter, parsed.GetValue(prefix)), parsed.GetValue(name)!.ToLowerInvariant());
        }));
        return command;
    }

    private static Command CreateList()
    {
        var prefix = PrefixOption("Show the kernels in this folder's share/jupyter/kernels only");
        var python = PythonOption();
        var command = new Command("list", "Show the kernels that Jupyter finds, and which are this program's.") { prefix, python };
        command.SetAction((parsed, cancellation) => RunAsync(async () =>
        {
            var jupyter = await JupyterPython.FindAsync(parsed.GetValue(python), cancellation);
            List(Folders(jupyter, parsed.GetValue(prefix)));
        }));
        return command;
    }

    private static Option<string> NameOption()
    {
        var option = new Option<string>("--name")
        {
            Description = $"The kernel's name, as notebooks know it. Default: {DefaultName}",
            HelpName = "NAME",
            DefaultValueFactory = _ => DefaultName,
        };
        option.Validators.Add(result =>
        {
            if (result.GetValue(option) is { } name && !KernelName().IsMatch(name))
            {
                result.AddError($"--name expects letters, digits, '.', '-' and '_', but got '{name}'");
            }
        });
        return option;
    }

    private static Option<string?> PrefixOption(string description) => new("--prefix") { Description = description, HelpName = "DIR" };

    private static Option<string?> PythonOption() => new("--python")
    {
        Description = "The Python that has Jupyter. Default: that of 'jupyter' on the PATH, then python3 and python",
        HelpName = "PATH",
    };

    private static async Task<int> RunAsync(Func<Task> action)
    {
        try
        {
            await action();
            return ExitCode.Ok;
        }
        catch (Exception failure) when (failure is JupyterException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"notebooks: {failure.Message.ReplaceLineEndings(" ")}");
            return ExitCode.Failed;
        }
    }

    private static string Folder(JupyterPython jupyter, string? prefix) => prefix is null
        ? Path.Combine(jupyter.DataFolder, "kernels")
        : Path.Combine(Path.GetFullPath(prefix), "share", "jupyter", "kernels");

    private static IReadOnlyList<string> Folders(JupyterPython jupyter, string? prefix) =>
        prefix is null ? jupyter.KernelFolders : [Folder(jupyter, prefix)];

    private static void Install(JupyterPython jupyter, string folder, string displayName, bool force)
    {
        if (KernelSpec.Read(folder) is { IsOurs: false } other && !force)
        {
            throw new JupyterException(
                $"expected no kernel '{other.Name}' of another program, but {folder} holds '{other.DisplayName}'; --force replaces it, --name installs beside it");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
        KernelInstaller.Install(jupyter, folder, displayName);
        Console.WriteLine($"Installed: {displayName} as '{Path.GetFileName(folder)}' in {folder}");
        Console.WriteLine($"Python: {jupyter.Executable}, ipykernel {jupyter.Version}");
        var kernels = Path.GetDirectoryName(folder)!;
        if (!jupyter.KernelFolders.Contains(kernels))
        {
            Console.WriteLine($"This Python's Jupyter does not look there, unless JUPYTER_PATH has {Path.GetDirectoryName(kernels)}");
        }
        else if (KernelSpec.FindAll(jupyter.KernelFolders).First(spec => spec.Name == Path.GetFileName(folder)) is var first && first.Folder != folder)
        {
            Console.WriteLine($"Jupyter finds another kernel of that name first: {first.Folder}");
        }
    }

    private static void Uninstall(IReadOnlyList<string> folders, string name)
    {
        var specs = KernelSpec.FindAll(folders).Where(spec => spec.Name == name).ToList();
        if (!specs.Exists(spec => spec.IsOurs))
        {
            throw new JupyterException(specs.Count == 0
                ? $"expected a kernel '{name}', but there is none in {string.Join(", ", folders)}"
                : $"expected a kernel '{name}' of this program, but {specs[0].Folder} is another's");
        }

        foreach (var spec in specs.Where(spec => spec.IsOurs))
        {
            Directory.Delete(spec.Folder, recursive: true);
            Console.WriteLine($"Removed: {spec.Folder}");
        }
    }

    private static void List(IReadOnlyList<string> folders)
    {
        foreach (var spec in KernelSpec.FindAll(folders))
        {
            var state = spec switch
            {
                { Engine: null } => "another's",
                _ when File.Exists(spec.Engine) => "this program's",
                _ => $"this program's, but its engine is gone; install it again: {spec.Engine}",
            };
            Console.WriteLine($"{spec.Name}\t{spec.DisplayName}\t{spec.Folder}\t{state}");
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9._-]*[A-Za-z0-9_-][A-Za-z0-9._-]*$")]
    private static partial Regex KernelName();
}
