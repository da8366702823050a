using System.Text;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ContainerSecurity.Browser.Tests;

/// <summary>The HTML report in a real browser.</summary>
public class HtmlReportTests
{
    private static readonly string[] AllPages = ["findings", "paths", "hostile"];
    private Chromium chromium = null!;

    [OneTimeSetUp]
    public async Task Start() => chromium = await Chromium.StartAsync();

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (chromium is not null)
            await chromium.DisposeAsync();
    }

    [Test]
    public async Task Nobody_is_kept_out(
        [ValueSource(nameof(AllPages))] string name, [Values] bool isDark)
    {
        IPage page = await chromium.OpenAsync(Page(name), new() { ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light, BypassCSP = true });

        Deque.AxeCore.Commons.AxeResult result = await page.RunAxe();

        Assert.That(result.Violations.Select(v => $"{v.Id}: {v.Help}: {string.Join("; ", v.Nodes.Take(3).Select(n => n.Html))}"), Is.Empty);
    }

    [TestCase(320)]
    [TestCase(768)]
    [TestCase(1440)]
    public async Task Page_fits_its_window(int width)
    {
        IPage page = await chromium.OpenAsync(Pages.Small(), new() { ViewportSize = new() { Width = width, Height = 800 } });

        Assert.That(await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(width));
        if (TestContext.Parameters.Get("pictures") is { } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"report-{width}.png"), FullPage = true });
    }

    [Test]
    public async Task Findings_are_filtered_by_words_and_severity()
    {
        IPage page = await chromium.OpenAsync(Pages.Small());
        int all = await Findings(page).CountAsync();

        await page.GetByLabel("Search").FillAsync("CSEC2001 shop/db");
        int found = await Findings(page).CountAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "critical" }).UncheckAsync();

        Assert.Multiple(async () =>
        {
            Assert.That(all, Is.GreaterThan(30));
            Assert.That(found, Is.EqualTo(1));
            Assert.That(await Findings(page).CountAsync(), Is.Zero);
            Assert.That(await page.Locator("output").TextContentAsync(), Is.EqualTo($"0 findings of {all} shown"));
        });
    }

    [TestCase("file", "deploy/0.yaml", "deploy/1.yaml", "deploy/2.yaml")]
    [TestCase("namespace", "shop", "monitoring")]
    public async Task Findings_are_grouped(string by, params string[] groups)
    {
        IPage page = await chromium.OpenAsync(Pages.Small());
        int all = await Findings(page).CountAsync();

        await page.GetByLabel("Group by").SelectOptionAsync(by);

        Assert.That(await page.Locator("#groups h3").AllTextContentsAsync(), Is.EquivalentTo(groups));
        Assert.That(await Findings(page).CountAsync(), Is.EqualTo(all));
    }

    [Test]
    public async Task Everything_is_there_without_script()
    {
        await using IBrowserContext context = await chromium.Browser.NewContextAsync(new() { JavaScriptEnabled = false });
        IPage page = await context.NewPageAsync();
        await page.SetContentAsync(Pages.Small());

        Assert.That(await Findings(page).First.IsVisibleAsync(), Is.True);
        Assert.That(await page.Locator("#tools").IsVisibleAsync(), Is.False);
    }

    [Test]
    public async Task Keyboard_reaches_the_findings_and_opens_groups()
    {
        IPage page = await chromium.OpenAsync(Pages.Large(300));
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        string focused = await page.EvaluateAsync<string>("document.activeElement.id");
        ILocator group = page.Locator("#groups details").First;
        bool wasOpen = await group.EvaluateAsync<bool>("d => d.open");
        await group.Locator("summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        Assert.That((focused, wasOpen, await group.EvaluateAsync<bool>("d => d.open")), Is.EqualTo(("findings", false, true)));
    }

    [Test]
    public async Task Closed_groups_are_printed_too()
    {
        byte[] few = await (await chromium.OpenAsync(Pages.Large(201))).PdfAsync();
        byte[] more = await (await chromium.OpenAsync(Pages.Large(600))).PdfAsync();

        Assert.That(PagesOf(more), Is.GreaterThan(2 * PagesOf(few)));
    }

    [Test]
    public async Task Names_of_the_input_do_nothing()
    {
        IPage page = await chromium.OpenAsync(Pages.Hostile());
        await page.GetByLabel("Group by").SelectOptionAsync("namespace");

        Assert.That(await page.TitleAsync(), Does.StartWith("Container security: "));
        Assert.That(await page.Locator("img, a[href^='javascript:'], script + script").CountAsync(), Is.Zero);
        Assert.That(await page.Locator("#groups h3").AllTextContentsAsync(), Has.Some.Contains("<img src=x"));
    }

    [Test]
    public async Task Ten_thousand_findings_are_at_most_ten_megabytes_and_open()
    {
        string html = Pages.Large(10_000);
        IPage page = await chromium.OpenAsync(html);

        Assert.That(Encoding.UTF8.GetByteCount(html), Is.LessThanOrEqualTo(10_000_000));
        Assert.That(await page.Locator("output").TextContentAsync(), Is.EqualTo("10,000 findings shown"));
        TestContext.Out.WriteLine($"{html.Length} bytes, open after {await page.EvaluateAsync<double>("performance.timing.loadEventEnd - performance.timing.navigationStart")} ms");
    }

    private static ILocator Findings(IPage page) => page.Locator("#groups article");

    private static int PagesOf(byte[] pdf) => Encoding.Latin1.GetString(pdf).Split("/Type /Page\n").Length - 1;

    private static string Page(string name) => name switch { "findings" => Pages.Small(), "paths" => Pages.Paths(), _ => Pages.Hostile() };
}
