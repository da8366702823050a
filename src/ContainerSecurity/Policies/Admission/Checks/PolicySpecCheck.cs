using ContainerSecurity.Documents;

namespace ContainerSecurity.Policies.Admission.Checks;

/// <summary>Checks what policies of the API server and of Kyverno's newer group have in common, and what each has of its own.</summary>
internal sealed class PolicySpecCheck(PolicyFindings findings)
{
    private const int MaxConditions = 64;
    private const int MaxAuditAnnotations = 20;
    private const int MaxValueExpression = 5 * 1024;

    /// <summary>Checks a ValidatingAdmissionPolicy or MutatingAdmissionPolicy.</summary>
    public void Check(MappingNode node, bool isMutation)
    {
        if (node.Mapping("spec") is not { } spec)
        {
            findings.ReportMissing(node, "spec");
            return;
        }
        if (spec.Mapping("paramKind") is { } kind)
            CheckParamKind(kind);
        CheckCommon(spec, isMutation);
        if (isMutation)
            CheckMutations(spec, isApiServer: true);
        else
            CheckValidations(node, spec);
    }

    /// <summary>Checks what Kyverno's policies have too.</summary>
    public void CheckCommon(MappingNode spec, bool isMutation)
    {
        findings.RequireOneOf(spec, "failurePolicy", "Fail", "Ignore");
        new MatchResourcesCheck(findings).CheckConstraints(spec, isMutation);
        CheckConditions(spec, "matchConditions");
        CheckVariables(spec);
    }

    public void CheckConditions(MappingNode spec, string key)
    {
        if (spec.Items(key).Count > MaxConditions)
            findings.Report(spec[key]!, $"must have at most {MaxConditions} items.");
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (MappingNode condition in spec.Mappings(key))
        {
            RequireExpression(condition, "expression");
            string name = condition.Text("name") ?? "";
            if (name.Length == 0)
                findings.ReportMissing(condition, "name");
            foreach (string problem in name.Length == 0 ? [] : PolicyNames.OfKey(name))
                findings.Report(condition["name"]!, problem + ".");
            if (name.Length > 0 && !names.Add(name))
                findings.Report(condition["name"]!, $"'{name}' stands here twice.");
        }
    }

