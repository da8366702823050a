using System.Xml.Linq;
using ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

namespace ContainerSecurity.SupplyChain.Inventories.Languages.Java;

/// <summary>
/// Reads the dependencies that a <c>pom.xml</c> names with their versions. What they bring with them and what a parent
/// or an
/// imported list decides is in other files, and said.
/// </summary>
internal sealed class PomReader : LanguageFileReader
{
    /// <inheritdoc/>
    protected override string Form => "pom.xml";

    /// <inheritdoc/>
    public override bool Accepts(string path) => FilePath.IsNamed(path, "pom.xml") && !FilePath.IsBelow(path, "META-INF");

    /// <inheritdoc/>
    protected override void Read(ReadOnlyMemory<byte> content, FoundPackages found)
    {
        XElement project = XmlText.Read(content);
        if (project.Name.LocalName != "project")
            throw new PackageFormatException("it is no project");
        var properties = new PomProperties(project);
        Dictionary<string, XElement> managed = Managed(project, properties);
        var unknown = new NameList();
        foreach (XElement dependency in project.Elements("dependencies").Elements("dependency"))
        {
            string? group = properties.Resolve(dependency.Child("groupId")), artifact = properties.Resolve(dependency.Child("artifactId"));
            XElement? rule = managed.GetValueOrDefault($"{group}:{artifact}");
            string? version = properties.Resolve(dependency.Child("version") ?? rule?.Child("version"));
            string? scope = properties.Resolve(dependency.Child("scope") ?? rule?.Child("scope"));
            if (!IsPlain(group) || !IsPlain(artifact) || !IsPlain(version))
                unknown.Add($"{group}:{artifact}");
            else if (LanguagePackage.Maven(group, artifact, version!.Trim('[', ']'), found.Path) is { } package)
                found.Add(package with { IsDevelopment = scope is "test" or "provided" });
        }
        found.Note(unknown, "has no single version in this file, so which one is used is not known.");
    }

    private static Dictionary<string, XElement> Managed(XElement project, PomProperties properties)
    {
        var managed = new Dictionary<string, XElement>(StringComparer.Ordinal);
        foreach (XElement rule in project.Elements("dependencyManagement").Elements("dependencies").Elements("dependency"))
            managed.TryAdd($"{properties.Resolve(rule.Child("groupId"))}:{properties.Resolve(rule.Child("artifactId"))}", rule);
        return managed;
    }

    private static bool IsPlain(string? text) =>
        text is { Length: > 0 } && !text.Contains('$', StringComparison.Ordinal) && text.AsSpan().IndexOfAny(",()") < 0;
}
