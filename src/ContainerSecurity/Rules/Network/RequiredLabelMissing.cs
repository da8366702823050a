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
    Parameters = [RequiredLabels, RequiredAnnotations, LabelledKinds],
}), IJudges<Resource>, ICelRule
{
    private static readonly RuleParameter<IReadOnlyList<RequiredText>> RequiredLabels = RuleParameter.List("requiredLabels",
        "The labels that objects need, each with a regular expression for its value or none.", RequiredText.Kind, static text => new RequiredText(text));

    private static readonly RuleParameter<IReadOnlyList<RequiredText>> RequiredAnnotations = RuleParameter.List("requiredAnnotations",
        "The annotations that objects need, each with a regular expression for its value or none.", RequiredText.Kind, static text => new RequiredText(text));

    private static readonly RuleParameter<IReadOnlyList<string>> LabelledKinds = RuleParameter.List("labelledKinds",
        "The kinds to judge instead of workloads, namespaces, services, ingresses and volume claims.", ParameterKinds.ObjectKinds, static text => text);

    private static readonly string[] Kinds = ["Namespace", "Service", "Ingress", "PersistentVolumeClaim"];

    public void Judge(Resource resource, RuleContext context)
    {
        IReadOnlyList<string> kinds = context.Parameters.Get(LabelledKinds);
        if (kinds.Count > 0 ? !kinds.Contains(resource.Kind) : resource is not Workload && !Kinds.Contains(resource.Kind))
            return;
        Judge(resource, "label", resource.Labels, context.Parameters.Get(RequiredLabels), context);
        Judge(resource, "annotation", resource.Annotations, context.Parameters.Get(RequiredAnnotations), context);
    }

    private static void Judge(Resource resource, string what, FieldMap texts, IReadOnlyList<RequiredText> entries, RuleContext context)
    {
        foreach (RequiredText required in entries)
        {
            Field<string> value = texts[required.Name];
            if (!required.Refuses(value))
                continue;
            string found = value.IsMissing ? $"no {what} '{required.Name}'" : $"the {what} '{required.Name}: {value}'";
            context.Report(
                value,
                $"{resource} has {found}. Required: {(required.Pattern is null ? "any value" : $"a value that matches {required.Pattern}")}.");
        }
    }

    CelCheck? ICelRule.InCel(CelContext context)
    {
        string[] violations =
        [
            .. context.Parameters.Get(RequiredLabels).Select(e => e.RefusesInCel("object.metadata.?labels")),
            .. context.Parameters.Get(RequiredAnnotations).Select(e => e.RefusesInCel("object.metadata.?annotations")),
        ];
        string[] judged =
        [
            .. context.Parameters.Get(RequiredLabels).Select(e => $"object.metadata.?labels[?{CelText.Of(e.Name)}]"),
            .. context.Parameters.Get(RequiredAnnotations).Select(e => $"object.metadata.?annotations[?{CelText.Of(e.Name)}]"),
        ];
        return violations.Length == 0 || context.Parameters.Get(LabelledKinds).Count > 0 ? null : CelCheck.Objects(
            [
                .. AdmissionResources.Workloads, .. AdmissionResources.Namespaces, .. AdmissionResources.Services,
                .. AdmissionResources.Ingresses, .. AdmissionResources.PersistentVolumeClaims
            ],
            CelText.Any(violations)).JudgingOnly(judged);
    }
}
