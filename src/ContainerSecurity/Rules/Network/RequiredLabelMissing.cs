using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Network;

/// <summary>CSEC7017: objects say what the policy wants to know of them, such as their owner.</summary>
internal sealed class RequiredLabelMissing() : Rule(new("CSEC7017", "required-label-missing", Severity.Low,
    "Required label or annotation is missing",
    "Add the label or annotation to the object's metadata.")
{
    IsOptional = true,
    Parameters = ["requiredLabels", "requiredAnnotations", "labelledKinds"],
}), IJudges<Resource>, ICelRule
{
    private static readonly string[] Kinds = ["Namespace", "Service", "Ingress", "PersistentVolumeClaim"];

    public void Judge(Resource resource, RuleContext context)
    {
        IReadOnlyList<string> kinds = context.Parameters.List("labelledKinds");
        if (kinds.Count > 0 ? !kinds.Contains(resource.Kind) : resource is not Workload && !Kinds.Contains(resource.Kind))
            return;
        Judge(resource, "label", resource.Labels, context.Parameters.List("requiredLabels"), context);
        Judge(resource, "annotation", resource.Annotations, context.Parameters.List("requiredAnnotations"), context);
    }

    private static void Judge(Resource resource, string what, FieldMap texts, IReadOnlyList<string> entries, RuleContext context)
    {
        foreach (RequiredText required in entries.Select(e => new RequiredText(e)))
        {
            Field<string> value = texts[required.Name];
            if (!required.Refuses(value))
                continue;
            string found = value.IsMissing ? $"no {what} '{required.Name}'" : $"the {what} '{required.Name}: {value}'";
            context.Report(value, $"{resource.Kind} '{resource.Name}' has {found}. Required: {(required.Pattern is null ? "any value" : $"a value that matches {required.Pattern}")}.");
        }
    }

    CelCheck? ICelRule.InCel(CelContext context)
    {
        string[] violations =
        [
            .. context.Parameters.List("requiredLabels").Select(e => new RequiredText(e).RefusesInCel("object.metadata.?labels")),
            .. context.Parameters.List("requiredAnnotations").Select(e => new RequiredText(e).RefusesInCel("object.metadata.?annotations")),
        ];
        return violations.Length == 0 || context.Parameters.List("labelledKinds").Count > 0 ? null : CelCheck.Objects(
            [.. AdmissionResources.Workloads, .. AdmissionResources.Namespaces, .. AdmissionResources.Services, .. AdmissionResources.Ingresses, .. AdmissionResources.PersistentVolumeClaims],
            CelText.Any(violations));
    }
}
