using ContainerSecurity.Secrets.Encodings;
using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Secrets.Patterns;

/// <summary>Credentials of container tools: the configuration files of Docker and Kubernetes.</summary>
internal static class ContainerCredentials
{
    public static SecretPattern[] Patterns { get; } =
    [
        new("docker-config-auth", "Docker registry", @"[A-Za-z0-9+/]{8,4096}={0,2}")
        {
            Names = ["auth"],
            Verify = static value => SecretVerdict.NoneOrVerified(IsUserAndPassword(EncodedText.FromBase64(value))),
            Samples = ["{\"auths\":{\"ghcr.io\":{\"auth\":\"" + "bWU6azhYdzJRbVpyN1RiVm40THNZcA==" + "\"}}}"],
            Counterexamples = ["{\"auths\":{\"ghcr.io\":{\"auth\":\"aGVsbG8gd29ybGQ=\"}}}", "auth: required1"],
        },
    ];

    private static bool IsUserAndPassword(string? text)
    {
        int colon = text?.IndexOf(':') ?? -1;
        return colon > 0 && colon < text!.Length - 3 && text.All(c => c is > ' ' and < (char)127);
    }
}
