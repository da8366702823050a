namespace ContainerSecurity.SupplyChain.Inventories;

/// <summary>The release of an operating system, as <c>os-release</c> tells it.</summary>
/// <param name="Id">The distribution, such as <c>debian</c>, in lower case.</param>
/// <param name="Version">The version, such as <c>12</c> or <c>3.20.1</c>; null where it is not said.</param>
public sealed record OperatingSystemRelease(string Id, string? Version)
{
    /// <summary>The name for people, such as <c>Debian GNU/Linux 12 (bookworm)</c>; null where it is not said.</summary>
    public string? Name { get; init; }

    /// <summary>The distributions that it is like, such as <c>rhel</c>, <c>fedora</c>, nearest first.</summary>
    public IReadOnlyList<string> Likeness { get; init; } = [];
}
