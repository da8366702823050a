using Microsoft.Extensions.Options;

namespace ContainerSecurity.AspNetCore.Docker.Access;

/// <summary>Says at the start what of the access options would fail later.</summary>
internal sealed class DockerAccessOptionsValidator : IValidateOptions<DockerAccessOptions>
{
    public ValidateOptionsResult Validate(string? name, DockerAccessOptions options) => Problem(options) is { } problem
        ? ValidateOptionsResult.Fail(problem)
        : ValidateOptionsResult.Success;

    private static string? Problem(DockerAccessOptions options)
    {
        if (options.ReloadInterval < TimeSpan.FromMilliseconds(100) || options.ReloadInterval > TimeSpan.FromHours(1))
            return $"The file is looked at every 100 milliseconds to every hour, not every {options.ReloadInterval}.";
        switch (options)
        {
            case { File: null, Policy: null }:
                return "Nobody may do anything: give the access policy, as a file or as an object.";
            case { File: not null, Policy: not null }:
                return "The access policy is given twice: as a file and as an object.";
            default:
                var file = options.File is { } path ? new AccessFile(path) : null;
                if (file?.Problem is { } problem)
                    return problem;
                return options.Guardrails is not null && (options.Policy ?? file!.Policy!).Guardrails is not null
                    ? "The guardrails are given twice: in the access policy and beside it. Leave one of them out."
                    : null;
        }
    }
}
