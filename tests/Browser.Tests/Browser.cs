using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Browser.Tests;

/// <summary>A headless browser of the machine's own, shared by all tests.</summary>
public sealed partial class Browser : IAsyncLifetime
{
    private static readonly string[] Names =
    [
        "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge",
        "chrome.exe", "msedge.exe",
    ];

    private static readonly Dictionary<string, string> CrossOrigin = new()
    {
        ["Access-Control-Allow-Origin"] = "*",
        ["Content-Type"] = "text/javascript",
    };

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The path of a browser, or null where there is none.</summary>
    private static string? Executable { get; } = Find();

    public async Task InitializeAsync()
    {
        if (Executable is null)
        {
            return;
        }

        // A machine may be busy with other tests.
        Assertions.SetDefaultExpectTimeout(60_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Executable,
            // Pages of this repository only; as root, in a container, the sandbox does not start.
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    /// <summary>Opens a page on disk, with the network cut off.</summary>
    /// <param name="path">The file.</param>
    /// <param name="javaScript">Whether scripts run.</param>
    public Task<OpenPage> OpenAsync(string path, bool javaScript = true) =>
        OpenAsync(new Uri(Path.GetFullPath(path)), javaScript, plotly: null);

    /// <summary>Opens a page of a server, with the rest of the network cut off, but for the CDN's plotly.js if there is a copy.</summary>
    /// <param name="address">The page.</param>
    /// <param name="plotly">A file of plotly.js; null where the CDN shall not answer.</param>
    public Task<OpenPage> OpenAsync(Uri address, string? plotly) => OpenAsync(address, javaScript: true, plotly);

    private async Task<OpenPage> OpenAsync(Uri address, bool javaScript, string? plotly)
    {
        if (_browser is null)
        {
            const string Reason = "No Chromium, Chrome or Edge was found on this machine.";
            Skip.If(Environment.GetEnvironmentVariable("CI") != "true", Reason);
            Assert.Fail(Reason);
        }

        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            JavaScriptEnabled = javaScript,
            ViewportSize = new ViewportSize { Width = 1280, Height = 900 },
        });
        await context.RouteAsync(WebAddress(), route => AnswerAsync(route, address, plotly));
        var page = await context.NewPageAsync();
        var open = new OpenPage(context, page);
        await page.GotoAsync(address.AbsoluteUri);
        return open;
    }

    private static Task AnswerAsync(IRoute route, Uri page, string? plotly)
    {
        var asked = new Uri(route.Request.Url);
        if (asked.Authority == page.Authority)
        {
            return route.ContinueAsync();
        }

        return plotly is not null && asked.AbsolutePath.EndsWith("/plotly-cartesian.min.js", StringComparison.Ordinal)
            ? route.FulfillAsync(new RouteFulfillOptions { Path = plotly, Headers = CrossOrigin })
            : route.AbortAsync();
    }

    private static string? Find()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Concat(["/Applications/Google Chrome.app/Contents/MacOS", "/Applications/Chromium.app/Contents/MacOS"])
            .Concat(new[] { Environment.SpecialFolder.ProgramFiles, Environment.SpecialFolder.ProgramFilesX86 }
                .Select(Environment.GetFolderPath)
                .Where(folder => folder.Length > 0)
                .SelectMany(folder => new[]
                {
                    Path.Combine(folder, "Google", "Chrome", "Application"),
                    Path.Combine(folder, "Microsoft", "Edge", "Application"),
                }));
        return folders
            .SelectMany(folder => Names.Concat(["Google Chrome", "Chromium"]).Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
    }

    [GeneratedRegex("^https?://")]
    private static partial Regex WebAddress();
}

/// <summary>A page in a browser, with what it complained about.</summary>
public sealed class OpenPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    internal OpenPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.PageError += (_, message) => _complaints.Add(message);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                _complaints.Add(message.Text);
            }
        };
    }

    public IPage Page { get; }

    /// <summary>The errors the page has written to the console, and exceptions nobody caught.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
