using ContainerSecurity.Documents;
using ContainerSecurity.Policies.Admission.Gatekeeper;
using ContainerSecurity.Policies.Admission.Kyverno;

namespace ContainerSecurity.Policies.Admission.Checks;

/// <summary>Checks the objects of Kyverno and Gatekeeper as their webhooks and schemas do.</summary>
/// <param name="findings">Takes what is wrong.</param>
/// <param name="requireReference">Warns where the text at a key names no policy of a kind.</param>
internal sealed class OtherEnginesCheck(PolicyFindings findings, Action<MappingNode?, string, string> requireReference)
{
    private const string NativeEngine = "K8sNativeValidation";
    private readonly PolicySpecCheck specs = new(findings);

    public void Check(MappingNode node, MappingNode? spec, string group, string kind)
    {
        if (spec is null)
        {
            if (group != ConstraintTemplateReader.ConstraintGroup)
                findings.ReportMissing(node, "spec");
            return;
        }
        switch (group, kind)
        {
            case (ValidatingPolicyReader.Group, PolicyExceptionReader.Kind):
                CheckException(spec);
                break;
            case (ValidatingPolicyReader.Group, _):
                CheckKyverno(node, spec, isMutation: kind == "MutatingPolicy");
                break;
            case (ClusterPolicyReader.Group, PolicyExceptionReader.Kind):
                foreach (MappingNode exception in spec.Mappings("exceptions"))
                    requireReference(exception, "policyName", "ClusterPolicy");
                break;
            case (ClusterPolicyReader.Group, _):
                CheckRules(spec);
                break;
            case (ConstraintTemplateReader.Group, _):
                CheckTemplate(node, spec);
                break;
            default:
                CheckConstraint(spec);
                break;
        }
    }

    private void CheckKyverno(MappingNode node, MappingNode spec, bool isMutation)
    {
        // Policies over plain JSON match no requests.
        if (spec.Mapping("evaluation").Text("mode") is not "JSON")
            specs.CheckCommon(spec, isMutation);
        findings.RequireOneOf(spec.Mapping("evaluation") ?? spec, "mode", "Kubernetes", "JSON");
        if (isMutation)
        {
            specs.CheckMutations(spec, isApiServer: false);
            return;
        }
        if (spec.Items("validations").Count == 0 && spec.Items("auditAnnotations").Count == 0)
            findings.ReportMissing(spec, "validations");
        specs.CheckValidations(spec, "validations", isApiServer: false);
        specs.CheckAuditAnnotations(spec, node.Mapping("metadata").Text("name") ?? "");
        new BindingCheck(findings).CheckActions(spec, isRequired: false);
    }

    private void CheckException(MappingNode spec)
    {
        if (spec.Items("policyRefs").Count == 0)
            findings.ReportMissing(spec, "policyRefs");
        foreach (MappingNode reference in spec.Mappings("policyRefs"))
        {
            foreach (string key in new[] { "name", "kind" })
                if (string.IsNullOrEmpty(reference.Text(key)))
                    findings.ReportMissing(reference, key);
            requireReference(reference, "name", reference.Text("kind") ?? "");
        }
        specs.CheckConditions(spec, "matchConditions");
    }

    private void CheckRules(MappingNode spec)
    {
        if (spec.Items("rules").Count == 0)
            findings.ReportMissing(spec, "rules");
        CheckAction(spec, "validationFailureAction");
        findings.RequireOneOf(spec, "failurePolicy", "Fail", "Ignore");
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (MappingNode rule in spec.Mappings("rules"))
        {
            string name = rule.Text("name") ?? "";
            if (name.Length == 0)
                findings.ReportMissing(rule, "name");
            else if (!names.Add(name))
                findings.Report(rule["name"]!, $"'{name}' stands here twice.");
            if (rule.Mapping("match") is null)
                findings.ReportMissing(rule, "match");
            if (rule.Mapping("validate") is { } validate)
                CheckAction(validate, "failureAction");
            specs.CheckConditions(rule, "celPreconditions");
            if (rule.Mapping("validate").Mapping("cel") is not { } cel)
                continue;
            if (cel.Items("expressions").Count == 0 && cel.Items("auditAnnotations").Count == 0)
                findings.ReportMissing(cel, "expressions");
            specs.CheckValidations(cel, "expressions", isApiServer: false);
            specs.CheckVariables(cel);
        }
    }

    private void CheckAction(MappingNode within, string key) => findings.RequireOneOf(within, key, "Audit", "Enforce", "audit", "enforce");

    private void CheckTemplate(MappingNode node, MappingNode spec)
    {
        string kind = spec.Mapping("crd").Mapping("spec").Mapping("names").Text("kind") ?? "";
        if (kind.Length == 0)
            findings.ReportMissing(spec, "crd.spec.names.kind");
        else if (node.Mapping("metadata").Text("name") is { } name && name != PolicyNames.Lower(kind))
            findings.Report(node.Mapping("metadata")!["name"]!, $"must be the kind of the constraints in lower case, '{PolicyNames.Lower(kind)}'.");
        if (spec.Items("targets").Count == 0)
            findings.ReportMissing(spec, "targets");
        foreach (MappingNode code in spec.Mappings("targets").SelectMany(t => t.Mappings("code")))
        {
            findings.RequireOneOf(code, "engine", NativeEngine, "Rego");
            if (code.Text("engine") != NativeEngine)
                continue;
            if (code.Mapping("source") is not { } source)
            {
                findings.ReportMissing(code, "source");
                continue;
            }
            findings.RequireShape(source, PolicyShapes.NativeValidation);
            findings.RequireOneOf(source, "failurePolicy", "Fail", "Ignore");
            specs.CheckConditions(source, "matchConditions");
            specs.CheckVariables(source);
            if (source.Items("validations").Count == 0)
                findings.ReportMissing(source, "validations");
            specs.CheckValidations(source, "validations", isApiServer: false);
        }
    }

    private void CheckConstraint(MappingNode spec)
    {
        findings.RequireOneOf(spec, "enforcementAction", "deny", "warn", "dryrun", "scoped");
        if (spec.Mapping("match") is not { } match)
            return;
        findings.RequireOneOf(match, "scope", "*", "Cluster", "Namespaced");
        var selectors = new MatchResourcesCheck(findings);
        selectors.CheckSelector(match.Mapping("labelSelector"));
        selectors.CheckSelector(match.Mapping("namespaceSelector"));
    }
}
