using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Network;

/// <summary>CSEC7030: objects are written for API versions that are there to stay.</summary>
internal sealed class ApiVersionDeprecated() : Rule(new("CSEC7030", "api-version-deprecated", Severity.Low,
    "API version is deprecated",
    "Move the object to the API version that replaces it.")
{
    IsKubernetesOnly = true,
}), IJudges<Resource>
{
    /// <summary>What is removed already is said by CSEC7015.</summary>
    public void Judge(Resource resource, RuleContext context)
    {
        if (!resource.ApiVersion.IsKnown
            || DeprecatedApiVersions.Find(resource.ApiVersion.Value, resource.Kind) is not { } deprecation
            || context.Version < deprecation.Version
            || RemovedApiVersions.Find(resource.ApiVersion.Value, resource.Kind)?.Version <= context.Version)
            return;
        string removal = deprecation.Removal is { } version ? $"{version} removes it" : "no removal is planned";
        context.Report(
            resource.ApiVersion,
            $"{resource} is written for {resource.ApiVersion}, which Kubernetes {deprecation.Version} deprecated; {removal}. "
                + $"Allowed: {deprecation.Replacement ?? "nothing; the kind itself is deprecated"}.");
    }
}
