using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;

namespace ContainerSecurity.Tool.Tests;

/// <summary>
/// The packages that the tool brings along are named with their licence and authors; with the variable CSEC_WRITE_DOCS set, the
/// test writes the table.
/// </summary>
public sealed class ThirdPartyNoticesTests
{
    private const string Begin = "| package | licence | copyright |\n|---|---|---|\n";

    private static string Page => Path.Combine(
        typeof(ThirdPartyNoticesTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!,
        "THIRD-PARTY-NOTICES.md");

    [Test]
    public void Every_package_in_the_tool_is_named_with_its_licence()
    {
        string page = File.ReadAllText(Page);
        int start = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        int end = page.IndexOf("\n\n", start, StringComparison.Ordinal) + 1;
        string table = Table();
        if (Environment.GetEnvironmentVariable("CSEC_WRITE_DOCS") is { Length: > 0 })
            File.WriteAllText(Page, page[..start] + table + page[end..]);
        else
            Assert.That(page[start..end], Is.EqualTo(table),
                "Write it anew: CSEC_WRITE_DOCS=1 dotnet test tests/ContainerSecurity.Tool.Tests --filter ThirdPartyNoticesTests");
        foreach (string licence in table.Split('\n').Where(l => l.Length > 0).Select(l => l.Split('|')[2].Trim()).Distinct())
            Assert.That(page, Does.Contain($"## {licence}\n"), "The text of the licence belongs to the page.");
    }

    private static string Table()
    {
        using JsonDocument dependencies = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "csec.deps.json")));
        var table = new StringBuilder();
        foreach (JsonProperty library in dependencies.RootElement.GetProperty("libraries").EnumerateObject()
            .Where(l => l.Value.GetProperty("type").ValueEquals("package")).OrderBy(l => l.Name, StringComparer.OrdinalIgnoreCase))
        {
            XElement package = XDocument.Load(Nuspec(library.Value.GetProperty("path").GetString()!)).Root!.Elements().First();
            string Of(string name) => package.Elements().FirstOrDefault(e => e.Name.LocalName == name)?.Value.Trim() ?? "";
            table.Append($"| {Of("id")} | {Of("license")} | {(Of("copyright") is { Length: > 0 } copyright ? copyright : Of("authors"))} |\n");
        }
        return table.ToString();
    }

    private static string Nuspec(string path)
    {
        string root = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        return Directory.EnumerateFiles(Path.Combine(root, path), "*.nuspec").Single();
    }
}
