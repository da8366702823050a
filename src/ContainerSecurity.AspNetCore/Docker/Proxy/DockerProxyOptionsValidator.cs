using Microsoft.Extensions.Options;

namespace ContainerSecurity.AspNetCore.Docker.Proxy;

/// <summary>Says at the start what of the proxy's options would fail later.</summary>
internal sealed class DockerProxyOptionsValidator : IValidateOptions<DockerProxyOptions>
{
    private const long MinAnswer = 64 * 1024, MaxAnswer = 1024 * 1024 * 1024;

    public ValidateOptionsResult Validate(string? name, DockerProxyOptions options) => Problem(options) is { } problem
        ? ValidateOptionsResult.Fail(problem)
        : ValidateOptionsResult.Success;

    private static string? Problem(DockerProxyOptions options) => options switch
    {
        _ when options.Engine.Problem() is { } problem => problem,
        { MaxFilteredAnswerLength: < MinAnswer or > MaxAnswer } =>
            $"An answer that is filtered is {MinAnswer} to {MaxAnswer} bytes long, not {options.MaxFilteredAnswerLength}.",
        { TeamHeader: null or "" } => "The header that names the team has no name.",
        { ClientCertificateAuthorities.Count: 0 } => "No authority is given that may sign the certificates of clients: leave the collection out, or fill it.",
        { TrustsUnixPeers: true } when !OperatingSystem.IsLinux() => "Users are known by their unix socket on Linux only.",
        _ => null,
    };
}
