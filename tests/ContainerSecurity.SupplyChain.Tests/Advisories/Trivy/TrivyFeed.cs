using ContainerSecurity.Conformance;
using ContainerSecurity.Documents;
using ContainerSecurity.SupplyChain.Advisories;
using ContainerSecurity.SupplyChain.Packages.Versions;

namespace ContainerSecurity.SupplyChain.Tests.Advisories.Trivy;

/// <summary>Reads the miniature database that Trivy's own tests scan with: bucket, package, identifier, versions.</summary>
internal static class TrivyFeed
{
    // Of the buckets of distributions the name, of which the last word is the release, and of Red Hat's products the numbers.
    private static readonly Dictionary<string, string> Distributions = new()
    {
        ["alma"] = "AlmaLinux",
        ["alpine"] = "Alpine",
        ["amazon linux"] = "Amazon Linux",
        ["CBL-Mariner"] = "Azure Linux",
        ["debian"] = "Debian",
        ["openSUSE"] = "openSUSE",
        ["openSUSE Leap"] = "openSUSE:Leap ",
        ["Oracle Linux"] = "Oracle Linux",
        ["Photon OS"] = "Photon OS",
        ["rocky"] = "Rocky Linux",
        ["SUSE Linux Enterprise"] = "SUSE:Linux Enterprise Server ",
        ["SUSE Linux Enterprise Micro"] = "SUSE:Linux Enterprise Micro ",
        ["ubuntu"] = "Ubuntu",
    };

    private static readonly Dictionary<string, string> Languages = new()
    {
        ["cargo"] = "crates.io",
        ["cocoapods"] = "CocoaPods",
        ["composer"] = "Packagist",
        ["conan"] = "ConanCenter",
        ["erlang"] = "Hex",
        ["go"] = "Go",
        ["k8s"] = "Kubernetes",
        ["maven"] = "Maven",
        ["npm"] = "npm",
        ["nuget"] = "NuGet",
        ["pip"] = "PyPI",
        ["pub"] = "Pub",
        ["rubygems"] = "RubyGems",
        ["swift"] = "SwiftURL",
    };

    private static readonly Dictionary<string, string> RedHatProducts = new() { ["857"] = "6", ["869"] = "7" };

    public static IReadOnlyList<Advisory> Read()
    {
        List<Advisory> advisories = [];
        foreach (string file in Directory.EnumerateFiles(Corpus.Require("vulnerabilities", "feed"), "*.yaml").Order(StringComparer.Ordinal))
        {
            if (Path.GetFileName(file) is "vulnerability.yaml" or "data-source.yaml" or "cpe.yaml")
                continue;
            DocumentSet set = new DocumentReader().Read(File.ReadAllText(file), file);
            Assert.That(set.Errors, Is.Empty, file);
            foreach (DocumentNode bucket in Items(set.Documents.Single()))
                foreach (DocumentNode package in Items(Field(bucket, "pairs")))
                    foreach (DocumentNode flaw in Items(Field(package, "pairs")))
                        advisories.AddRange(Flaw(Text(bucket, "bucket")!, Text(package, "bucket")!, Text(flaw, "key")!.Trim(), Field(flaw, "value")));
        }

        return advisories;
    }

    private static IEnumerable<Advisory> Flaw(string bucket, string package, string id, DocumentNode? value)
    {
        int mark = bucket.IndexOf("::", StringComparison.Ordinal);
        if (mark >= 0)
            return [Language(AdvisoryEcosystem.Parse(Languages[bucket[..mark]]), package, id, value)];
        if (bucket == "Red Hat")
            return Items(Field(value, "Entries")).SelectMany(e => RedHat(package, id, e));
        int space = bucket.LastIndexOf(' ');
        string name = Distributions[bucket[..space]];
        string release = bucket[(space + 1)..];
        string ecosystem = name.Contains(':')
            ? name + release.Replace("-SP", " SP", StringComparison.Ordinal)
            : $"{name}:{release}";
        return [Distribution(AdvisoryEcosystem.Parse(ecosystem), package, id, Text(value, "FixedVersion"), Text(value, "Status"))];
    }

    private static IEnumerable<Advisory> RedHat(string package, string id, DocumentNode entry)
    {
        string[] ids = [.. Items(Field(entry, "Cves")).Select(c => Text(c, "ID") ?? id)];
        foreach (string product in Items(Field(entry, "Affected")).Select(a => ((ScalarNode)a).Text))
            if (RedHatProducts.TryGetValue(product, out string? release))
                foreach (string cve in ids)
                    yield return Distribution(
                        AdvisoryEcosystem.Parse($"Red Hat:enterprise_linux:{release}"),
                        package,
                        cve,
                        Text(entry, "FixedVersion"),
                        Text(entry, "Status"));
    }

    private static Advisory Distribution(AdvisoryEcosystem ecosystem, string package, string id, string? fix, string? status) => new(id)
    {
        Source = "trivy",
        Affected =
        [
            new AffectedPackage(ecosystem, package)
            {
                Ranges = [AffectedRange.Before(fix)],
                Status = status switch
                {
                    "5" => VulnerabilityStatus.WillNotFix,
                    "7" => VulnerabilityStatus.EndOfLife,
                    _ => VulnerabilityStatus.Affected,
                },
            },
        ],
    };

    private static Advisory Language(AdvisoryEcosystem ecosystem, string package, string id, DocumentNode? value)
    {
        string[] patched = [.. Items(Field(value, "PatchedVersions")).Select(v => ((ScalarNode)v).Text)];
        VersionConstraint[] vulnerable = [.. Items(Field(value, "VulnerableVersions")).Select(v => Constraint(ecosystem, ((ScalarNode)v).Text))];
        return new Advisory(id)
        {
            Source = "trivy",
            Affected =
            [
                new AffectedPackage(ecosystem, package)
                {
                    Constraints = vulnerable,
                    Unaffected = vulnerable.Length == 0 ? [.. patched.Select(p => Constraint(ecosystem, p))] : [],
                    FixedVersions = vulnerable.Length == 0 ? [] : patched,
                },
            ],
        };
    }

    private static VersionConstraint Constraint(AdvisoryEcosystem ecosystem, string text)
    {
        Assert.That(VersionConstraint.TryParse(ecosystem.Versions!.Value, text, out VersionConstraint? constraint, out string? error), Is.True, error);
        return constraint!;
    }

    private static DocumentNode? Field(DocumentNode? node, string name) => (node as MappingNode)?[name];

    private static string? Text(DocumentNode? node, string name) => (Field(node, name) as ScalarNode)?.Text;

    private static IReadOnlyList<DocumentNode> Items(DocumentNode? node) => (node as SequenceNode)?.Items ?? [];
}
