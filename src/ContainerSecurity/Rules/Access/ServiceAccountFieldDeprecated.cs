using ContainerSecurity.Documents;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Access;

/// <summary>CSEC5053: pods name their service account by the field that has this meaning.</summary>
internal sealed class ServiceAccountFieldDeprecated() : Rule(new("CSEC5053", "service-account-field-deprecated", Severity.Low,
    "Service account by its deprecated field",
    "Write 'serviceAccountName' in the place of 'serviceAccount'.")
{
    IsKubernetesOnly = true,
}), IJudges<Workload>
{
    /// <summary>The API server fills in the old field beside the new one; by itself it is somebody's writing.</summary>
    public void Judge(Workload workload, RuleContext context)
    {
        Field<string> old = workload.Pod.Text("serviceAccount");
        if (old.Is(a => a.Length > 0) && workload.Pod.Text("serviceAccountName").IsMissing)
            context.Report(old, $"{workload} names its service account '{old}' by the deprecated field 'serviceAccount'. Allowed: serviceAccountName.");
    }
}
