using ContainerSecurity.SupplyChain.Inventories;

namespace ContainerSecurity.SupplyChain.Advisories.Matching;

/// <summary>A package under a name by which advisories may know it.</summary>
internal readonly record struct MatchSubject(InstalledPackage Package, AdvisoryEcosystem Ecosystem, string Name, string Version);
