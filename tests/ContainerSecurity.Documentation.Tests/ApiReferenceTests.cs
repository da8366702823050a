using Microsoft.CodeAnalysis;

namespace ContainerSecurity.Documentation.Tests;

/// <summary>The reference is what the docstrings say; with the variable CSEC_WRITE_DOCS set, the test writes it.</summary>
public sealed class ApiReferenceTests
{
    private static string Folder => Repository.File("docs/api");

    [Test]
    public void Reference_says_what_the_code_says()
    {
        string[] assemblies = [.. Directory.EnumerateFiles(AppContext.BaseDirectory, "ContainerSecurity*.dll")
            .Where(f => File.Exists(Path.ChangeExtension(f, ".xml")) && !f.EndsWith(".Tests.dll", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        (string Name, string Text)[] pages = [.. new ApiReference(assemblies, SnippetTests.Platform).Pages()];
        if (Environment.GetEnvironmentVariable("CSEC_WRITE_DOCS") is { Length: > 0 })
            Write(pages);
        Assert.That(Directory.EnumerateFiles(Folder).Select(Path.GetFileName), Is.EquivalentTo(pages.Select(p => p.Name)), "Pages of namespaces");
        foreach ((string name, string text) in pages)
            Assert.That(File.ReadAllText(Path.Combine(Folder, name)), Is.EqualTo(text),
                "Write it anew: CSEC_WRITE_DOCS=1 dotnet test tests/ContainerSecurity.Documentation.Tests --filter ApiReferenceTests");
    }

    [Test]
    public void A_page_has_signatures_summaries_and_what_is_thrown()
    {
        string engine = File.ReadAllText(Path.Combine(Folder, "ContainerSecurity.Policies.md"));
        Assert.That(engine, Does.Contain("## PolicyEngine\n").And.Contain("- `Decision EvaluateFile(string path)` — Judges what a file holds"));
        Assert.That(engine, Does.Contain("Throws NotAllowedException: "));
    }

    private static void Write(IEnumerable<(string Name, string Text)> pages)
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
        Directory.CreateDirectory(Folder);
        foreach ((string name, string text) in pages)
            File.WriteAllText(Path.Combine(Folder, name), text);
    }
}
