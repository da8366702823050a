using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Docker;

namespace ContainerSecurity.Rules.Network;

/// <summary>CSEC7023: networks between hosts are encrypted (CIS Docker 7.3).</summary>
internal sealed class OverlayNetworkUnencrypted() : Rule(new("CSEC7023", "overlay-network-unencrypted", Severity.Medium,
    "Traffic between hosts is not encrypted",
    "Make the network with --opt encrypted.")
{
    References = ["CIS Docker 7.3", "NIST SP 800-190 3.3.2"],
}), IJudges<DockerNetwork>
{
    private const string Option = "encrypted";

    public void Judge(DockerNetwork network, RuleContext context)
    {
        Field<string> encrypted = network.Options[Option];
        if (network.Driver.Is("overlay") && (encrypted.IsMissing || encrypted.Is("false")))
            context.Report(encrypted, $"{network} carries traffic between hosts in the clear. Allowed: the option encrypted.");
    }
}
