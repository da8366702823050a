using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Network;

/// <summary>CSEC7015: objects are written for API versions that the cluster serves.</summary>
internal sealed class DeprecatedApiVersion() : Rule(new("CSEC7015", "deprecated-api-version", Severity.Medium,
    "API version is removed from Kubernetes",
    "Move the object to the API version that replaces it.")
{
    IsKubernetesOnly = true,
}), IJudges<Resource>
{
    public void Judge(Resource resource, RuleContext context)
    {
        if (!resource.ApiVersion.IsKnown
            || RemovedApiVersions.Find(resource.ApiVersion.Value, resource.Kind) is not { } removal
            || context.Version < removal.Version)
            return;
        string allowed = RemovedApiVersions.ReplacementIn(context.Version, removal, resource.Kind) ?? "nothing; the kind itself is removed";
        context.Report(
            resource.ApiVersion,
            $"{resource} is written for {resource.ApiVersion}, which Kubernetes {removal.Version} removed; the policy "
                + $"is for {context.Version}. Allowed: {allowed}.");
    }
}
