using ContainerSecurity.Documents;

namespace ContainerSecurity.Policies.Admission.Checks;

/// <summary>Checks bindings of the API server's policies.</summary>
internal sealed class BindingCheck(PolicyFindings findings)
{
    private static readonly string[] Actions = ["Audit", "Deny", "Warn"];

    public void Check(MappingNode node, bool isMutation)
    {
        MappingNode? spec = node.Mapping("spec");
        if (spec is null)
        {
            findings.ReportMissing(node, "spec");
            return;
        }
        string name = spec.Text("policyName") ?? "";
        if (name.Length == 0)
            findings.ReportMissing(spec, "policyName");
        else
            foreach (string problem in PolicyNames.OfObject(name))
                findings.Report(spec["policyName"]!, problem + ".");
        if (spec.Mapping("paramRef") is { } reference)
            CheckReference(reference);
        if (spec.Mapping("matchResources") is { } match)
            new MatchResourcesCheck(findings).Check(match, isMutation);
        if (!isMutation)
            CheckActions(spec, isRequired: true);
    }

    /// <summary>Checks what is done about violations.</summary>
    public void CheckActions(MappingNode spec, bool isRequired)
    {
        ScalarNode[] actions = spec.Texts("validationActions");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (ScalarNode action in actions)
        {
            findings.RequireOneOf(action, Actions);
            if (!seen.Add(action.Text))
                findings.Report(action, $"'{action.Text}' stands here twice.");
        }
        if (isRequired && seen.Contains("Deny") && seen.Contains("Warn"))
            findings.Report(spec["validationActions"]!, "must not contain both Deny and Warn: whoever is denied is told already.");
        if (isRequired && seen.Count == 0)
            findings.ReportMissing(spec, "validationActions", "Deny, Warn or Audit");
    }

    private void CheckReference(MappingNode reference)
    {
        string name = reference.Text("name") ?? "";
        bool selects = !reference.IsAbsent("selector");
        foreach (string problem in PolicyNames.OfPathSegment(name))
            findings.Report(reference["name"]!, problem + ".");
        if (name.Length > 0 && selects)
            findings.Report(reference["selector"]!, "name and selector are mutually exclusive.");
        if (name.Length == 0 && !selects)
            findings.Report(reference, "one of name or selector must be specified.");
        new MatchResourcesCheck(findings).CheckSelector(reference.Mapping("selector"));
        if ((reference.Text("parameterNotFoundAction") ?? "").Length == 0)
            findings.ReportMissing(reference, "parameterNotFoundAction", "Allow or Deny");
        else
            findings.RequireOneOf(reference, "parameterNotFoundAction", "Allow", "Deny");
    }
}
