using ContainerSecurity.Access;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Reports.Rbac;

/// <summary>The parts that the JSON of access reports shares.</summary>
internal static class RbacJson
{
    public static void WriteGrant(JsonTextWriter json, string? name, RbacGrant grant)
    {
        json.Open('{', name).Value("reason", grant.Reason);
        WriteSubject(json, "subject", grant.Subject);
        if (grant.Binding is { } binding)
            WriteObject(json, "binding", binding.Kind, binding.Namespace, binding.Name, binding.Location);
        else
            json.Value("binding", (string?)null);
        if (grant.Role is { } role)
            WriteObject(json, "role", role.Kind, role.Namespace, role.Name, role.Location);
        else
            json.Value("role", (string?)null);
        if (grant.Rule is { } rule)
            WriteRule(json, "rule", rule);
        else
            json.Value("rule", (string?)null);
        json.Close('}');
    }

    public static void WriteSubject(JsonTextWriter json, string? name, RbacSubject subject)
    {
        json.Open('{', name).Value("kind", subject.Kind.ToString()).Value("namespace", subject.Namespace).Value("name", subject.Name);
        WriteLocation(json, "location", subject.Location);
        json.Close('}');
    }

    public static void WriteRule(JsonTextWriter json, string? name, RbacRule rule)
    {
        json.Open('{', name).Values("verbs", rule.Verbs).Values("apiGroups", rule.ApiGroups).Values("resources", rule.Resources)
            .Values("resourceNames", rule.ResourceNames).Values("nonResourceURLs", rule.NonResourceUrls);
        WriteLocation(json, "location", rule.Location);
        json.Close('}');
    }

    public static void WriteGaps(JsonTextWriter json, IReadOnlyList<RbacGap> gaps)
    {
        json.Open('[', "notKnown");
        foreach (RbacGap gap in gaps)
        {
            json.Open('{').Value("reason", gap.Reason);
            WriteLocation(json, "location", gap.Location);
            json.Close('}');
        }
        json.Close(']');
    }

    public static void WriteLocations(JsonTextWriter json, string name, IReadOnlyList<DocumentLocation> locations)
    {
        json.Open('[', name);
        foreach (DocumentLocation location in locations)
            WriteLocation(json, null, location);
        json.Close(']');
    }

    private static void WriteObject(JsonTextWriter json, string name, string kind, string? space, string title, DocumentLocation? location)
    {
        json.Open('{', name).Value("kind", kind).Value("namespace", space).Value("name", title);
        WriteLocation(json, "location", location);
        json.Close('}');
    }

    private static void WriteLocation(JsonTextWriter json, string? name, DocumentLocation? location)
    {
        if (location is null)
        {
            json.Value(name, (string?)null);
            return;
        }
        SourceSpan span = location.Span;
        json.Open('{', name).Value("file", location.File.Path).Value("line", span.Line).Value("column", span.Column)
            .Value("endLine", span.EndLine).Value("endColumn", span.EndColumn).Value("path", location.Path).Close('}');
    }
}
