using System.Xml.Linq;
using ContainerSecurity.Documents;
using NetArchTest.Rules;

namespace ContainerSecurity.Tests;

/// <summary>Data goes one way: documents, resources, sources, rules, policies, hardening, reports.</summary>
public class ArchitectureTests
{
    [TestCase("Documents", "Resources", "Access", "Sources", "Rules", "Policies", "Hardening", "Reports", "Secrets")]
    [TestCase("Resources", "Access", "Sources", "Rules", "Policies", "Hardening", "Reports")]
    [TestCase("Access", "Sources", "Rules", "Policies", "Hardening", "Reports", "Secrets")]
    [TestCase("Sources", "Access", "Rules", "Policies", "Hardening", "Reports")]
    [TestCase("Rules", "Sources", "Policies", "Hardening", "Reports", "Resources.Kubernetes")]
    [TestCase("Secrets", "Resources", "Access", "Sources", "Rules", "Policies", "Hardening", "Reports")]
    [TestCase("Secrets.Shapes", "Secrets.Names", "Secrets.Encodings", "Secrets.Keys", "Secrets.Values", "Secrets.Scanning", "Secrets.Patterns",
        "Secrets.Files")]
    [TestCase("Secrets.Names", "Secrets.Shapes", "Secrets.Encodings", "Secrets.Keys", "Secrets.Values", "Secrets.Scanning", "Secrets.Patterns",
        "Secrets.Files")]
    [TestCase("Secrets.Encodings", "Secrets.Names", "Secrets.Keys", "Secrets.Values", "Secrets.Scanning", "Secrets.Patterns", "Secrets.Files")]
    [TestCase("Secrets.Keys", "Secrets.Names", "Secrets.Values", "Secrets.Scanning", "Secrets.Patterns", "Secrets.Files")]
    [TestCase("Secrets.Values", "Secrets.Keys", "Secrets.Scanning", "Secrets.Patterns", "Secrets.Files")]
    [TestCase("Secrets.Scanning", "Secrets.Patterns", "Secrets.Files")]
    [TestCase("Policies", "Hardening", "Reports")]
    [TestCase("Hardening", "Reports", "Audit")]
    [TestCase("Hardening.Changes", "Hardening.Fixes", "Hardening.Editing")]
    [TestCase("Hardening.Fixes", "Hardening.Editing")]
    [TestCase("Reports", "Resources.Kubernetes", "Hardening", "Audit")]
    [TestCase("Policies", "Audit")]
    [TestCase("Audit", "Documents", "Secrets", "Resources", "Rules", "Policies")]
    public void Room_does_not_know_the_rooms_above_it(string room, params string[] above)
    {
        TestResult result = Types.InAssembly(typeof(DocumentNode).Assembly)
            .That().ResideInNamespace($"ContainerSecurity.{room}")
            .ShouldNot().HaveDependencyOnAny([.. above.Select(a => $"ContainerSecurity.{a}")])
            .GetResult();

        Assert.That(result.FailingTypeNames ?? [], Is.Empty);
    }

    [TestCaseSource(nameof(Projects))]
    public void Project_shows_its_internals_to_tests_alone(string project)
    {
        Assert.That(FriendsOf(project).Intersect(Projects.SelectMany(AssembliesOf), StringComparer.OrdinalIgnoreCase), Is.Empty);
    }

    [Test]
    public void Internals_are_shown_in_project_files_alone()
    {
        // The test above reads no other.
        IEnumerable<string> others = Directory.EnumerateFiles(Repository.File("src"), "*", SearchOption.AllDirectories)
            .Where(f => Path.GetExtension(f) is ".cs" or ".props" or ".targets")
            .Where(f => !Path.GetRelativePath(Repository.Root, f).Split(Path.DirectorySeparatorChar).Any(p => p is "obj" or "bin"))
            .Where(f => File.ReadAllText(f).Contains("InternalsVisibleTo", StringComparison.Ordinal));

        Assert.That(others, Is.Empty);
    }

    private static IEnumerable<string> Projects =>
        Directory.EnumerateFiles(Repository.File("src"), "*.csproj", SearchOption.AllDirectories)
            .Select(p => Path.GetRelativePath(Repository.File("src"), p))
            .Order(StringComparer.Ordinal);

    /// <summary>The names of the assembly that a project makes: the project's own, and the one it sets.</summary>
    private static IEnumerable<string> AssembliesOf(string project) =>
        Elements(project, "AssemblyName").Select(e => e.Value.Trim()).Prepend(Path.GetFileNameWithoutExtension(project));

    /// <summary>The assemblies that see a project's internals, by an item or by an attribute; their public keys are left out.</summary>
    private static IEnumerable<string> FriendsOf(string project) =>
        Elements(project, "InternalsVisibleTo").Select(e => (string?)e.Attribute("Include") ?? "")
            .Concat(Elements(project, "AssemblyAttribute").Where(e => e.ToString().Contains("InternalsVisibleTo", StringComparison.Ordinal))
                .Select(e => e.Value))
            .SelectMany(v => v.Split(';'))
            .Select(n => n.Split(',')[0].Trim());

    private static IEnumerable<XElement> Elements(string project, string name) =>
        XDocument.Load(Repository.File("src", project)).Descendants().Where(e => e.Name.LocalName == name);
}
