using System.Diagnostics;
using System.Globalization;
using Notebooks.Engine.Scripting;

namespace Notebooks.Engine.Directives;

/// <summary><c>#!time</c>: shows how long the rest of the cell took.</summary>
internal sealed class TimeDirective : IDirective
{
    public string Name => "#!time";

    public string Summary => "Shows how long the rest of the cell took.";

    public Task RunAsync(IReadOnlyList<string> arguments, CellRun cell)
    {
        var watch = Stopwatch.StartNew();
        cell.AtEnd(() => string.Create(CultureInfo.InvariantCulture, $"Wall time: {watch.Elapsed.TotalMilliseconds:0.0###} ms").Display());
        return Task.CompletedTask;
    }
}
