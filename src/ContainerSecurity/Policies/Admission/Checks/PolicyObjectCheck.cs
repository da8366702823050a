using ContainerSecurity.Documents;
using ContainerSecurity.Policies.Admission.Gatekeeper;
using ContainerSecurity.Policies.Admission.Mutations;

namespace ContainerSecurity.Policies.Admission.Checks;

/// <summary>
/// Checks the objects of a set of policies as the API server and the engines behind its webhooks do before they take
/// one, and what in them refers to what is not there.
/// </summary>
internal sealed class PolicyObjectCheck(IReadOnlyList<PolicyDefinition> policies)
{
    private const int MaxAnnotations = 256 * 1024;
    private readonly PolicyFindings findings = new();

    public IReadOnlyList<DocumentError> Errors => findings.Errors;

    public IReadOnlyList<DocumentError> Warnings => findings.Warnings;

    public void Check(MappingNode node, string group, string kind)
    {
        if (PolicyShapes.Find(group, kind) is not { } shape)
        {
            if (AdmissionPolicySet.IsPolicyObject(node))
                findings.Warn(node, $"'{kind}' of {group} is no kind that is read here: nothing of it is checked or evaluated.");
            return;
        }
        findings.RequireShape(node, shape);
        CheckMetadata(node);
        CheckSpec(node, group, kind);
        foreach (PolicyDefinition policy in policies.Where(p => p.Node == node))
            new ExpressionsCheck(findings, policy).Check();
    }

    private void CheckSpec(MappingNode node, string group, string kind)
    {
        var specs = new PolicySpecCheck(findings);
        MappingNode? spec = node.Mapping("spec");
        switch (group, kind)
        {
            case (ValidatingAdmissionPolicyReader.Group, ValidatingAdmissionPolicyReader.Kind):
                specs.Check(node, isMutation: false);
                break;
            case (ValidatingAdmissionPolicyReader.Group, MutatingPolicyReader.Kind):
                specs.Check(node, isMutation: true);
                break;
            case (ValidatingAdmissionPolicyReader.Group, ValidatingAdmissionPolicyReader.BindingKind):
                new BindingCheck(findings).Check(node, isMutation: false);
                RequireReference(spec, "policyName", ValidatingAdmissionPolicyReader.Kind);
                break;
            case (ValidatingAdmissionPolicyReader.Group, MutatingPolicyReader.BindingKind):
                new BindingCheck(findings).Check(node, isMutation: true);
                RequireReference(spec, "policyName", MutatingPolicyReader.Kind);
                break;
            default:
                new OtherEnginesCheck(findings, RequireReference).Check(node, spec, group, kind);
                RequireTemplate(node, group, kind);
                break;
        }
    }

    private void CheckMetadata(MappingNode node)
    {
        MappingNode? metadata = node.Mapping("metadata");
        if ((metadata.Text("name") ?? metadata.Text("generateName") ?? "").Length == 0)
            findings.ReportMissing(node, "metadata.name");
        foreach (string problem in metadata.Text("name") is { Length: > 0 } name ? PolicyNames.OfObject(name) : [])
            findings.Report(metadata!["name"]!, problem + ".");
        int size = 0;
        foreach (MappingEntry entry in metadata.Mapping("annotations")?.Entries ?? [])
        {
            foreach (string problem in PolicyNames.OfKey(PolicyNames.Lower(entry.Key)))
                findings.Report(entry.Value, problem + ".");
            size += PolicyNames.Bytes(entry.Key) + PolicyNames.Bytes((entry.Value as ScalarNode)?.Text ?? "");
        }
        if (size > MaxAnnotations)
            findings.Report(metadata!["annotations"]!, $"must have at most {MaxAnnotations} bytes.");
        new MatchResourcesCheck(findings).CheckLabels(metadata.Mapping("labels"));
    }

    /// <summary>Warns where no template is of a constraint's kind, unless there are none and it may go with others.</summary>
    private void RequireTemplate(MappingNode node, string group, string kind)
    {
        string[] kinds = [.. policies.Where(p => p.Kind == ConstraintTemplateReader.Kind).Select(p => p.ParameterKind.FindText("kind") ?? "").Distinct()];
        if (group == ConstraintTemplateReader.ConstraintGroup && kinds.Length > 0 && !kinds.Contains(kind))
            findings.Warn(node, $"there is no template of constraints of the kind '{kind}' here{Suggestion.For(kind, kinds)}.");
    }

    /// <summary>Warns where a policy is named that is not there, unless the file has none of the kind and may go with others.</summary>
    private void RequireReference(MappingNode? within, string key, string kind)
    {
        string[] known = [.. policies.Where(p => p.Kind == kind).Select(p => p.Name).Distinct()];
        if (within?[key] is ScalarNode { IsNull: false, Text: { Length: > 0 } name } node && known.Length > 0 && !known.Contains(name))
            findings.Warn(node, $"there is no {kind} '{name}' here{Suggestion.For(name, known)}.");
    }
}
