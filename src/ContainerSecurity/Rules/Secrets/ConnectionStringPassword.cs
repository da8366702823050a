using ContainerSecurity.Secrets;

namespace ContainerSecurity.Rules.Secrets;

/// <summary>CSEC4004: connection strings and URLs hold no password (NIST SP 800-190 3.1.4).</summary>
internal sealed class ConnectionStringPassword() : SecretRule(new(Id, "connection-string-password", Severity.Critical,
    "Password inside a connection string or URL",
    "Change the password, and put it into the connection string from a Secret or a secret store.")
{
    PointsAtSecret = true,
    References = ["NSA/CISA Kubernetes Hardening: Secrets", "NIST SP 800-190 3.1.4"],
}, SecretKind.ConnectionString)
{
    /// <summary>The rule's ID.</summary>
    internal const string Id = "CSEC4004";
}
