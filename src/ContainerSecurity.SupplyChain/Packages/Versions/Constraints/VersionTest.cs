namespace ContainerSecurity.SupplyChain.Packages.Versions.Constraints;

/// <summary>Says whether a version is meant.</summary>
internal delegate bool VersionTest(string version, bool includePrerelease);
