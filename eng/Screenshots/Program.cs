// Screenshots SAMPLES FOLDER: has the sample pages read by a server of its own and takes pictures of its pages in Chromium.
using System.Net.Http.Json;
using System.Text.Json;
using Ductus.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;

var (samples, folder) = (args[0], args[1]);
DirectoryInfo data = Directory.CreateTempSubdirectory("ductus-screenshots-");
await using WebApplication server = DuctusServer.Build(new ServerOptions { Urls = ["http://127.0.0.1:0"], DataFolder = data.FullName });
await server.StartAsync();
using var client = new HttpClient { BaseAddress = new Uri(server.Urls.Single()) };
string letter = await Read("letter.png");

using IPlaywright playwright = await Playwright.CreateAsync();
await using IBrowser browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox", "--disable-gpu", "--hide-scrollbars"] });
await Take("server-page", $"/#/{letter}", 1400, 860);
await server.StopAsync();
data.Delete(recursive: true);

async Task<string> Read(string name)
{
    using var form = new MultipartFormDataContent { { new ByteArrayContent(File.ReadAllBytes(Path.Combine(samples, name))), "file", name } };
    using HttpResponseMessage sent = await client.PostAsync("/api/v1/documents", form);
    JsonElement answer = await sent.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
    // Ends with the job.
    await client.GetStringAsync($"/api/v1/jobs/{answer.GetProperty("job").GetProperty("id").GetString()}/events");
    return answer.GetProperty("document").GetProperty("id").GetString() ?? "";
}

async Task Take(string name, string path, int width, int height)
{
    await using IBrowserContext context = await browser.NewContextAsync(new() { BaseURL = client.BaseAddress!.ToString(), ViewportSize = new() { Width = width, Height = height }, TimezoneId = "UTC" });
    IPage page = await context.NewPageAsync();
    await page.GotoAsync(path);
    await page.Locator(".viewer polygon").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
    await page.Locator(".line").Nth(1).Locator(".text").ClickAsync();
    // The viewer glides to its place.
    await page.WaitForTimeoutAsync(1500);
    await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png") });
}
