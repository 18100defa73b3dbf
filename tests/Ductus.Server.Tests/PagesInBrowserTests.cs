using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ductus.Server.Tests;

/// <summary>What people do, in a real browser.</summary>
public sealed class PagesInBrowserTests(Browser browser) : IClassFixture<Browser>
{
    private const string Token = "0123456789abcdef";

    private static FilePayload Line(string name = "line.png") => new() { Name = name, MimeType = "image/png", Buffer = RunningServer.Line() };

    [BrowserFact]
    public async Task Choose_Image_IsReadAndCanBeOpened()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await using WatchedPage watched = await browser.OpenAsync(server);
        IPage page = watched.Page;

        await page.GetByText("How to read").ClickAsync();
        await page.GetByLabel("The image is a single line").CheckAsync();
        await page.GetByTestId("file").SetInputFilesAsync(Line());
        await Expect(page.Locator(".sending li")).ToContainTextAsync("1 page");
        await page.Locator(".documents a", new() { HasText = "line.png" }).ClickAsync();

        await Expect(page.Locator(".line")).ToHaveCountAsync(1);
        await Expect(page.Locator(".viewer polygon")).ToHaveCountAsync(1);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "line.png" })).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Open_Page_DrawsTheLinesWhereTheyAre()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await using WatchedPage watched = await browser.OpenAsync(server);
        IPage page = watched.Page;
        await ReadLineAsync(server, page, scale: 20);

        async Task IsOverTheImage()
        {
            // The image, four times as wide as high, is as wide as the viewer; its one line is all of it.
            const string Distance = """
                () => {
                  const viewer = document.querySelector('.viewer').getBoundingClientRect(), line = document.querySelector('.viewer polygon').getBoundingClientRect();
                  return Math.max(Math.abs(viewer.left - line.left), Math.abs(viewer.right - line.right),
                    Math.abs((viewer.top + viewer.bottom) / 2 - (line.top + line.bottom) / 2), Math.abs(viewer.width / 4 - line.height));
                }
                """;
            await Expect(page.Locator(".viewer polygon")).ToHaveCountAsync(1);
            double distance = double.MaxValue;
            // The viewer glides to its place.
            for (int tries = 0; tries < 200 && distance >= 4; tries++)
            {
                distance = await page.EvaluateAsync<double>(Distance);
                await Task.Delay(50);
            }
            Assert.InRange(distance, 0, 4);
        }
        await IsOverTheImage();
        await page.SetViewportSizeAsync(900, 700);
        await page.GetByRole(AriaRole.Button, new() { Name = "Whole page" }).ClickAsync();
        await IsOverTheImage();
    }

    [BrowserFact]
    public async Task Drop_And_Paste_SendFiles()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await using WatchedPage watched = await browser.OpenAsync(server);
        IPage page = watched.Page;
        string bytes = Convert.ToBase64String(RunningServer.Line());

        foreach (var (name, kind) in new[] { ("dropped.png", "drop"), ("pasted.png", "paste") })
        {
            await page.EvaluateAsync("""
                ([bytes, name, kind]) => {
                  const data = new DataTransfer();
                  data.items.add(new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], name, { type: 'image/png' }));
                  if (kind === 'drop') document.querySelector('.drop').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
                  else dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
                }
                """, new[] { bytes, name, kind });
            await Expect(page.Locator(".documents a").First).ToHaveTextAsync(name);
        }
    }

    [BrowserFact]
    public async Task Send_UnreadableFileAmongGoodOnes_IsNamedAndTheOthersAreRead()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await using WatchedPage watched = await browser.OpenAsync(server);
        IPage page = watched.Page;

        await page.GetByTestId("file").SetInputFilesAsync([Line("a.png"), new FilePayload { Name = "broken.png", MimeType = "image/png", Buffer = "hello"u8.ToArray() }, Line("b.png")]);

        await Expect(page.Locator(".sending .bad")).ToContainTextAsync("broken.png: expected an image");
        await Expect(page.Locator(".documents a")).ToHaveTextAsync(["b.png", "a.png"]);
    }

    [BrowserFact]
    public async Task Correct_Line_IsKeptAsAVersionAndCanBeComparedWith()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await using WatchedPage watched = await browser.OpenAsync(server);
        IPage page = watched.Page;
        await ReadLineAsync(server, page);

        await page.GetByRole(AriaRole.Button, new() { Name = "Edit line 1" }).ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Edit line 1" }).FillAsync("Dương ai");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".line .text")).ToHaveTextAsync("Dương ai");
        await Expect(page.GetByText("Saved")).ToBeVisibleAsync();
        await page.ReloadAsync();

        await Expect(page.Locator(".line .text")).ToHaveTextAsync("Dương ai");
        await page.GetByLabel("Compare with").SelectOptionAsync("1");
        await Expect(page.Locator(".compared")).ToHaveTextAsync("ai");
        await page.GetByLabel("Versions").SelectOptionAsync("1");
        await Expect(page.Locator(".line .text")).ToHaveTextAsync("ai");
    }

    [BrowserFact]
    public async Task Correct_PageThatSomebodyElseChanged_SaysSoAndShowsTheirs()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await using WatchedPage watched = await browser.OpenAsync(server);
        IPage page = watched.Page;
        string document = await ReadLineAsync(server, page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit line 1" }).ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Edit line 1" }).FillAsync("mine");
        using HttpResponseMessage theirs = await System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(
            server.Client, $"/api/v1/documents/{document}/pages/1/versions", new Http.PageCorrection(1, [new Http.LineCorrection("l1", "theirs")]));

        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Somebody else has changed this page");
        await Expect(page.Locator(".line .text")).ToHaveTextAsync("theirs");
    }

    [BrowserFact]
    public async Task Documents_CanBeSearchedRenamedAndDeleted()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await server.FinishedAsync((await server.SendAsync(RunningServer.Line(), "one.png")).Job.Id);
        await server.FinishedAsync((await server.SendAsync(RunningServer.Line(), "two.png")).Job.Id);
        await using WatchedPage watched = await browser.OpenAsync(server);
        IPage page = watched.Page;
        ILocator names = page.Locator(".documents a");

        await page.GetByRole(AriaRole.Searchbox).FillAsync("ONE");
        await Expect(names).ToHaveTextAsync(["one.png"]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Rename" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByLabel("New name").FillAsync("Önnu one.png");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Rename" }).ClickAsync();
        await Expect(names).ToHaveTextAsync(["Önnu one.png"]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Expect(page.GetByText("Nothing was found.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Searchbox).FillAsync("");
        await Expect(names).ToHaveTextAsync(["two.png"]);
    }

    [BrowserFact]
    public async Task Download_InAFormat_IsAFile()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await using WatchedPage watched = await browser.OpenAsync(server);
        IPage page = watched.Page;
        await ReadLineAsync(server, page);

        IDownload download = await page.RunAndWaitForDownloadAsync(() => page.GetByLabel("Download as").SelectOptionAsync("txt"));

        Assert.Equal("line.txt", download.SuggestedFilename);
        Assert.Equal("ai\n", await File.ReadAllTextAsync(await download.PathAsync()));
    }

    [BrowserFact]
    public async Task Upload_ServerThatIsGone_SaysSo()
    {
        RunningServer server = await RunningServer.StartAsync();
        await using WatchedPage watched = await browser.OpenAsync(server);
        IPage page = watched.Page;
        await Expect(page.GetByText("Nothing has been read yet.")).ToBeVisibleAsync();

        await server.DisposeAsync();
        await page.GetByTestId("file").SetInputFilesAsync(Line());

        await Expect(page.Locator(".sending .bad")).ToHaveTextAsync("The server does not answer.");
    }

    [BrowserFact]
    public async Task Token_IsAskedForOnce()
    {
        await using RunningServer server = await RunningServer.StartAsync(options => options with { Token = Token });
        await using WatchedPage watched = await browser.OpenAsync(server);
        IPage page = watched.Page;

        await page.GetByLabel("This server wants its token").FillAsync("fedcba9876543210");
        await page.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This is not the token.");
        await page.GetByLabel("This server wants its token").FillAsync(Token);
        await page.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await Expect(page.GetByText("Nothing has been read yet.")).ToBeVisibleAsync();
        await page.ReloadAsync();

        await Expect(page.GetByText("Nothing has been read yet.")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Language_OfTheBrowser_IsThatOfThePages()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        foreach (var (language, title) in new[] { ("fr-CA", "Ductus lit l’écriture manuscrite"), ("vi", "Ductus đọc chữ viết tay"), ("de", "Ductus reads handwriting") })
        {
            await using WatchedPage watched = await browser.OpenAsync(server, language);
            await Expect(watched.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(title);
        }
    }

    [BrowserFact]
    public async Task Accessibility_AxeFindsNothingSerious()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string axe = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "src/web/node_modules/axe-core/axe.min.js"));
        foreach (ColorScheme colours in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await using WatchedPage watched = await browser.OpenAsync(server, colours: colours);
            IPage page = watched.Page;
            await page.GetByText("How to read").ClickAsync();
            await FindsNothing(page, axe);
            await ReadLineAsync(server, page);
            await page.Locator(".line .text").ClickAsync();
            await FindsNothing(page, axe);
            await page.GetByRole(AriaRole.Button, new() { Name = "Edit line 1" }).ClickAsync();
            await FindsNothing(page, axe);
        }
    }

    [BrowserFact]
    public async Task Keyboard_Alone_OpensALineAndKeepsIt()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await using WatchedPage watched = await browser.OpenAsync(server);
        IPage page = watched.Page;
        await ReadLineAsync(server, page);

        ILocator edit = page.GetByRole(AriaRole.Button, new() { Name = "Edit line 1" });
        for (int presses = 0; presses < 40 && !await edit.EvaluateAsync<bool>("button => button === document.activeElement"); presses++)
            await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.TypeAsync("x");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator(".line .text")).ToHaveTextAsync("aix");
    }

    [BrowserFact]
    public async Task Phone_NothingIsWiderThanTheScreen()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await using WatchedPage watched = await browser.OpenAsync(server, width: 390, height: 844);
        IPage page = watched.Page;

        Assert.Equal(390, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await ReadLineAsync(server, page, "a-very-long-name-without-any-space-in-it-as-cameras-and-archives-give-them-0001.png");
        Assert.Equal(390, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    private static async Task FindsNothing(IPage page, string axe)
    {
        // Not a script element: the page's policy would forbid it.
        await page.EvaluateAsync(axe);
        string[] found = await page.EvaluateAsync<string[]>("""
            async () => (await axe.run()).violations.filter((one) => one.impact === 'serious' || one.impact === 'critical')
              .map((one) => `${one.id}: ${one.nodes.map((node) => `${node.html} (${node.failureSummary})`).join(', ')}`)
            """);
        Assert.Empty(found);
    }

    private static async Task<string> ReadLineAsync(RunningServer server, IPage page, string name = "line.png", int scale = 1)
    {
        Http.SentDocument sent = await server.SendAsync(RunningServer.Line(scale: scale), name);
        await server.FinishedAsync(sent.Job.Id);
        await page.GotoAsync($"/#/{sent.Document.Id}");
        await Expect(page.Locator(".line")).ToHaveCountAsync(1);
        return sent.Document.Id;
    }
}
