using ContainerSecurity.Secrets;

namespace ContainerSecurity.Rules.Secrets;

/// <summary>CSEC4001: no text holds tokens, keys or passwords (NIST SP 800-190 3.1.4).</summary>
internal sealed class HardCodedSecret() : SecretRule(new(Id, "hard-coded-secret", Severity.Critical,
    "Token, key or password in plain text",
    "Revoke it where it was issued, and take the value from a Secret or a secret store.")
{
    PointsAtSecret = true,
    References = ["CIS Kubernetes 5.4.1", "NSA/CISA Kubernetes Hardening: Secrets", "NIST SP 800-190 3.1.4"],
}, SecretKind.Token, SecretKind.Credential)
{
    /// <summary>The rule's ID.</summary>
    internal const string Id = "CSEC4001";
}
