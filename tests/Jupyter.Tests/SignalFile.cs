namespace Jupyter.Tests;

/// <summary>A file that does not exist until a cell shall go on.</summary>
internal sealed class SignalFile : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    /// <summary>Code that waits for the signal first.</summary>
    public string AwaitedBy(string code) =>
        $"while (!System.IO.File.Exists(@\"{_path}\")) {{ System.Threading.Thread.Sleep(10); }} {code}";

    /// <summary>Gives it, once the kernel has got all that was sent before: it has answered what was sent last.</summary>
    public async Task GiveAsync(RunningKernel kernel)
    {
        await kernel.AskAsync("kernel_info_request", [], "control");
        await File.WriteAllTextAsync(_path, "");
    }

    public void Dispose() => File.Delete(_path);
}
