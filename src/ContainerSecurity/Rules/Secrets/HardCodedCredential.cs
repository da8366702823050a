using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Secrets;

/// <summary>CSEC4012: no literal is handed to what takes a credential (NIST SP 800-190 3.1.4).</summary>
public sealed class HardCodedCredential() : Rule<Resource>(new("CSEC4012", "hard-coded-credential", Severity.High,
    "Literal handed over as a credential",
    "Change the credential, and read it when the program runs: from configuration that is not in the repository, a Secret or a secret store.")
{
    PointsAtSecret = true,
    References = ["CIS Kubernetes 5.4.1", "NSA/CISA Kubernetes Hardening: Secrets", "NIST SP 800-190 3.1.4"],
})
{
    /// <inheritdoc/>
    protected override void Evaluate(Resource resource, RuleContext context)
    {
        foreach (SecretPlace place in context.Secrets)
            if (place.IsHandedOver(resource))
                context.Report(place, $"{Who(resource, place)} is a literal of {place.Secret.Length} characters that everyone who reads the {(resource is SourceCode ? "code" : "manifest")} can use. {Descriptor.Remediation}");
    }

    private static string Who(Resource resource, SecretPlace place) =>
        place.Taker is { } taker ? $"The value of '{taker}'"
        : resource is SourceCode ? "A credential in a text"
        : $"The credential that {resource.Kind} '{resource.Name}' passes to a command ({place.Secret.Service})";
}
