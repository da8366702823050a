using ContainerSecurity.Documents;

namespace ContainerSecurity.Policies.Admission.Checks;

/// <summary>Checks <c>matchConstraints</c> of a policy and <c>matchResources</c> of a binding as the API server does.</summary>
internal sealed class MatchResourcesCheck(PolicyFindings findings)
{
    private const string Any = "*";
    private static readonly string[] Operations = [Any, "CONNECT", "CREATE", "DELETE", "UPDATE"];
    private static readonly string[] MutatingOperations = [Any, "CONNECT", "CREATE", "UPDATE"];

    /// <summary>Checks the constraints of a policy, which need a rule.</summary>
    public void CheckConstraints(MappingNode? spec, bool isMutation)
    {
        if (spec.Mapping("matchConstraints") is not { } constraints)
        {
            findings.ReportMissing(spec!, "matchConstraints");
            return;
        }
        if (constraints.Items("resourceRules").Count == 0)
            findings.ReportMissing(constraints, "resourceRules");
        Check(constraints, isMutation);
    }

    public void Check(MappingNode match, bool isMutation)
    {
        findings.RequireOneOf(match, "matchPolicy", "Equivalent", "Exact");
        CheckSelector(match.Mapping("namespaceSelector"));
        CheckSelector(match.Mapping("objectSelector"));
        foreach (MappingNode rule in match.Mappings("resourceRules"))
            CheckRule(rule, isMutation);
        foreach (MappingNode rule in match.Mappings("excludeResourceRules"))
            CheckRule(rule, isMutation: false);
    }

    public void CheckLabels(MappingNode? labels)
    {
        foreach (MappingEntry label in labels?.Entries ?? [])
        {
            Say(label.Value, PolicyNames.OfKey(label.Key));
            if (label.Value is ScalarNode value)
                Say(value, PolicyNames.OfLabelValue(value.Text));
        }
    }

    public void CheckSelector(MappingNode? selector)
    {
        CheckLabels(selector.Mapping("matchLabels"));
        foreach (MappingNode term in selector.Mappings("matchExpressions"))
        {
            string @operator = term.Text("operator") ?? "";
            bool hasValues = term.Items("values").Count > 0;
            if (@operator is not ("In" or "NotIn" or "Exists" or "DoesNotExist"))
                findings.Report(term["operator"] ?? term, $"'{@operator}' is not a valid selector operator; write In, NotIn, Exists or DoesNotExist.");
            else if (@operator is "In" or "NotIn" && !hasValues)
                findings.ReportMissing(term, "values", "the operator compares with values");
            else if (@operator is "Exists" or "DoesNotExist" && hasValues)
                findings.Report(term["values"]!, "may not be specified: the operator compares with no values.");
            Say(term["key"] ?? term, PolicyNames.OfKey(term.Text("key") ?? ""));
            foreach (ScalarNode value in term.Texts("values"))
                Say(value, PolicyNames.OfLabelValue(value.Text));
        }
    }

    private void CheckRule(MappingNode rule, bool isMutation)
    {
        RequireAlone(rule, "operations", "operations");
        foreach (ScalarNode operation in rule.Texts("operations"))
            findings.RequireOneOf(operation, isMutation ? MutatingOperations : Operations);
        RequireAlone(rule, "apiGroups", "API groups");
        RequireAlone(rule, "apiVersions", "API versions");
        foreach (ScalarNode version in rule.Texts("apiVersions").Where(v => v.Text.Length == 0))
            findings.Report(version, "is required.");
        CheckResources(rule);
        findings.RequireOneOf(rule, "scope", Any, "Cluster", "Namespaced");
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (ScalarNode name in rule.Texts("resourceNames"))
        {
            Say(name, PolicyNames.OfPathSegment(name.Text));
            if (!names.Add(name.Text))
                findings.Report(name, $"'{name.Text}' stands here twice.");
        }
    }

    /// <summary>A list must hold something, and where it holds everything, nothing else.</summary>
    private void RequireAlone(MappingNode rule, string key, string what)
    {
        ScalarNode[] words = rule.Texts(key);
        if (rule.Items(key).Count == 0)
            findings.ReportMissing(rule, key);
        else if (words.Length > 1 && words.Any(w => w.Text == Any))
            findings.Report(rule[key]!, $"if '*' is present, no other {what} may be.");
    }

    private void CheckResources(MappingNode rule)
    {
        ScalarNode[] resources = rule.Texts("resources");
        if (rule.Items("resources").Count == 0)
            findings.ReportMissing(rule, "resources");
        var wholes = new HashSet<string>(StringComparer.Ordinal);
        var subresources = new HashSet<string>(StringComparer.Ordinal);
        bool isLastPlain = false;
        foreach (ScalarNode node in resources)
        {
            string[] parts = node.Text.Split(['/'], 2);
            if (node.Text.Length == 0)
                findings.Report(node, "is required.");
            else if (parts.Length == 1)
                isLastPlain = node.Text != Any;
            else
                CheckSubresource(node, parts[0], parts[1], wholes, subresources);
            if (node.Text.Any(char.IsUpper))
                findings.Warn(
                    node,
                    $"no resource is called '{node.Text}', so the rule matches nothing; write the plural in lower "
                        + $"case, such as '{KindNames.Plural(parts[0])}'.");
        }
        if (resources.Length > 1 && resources.Any(r => r.Text == "*/*"))
            findings.Report(rule["resources"]!, "if '*/*' is present, no other resources may be.");
        if (isLastPlain && resources.Any(r => r.Text == Any))
            findings.Report(rule["resources"]!, "if '*' is present, no other resources without subresources may be.");
    }

    private void CheckSubresource(ScalarNode node, string resource, string subresource, HashSet<string> wholes, HashSet<string> subresources)
    {
        if (wholes.Contains(resource))
            findings.Report(node, $"if '{resource}/*' is present, '{node.Text}' may not be.");
        if (subresources.Contains(subresource))
            findings.Report(node, $"if '*/{subresource}' is present, '{node.Text}' may not be.");
        if (subresource == Any)
            wholes.Add(resource);
        if (resource == Any)
            subresources.Add(subresource);
    }

    private void Say(DocumentNode at, IEnumerable<string> problems)
    {
        foreach (string problem in problems)
            findings.Report(at, problem + ".");
    }
}
