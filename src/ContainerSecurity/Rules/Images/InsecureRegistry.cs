using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Docker;

namespace ContainerSecurity.Rules.Images;

/// <summary>CSEC1015: engines talk to registries by TLS with a certificate that is checked (CIS Docker 2.5).</summary>
internal sealed class InsecureRegistry() : Rule(new("CSEC1015", "insecure-registry", Severity.High,
    "Registry is talked to without checked TLS",
    "Give the registry a certificate and remove it from 'insecure-registries'; a private authority's belongs to /etc/docker/certs.d.")
{
    References = ["CIS Docker 2.5", "NIST SP 800-190 3.2.1"],
}), IJudges<DockerDaemon>
{
    public void Judge(DockerDaemon daemon, RuleContext context)
    {
        foreach (Field<string> registry in daemon.InsecureRegistries)
            context.Report(
                registry,
                $"{daemon} pulls from the registry '{registry}' without checking who answers: whoever sits between puts in an image of his own. Allowed: none but the machine's own.");
    }
}
