using ContainerSecurity.Secrets;

namespace ContainerSecurity.Rules.Secrets;

/// <summary>CSEC4003: no text holds a private key (NIST SP 800-190 3.1.4).</summary>
internal sealed class PrivateKey() : SecretRule(new(Id, "private-key", Severity.Critical,
    "Private key in plain text",
    "Replace the key pair, and keep the private key in a Secret or a secret store.")
{
    PointsAtSecret = true,
    References = ["NSA/CISA Kubernetes Hardening: Secrets", "NIST SP 800-190 3.1.4"],
}, SecretKind.PrivateKey)
{
    /// <summary>The rule's ID.</summary>
    internal const string Id = "CSEC4003";
}
