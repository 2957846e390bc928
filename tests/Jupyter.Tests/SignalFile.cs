namespace Jupyter.Tests;

/// <summary>A file that exists until a cell shall go on; at the latest, until the test ends.</summary>
internal sealed class SignalFile : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    /// <summary>Code that waits for the signal first.</summary>
    public string AwaitedBy(string code) =>
        $"while (System.IO.File.Exists(@\"{_path}\")) {{ System.Threading.Thread.Sleep(10); }} {code}";

    /// <summary>Gives it, once the kernel has got all that was sent before: it has answered what was sent last.</summary>
    public async Task GiveAsync(RunningKernel kernel)
    {
        await kernel.AskAsync("kernel_info_request", [], "control");
        File.Delete(_path);
    }

    public void Dispose() => File.Delete(_path);
}
