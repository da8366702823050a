using ContainerSecurity.Documents;

namespace ContainerSecurity.Policies.Trust;

/// <summary>A public key whose signatures a policy trusts: the text itself, or a file.</summary>
/// <param name="Pem">The key in PEM; null where it is in a file.</param>
/// <param name="File">The path of the file, relative to the current folder or rooted; null where the key stands in the policy.</param>
public sealed record RequiredKey(string? Pem, string? File)
{
    /// <summary>Where the policy names it; null for a policy made in code.</summary>
    public DocumentLocation? Location { get; init; }

    /// <summary>The name that people know it by: the file, or that it stands in the policy.</summary>
    public override string ToString() => File is null ? "a key in the policy" : $"the key {File}";
}
