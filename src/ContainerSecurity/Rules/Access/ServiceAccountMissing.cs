using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Access;

/// <summary>CSEC5023: pods name service accounts that exist.</summary>
internal sealed class ServiceAccountMissing() : Rule(new("CSEC5023", "service-account-missing", Severity.Low,
    "Names a service account that does not exist",
    "Add the ServiceAccount, or name one that exists.")
{
    IsKubernetesOnly = true,
    NeedsCompleteSet = true,
    ComparedKinds = ["ServiceAccount"],
    FactFields = [],
    References = ["NIST SP 800-190 3.3.2"],
}), IJudges<Workload>
{
    public void Judge(Workload resource, RuleContext context)
    {
        if (resource.ServiceAccountName.Is(n => n is not ("" or ServiceAccount.Default))
            && !context.Set.InNamespace<ServiceAccount>("ServiceAccount", resource.Namespace)
                .Any(a => a.Name.IsUnknown || a.Name.Is(resource.ServiceAccountName.Value)))
            context.Report(
                resource.ServiceAccountName,
                $"{resource} names the service account '{resource.ServiceAccountName}', which does not exist: no pod "
                    + $"is made until somebody makes it, with rights of his choice. Allowed: an account that exists.");
    }
}
