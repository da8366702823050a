using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Docker;

/// <summary>What is asked of a builder beside the Dockerfile.</summary>
/// <param name="owner">What asks for it, such as <c>service</c> or <c>target</c>.</param>
/// <param name="name">Its name.</param>
internal sealed class BuildSettings(string owner, string name)
{
    /// <summary>What asks for the build, such as <c>service</c> or <c>target</c>.</summary>
    public string Owner => owner;

    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>The arguments.</summary>
    public IReadOnlyList<EnvironmentVariable> Arguments { get; init; } = [];

    /// <summary>Whether the build's steps have all rights of the builder.</summary>
    public Field<bool> IsPrivileged { get; init; }

    /// <summary>What the build may do beside, such as <c>security.insecure</c>.</summary>
    public FieldList<string> Entitlements { get; init; }

    /// <summary>The network of the build's steps; <c>host</c> for the host's.</summary>
    public Field<string> Network { get; init; }

    /// <summary>The images that take the place of names in the Dockerfile (<c>docker-image://</c>).</summary>
    public IReadOnlyList<Field<string>> Images { get; init; } = [];
}
