using System.Text.Json;
using ContainerSecurity.Conformance;
using ContainerSecurity.SupplyChain.Packages.Versions;

namespace ContainerSecurity.SupplyChain.Tests.Packages.Versions;

/// <summary>The comparisons of versions that others' tools agree upon.</summary>
internal static class VersionCorpus
{
    /// <summary>The names of the files and what they are about.</summary>
    public static readonly IReadOnlyDictionary<string, PackageEcosystem> Ecosystems = new Dictionary<string, PackageEcosystem>
    {
        ["alpine"] = PackageEcosystem.Alpine,
        ["cran"] = PackageEcosystem.Cran,
        ["debian"] = PackageEcosystem.Debian,
        ["go"] = PackageEcosystem.Go,
        ["hackage"] = PackageEcosystem.Hackage,
        ["maven"] = PackageEcosystem.Maven,
        ["npm"] = PackageEcosystem.Npm,
        ["nuget"] = PackageEcosystem.NuGet,
        ["packagist"] = PackageEcosystem.Packagist,
        ["pub"] = PackageEcosystem.Pub,
        ["pypi"] = PackageEcosystem.PyPI,
        ["redhat"] = PackageEcosystem.Rpm,
        ["rubygems"] = PackageEcosystem.RubyGems,
        ["semver"] = PackageEcosystem.SemVer,
    };

    public static List<(string A, string B, int Expected)> Comparisons(string ecosystem)
    {
        using JsonDocument document = Read(ecosystem);
        return
        [
            .. document.RootElement.EnumerateArray()
                .Select(c => (c.GetProperty("a").GetString()!, c.GetProperty("b").GetString()!, c.GetProperty("expected").GetInt32())),
        ];
    }

    public static JsonDocument Read(string name) =>
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Corpus.Require("versions"), name + ".json")));
}
