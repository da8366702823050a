namespace ContainerSecurity.Images.Registries;

/// <summary>What a registry is told of who asks.</summary>
/// <param name="User">The name; empty with an identity token.</param>
/// <param name="Secret">The password, or the identity token.</param>
/// <param name="IsIdentityToken">Whether the secret is an identity token, which is changed for others and never sent to the registry.</param>
public sealed record RegistryCredential(string User, string Secret, bool IsIdentityToken = false)
{
    /// <summary>The name alone: secrets are not shown.</summary>
    public override string ToString() => IsIdentityToken ? "(identity token)" : User;
}
