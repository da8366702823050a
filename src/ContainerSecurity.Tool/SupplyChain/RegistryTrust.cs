using ContainerSecurity.Images.Registries;
using ContainerSecurity.Policies.Trust;
using ContainerSecurity.SupplyChain.Approvals.Judging;
using ContainerSecurity.SupplyChain.Signatures.Images;

namespace ContainerSecurity.Tool.SupplyChain;

/// <summary>Verifies images in their registries, as who is logged in there, and asks stores of approvals for them.</summary>
internal static class RegistryTrust
{
    /// <param name="plainHttp">The registries that are asked without TLS.</param>
    public static IImageTrust Create(IEnumerable<string> plainHttp)
    {
        var registry = new RegistryOptions { Credentials = DockerConfigCredentials.Read(), PlainHttp = plainHttp.ToHashSet() };
        return new ApprovedImageTrust(new RegistryImageTrust(new RegistryImageTrustOptions { Registry = registry }), registry);
    }
}
