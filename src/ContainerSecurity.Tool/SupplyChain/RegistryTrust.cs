using ContainerSecurity.Images.Registries;
using ContainerSecurity.Policies.Trust;
using ContainerSecurity.SupplyChain.Signatures.Images;

namespace ContainerSecurity.Tool.SupplyChain;

/// <summary>Verifies images in their registries, as who is logged in there.</summary>
internal static class RegistryTrust
{
    /// <param name="plainHttp">The registries that are asked without TLS.</param>
    public static IImageTrust Create(IEnumerable<string> plainHttp) => new RegistryImageTrust(new RegistryImageTrustOptions
    {
        Registry = new RegistryOptions { Credentials = DockerConfigCredentials.Read(), PlainHttp = plainHttp.ToHashSet() },
    });
}
