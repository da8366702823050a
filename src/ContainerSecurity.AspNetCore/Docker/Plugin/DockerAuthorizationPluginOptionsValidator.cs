using Microsoft.Extensions.Options;

namespace ContainerSecurity.AspNetCore.Docker.Plugin;

/// <summary>Says at the start what of the plugin's options would fail later.</summary>
internal sealed class DockerAuthorizationPluginOptionsValidator : IValidateOptions<DockerAuthorizationPluginOptions>
{
    private const int FingerprintLength = 64;

    public ValidateOptionsResult Validate(string? name, DockerAuthorizationPluginOptions options)
    {
        string? wrong = options.ProxyCertificates.FirstOrDefault(c => PluginPeers.Normalize(c) is var text
            && (text.Length != FingerprintLength || !text.All(char.IsAsciiHexDigit)));
        return wrong is null
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"'{wrong}' is no SHA-256 fingerprint of a certificate: write its 64 hexadecimal digits.");
    }
}
