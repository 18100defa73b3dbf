using Microsoft.Playwright;

namespace Ductus.Server.Tests;

/// <summary>Chromium, started once for all browser tests.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string? Program = ((string[])["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]).FirstOrDefault(File.Exists);

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public static bool IsInstalled => Program is not null && Http.WebPages.Find() is not null;

    public async Task InitializeAsync()
    {
        if (!IsInstalled)
            return;
        // Machines that test are busy ones.
        Assertions.SetDefaultExpectTimeout(60_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Program,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A page of a person of their own. Whatever goes wrong in it that nobody expects fails the test when the page is closed.</summary>
    internal async Task<WatchedPage> OpenAsync(RunningServer server, string language = "en", int width = 1200, int height = 800, ColorScheme colours = ColorScheme.Light)
    {
        IBrowserContext context = await _browser!.NewContextAsync(new BrowserNewContextOptions       // never null: skipped where there is none
        {
            BaseURL = server.Client.BaseAddress!.ToString(),
            Locale = language,
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = colours,
        });
        context.SetDefaultTimeout(60_000);
        var page = new WatchedPage(await context.NewPageAsync());
        await page.Page.GotoAsync("/");
        return page;
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}

/// <summary>A page whose errors are noted.</summary>
internal sealed class WatchedPage : IAsyncDisposable
{
    private readonly List<string> _errors = [];

    public WatchedPage(IPage page)
    {
        Page = page;
        page.PageError += (_, error) => _errors.Add(error);
        // Answers that are errors are shown to the person and looked at by the tests; all else that browsers complain of is a fault.
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
                _errors.Add($"{message.Text} ({message.Location})");
        };
    }

    public IPage Page { get; }

    public async ValueTask DisposeAsync()
    {
        await Page.Context.DisposeAsync();
        Assert.True(_errors.Count == 0, string.Join("\n", _errors));
    }
}

/// <summary>A fact in a browser; skipped where there is none, or the pages are not built.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (!Browser.IsInstalled)
            Skip = "Chromium is not installed, or the pages are not built (eng/build-web).";
    }
}