    public void CheckVariables(MappingNode spec)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (MappingNode variable in spec.Mappings("variables"))
        {
            RequireExpression(variable, "expression");
            string name = variable.Text("name") ?? "";
            if (string.IsNullOrWhiteSpace(name))
                findings.ReportMissing(variable, "name");
            else if (!PolicyNames.IsIdentifier(name))
                findings.Report(variable["name"]!, $"'{name}' is not a valid CEL identifier.");
            if (!names.Add(name))
                findings.Warn(variable["name"] ?? variable, $"the variable '{name}' is declared twice; which of them expressions read is left to chance.");
        }
    }

    private void CheckValidations(MappingNode node, MappingNode spec)
    {
        if (spec.Items("validations").Count + spec.Items("auditAnnotations").Count == 0)
            findings.ReportMissing(spec, "validations", "validations or auditAnnotations must contain at least one item");
        CheckValidations(spec, "validations", isApiServer: true);
        if (spec.Items("auditAnnotations").Count > MaxAuditAnnotations)
            findings.Report(spec["auditAnnotations"]!, $"must not have more than {MaxAuditAnnotations} items.");
        CheckAuditAnnotations(spec, node.Mapping("metadata").Text("name") ?? "");
    }

    public void CheckValidations(MappingNode spec, string key, bool isApiServer)
    {
        foreach (MappingNode validation in spec.Mappings(key))
        {
            RequireExpression(validation, "expression");
            // Kyverno and Gatekeeper pass messages on as they are.
            if (!isApiServer)
                continue;
            if (validation.Text("messageExpression") is { Length: > 0 } expression && string.IsNullOrWhiteSpace(expression))
                findings.Report(validation["messageExpression"]!, "must be non-empty if specified.");
            string message = validation.Text("message") ?? "";
            if (message.Length > 0 && string.IsNullOrWhiteSpace(message))
                findings.Report(validation["message"]!, "must be non-empty if specified.");
            else if (message.Trim().IndexOfAny(['\n', '\r']) >= 0)
                findings.Report(validation["message"]!, "must not contain line breaks.");
            findings.RequireOneOf(validation, "reason", "Forbidden", "Invalid", "RequestEntityTooLarge", "Unauthorized");
        }
    }

    public void CheckAuditAnnotations(MappingNode spec, string policyName)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (MappingNode annotation in spec.Mappings("auditAnnotations"))
        {
            string key = annotation.Text("key") ?? "";
            foreach (string problem in PolicyNames.OfKey($"{policyName}/{key}"))
                findings.Report(annotation["key"] ?? annotation, problem + ".");
            if (!keys.Add(key))
                findings.Report(annotation["key"] ?? annotation, $"'{key}' stands here twice.");
            RequireExpression(annotation, "valueExpression");
            if (PolicyNames.Bytes((annotation.Text("valueExpression") ?? "").Trim()) > MaxValueExpression)
                findings.Report(annotation["valueExpression"]!, $"must not exceed {MaxValueExpression} bytes in length.");
        }
    }

    public void CheckMutations(MappingNode spec, bool isApiServer)
    {
        if (spec.Items("mutations").Count == 0)
            findings.ReportMissing(spec, "mutations", "mutations must contain at least one item");
        foreach (MappingNode mutation in spec.Mappings("mutations"))
        {
            string type = mutation.Text("patchType") ?? "";
            (string own, string other) = type == "JSONPatch" ? ("jsonPatch", "applyConfiguration") : ("applyConfiguration", "jsonPatch");
            if (type.Length == 0 && isApiServer)
                findings.ReportMissing(mutation, "patchType", "ApplyConfiguration or JSONPatch");
            findings.RequireOneOf(mutation, "patchType", "ApplyConfiguration", "JSONPatch");
            if (type is not ("ApplyConfiguration" or "JSONPatch"))
                continue;
            if (mutation.Mapping(own) is not { } patch)
                findings.ReportMissing(mutation, own, $"it must be specified when patchType is {type}");
            else
                RequireExpression(patch, "expression");
            if (!mutation.IsAbsent(other))
                findings.Report(mutation[other]!, $"must not be specified when patchType is {type}.");
        }
        if (isApiServer && (spec.Text("reinvocationPolicy") ?? "").Length == 0)
            findings.ReportMissing(spec, "reinvocationPolicy", "IfNeeded or Never");
        else
            findings.RequireOneOf(spec, "reinvocationPolicy", "IfNeeded", "Never");
    }

    private void CheckParamKind(MappingNode kind)
    {
        string version = kind.Text("apiVersion") ?? "", name = kind.Text("kind") ?? "";
        string[] parts = version.Split('/');
        if (version.Length == 0)
            findings.ReportMissing(kind, "apiVersion");
        else if (parts.Length > 2)
            findings.Report(kind["apiVersion"]!, $"'{version}' is no API version; write GROUP/VERSION.");
        else
        {
            if (parts.Length == 2 && parts[0].Length > 0)
                Say(kind["apiVersion"]!, PolicyNames.OfObject(parts[0]));
            Say(kind["apiVersion"]!, parts[parts.Length - 1].Length == 0 ? ["version must be specified"] : PolicyNames.OfVersion(parts[parts.Length - 1]));
        }
        if (name.Length == 0)
            findings.ReportMissing(kind, "kind");
        else
            Say(kind["kind"]!, PolicyNames.OfKind(name));
    }

    private void RequireExpression(MappingNode within, string key)
    {
        if (string.IsNullOrWhiteSpace(within.Text(key)))
            findings.ReportMissing(within, key, "an expression");
    }

    private void Say(DocumentNode at, IEnumerable<string> problems)
    {
        foreach (string problem in problems)
            findings.Report(at, problem + ".");
    }
}
