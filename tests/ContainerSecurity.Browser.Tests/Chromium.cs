using System.Runtime.InteropServices;
using Microsoft.Playwright;

namespace ContainerSecurity.Browser.Tests;

/// <summary>The machine's Chromium, without a window.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];
    private readonly IPlaywright playwright;
    private readonly string folder = Directory.CreateTempSubdirectory("pages-").FullName;

    private Chromium(IPlaywright playwright, IBrowser browser)
    {
        this.playwright = playwright;
        Browser = browser;
    }

    public IBrowser Browser { get; }

    /// <summary>Starts it; where there is none, the test is skipped.</summary>
    public static async Task<Chromium> StartAsync()
    {
        string? program = Find();
        if (program is null)
        {
            Assert.Ignore("There is no Chromium on this machine.");
            throw new InvalidOperationException();
        }
        IPlaywright playwright = await Playwright.CreateAsync();
        string[] options = OperatingSystem.IsLinux() && Environment.UserName == "root" ? ["--no-sandbox"] : [];
        return new Chromium(playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = options }));
    }

    /// <summary>Opens a page from a file, as a person does who was sent one.</summary>
    public async Task<IPage> OpenAsync(string html, BrowserNewPageOptions? options = null)
    {
        string file = Path.Combine(folder, $"{Guid.NewGuid():N}.html");
        await File.WriteAllTextAsync(file, html);
        IPage page = await Browser.NewPageAsync(options);
        await page.GotoAsync(new Uri(file).AbsoluteUri);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        playwright.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static string? Find() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(f => Names.Select(n => Path.Combine(f, RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? n + ".exe" : n)))
            .FirstOrDefault(File.Exists);
}
