using ContainerSecurity.Access;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Reports.Rbac;

/// <summary>Writes what an authorizer says: as lines for people, or as JSON.</summary>
public static class RbacReport
{
    /// <summary>Writes a decision: yes, no or unknown, why, and where that is written.</summary>
    /// <param name="request">The request.</param>
    /// <param name="decision">The decision.</param>
    /// <param name="isJson">Whether to write JSON.</param>
    /// <param name="output">Receives the text.</param>
    public static void Write(RbacRequest request, RbacDecision decision, bool isJson, TextWriter output)
    {
        _ = request ?? throw new ArgumentNullException(nameof(request));
        _ = output ?? throw new ArgumentNullException(nameof(output));
        if (isJson)
        {
            JsonTextWriter json = new JsonTextWriter(output).Open('{').Value("schemaVersion", 1).Value("user", request.User.ToString())
                .Value("request", request.ToString())
                .Value("verdict", Word(decision.Verdict)).Value("reason", decision.Reason);
            if (decision.Grant is { } why)
                RbacJson.WriteGrant(json, "grant", why);
            else
                json.Value("grant", (string?)null);
            RbacJson.WriteGaps(json, decision.Gap is { } gap ? [gap] : []);
            json.Close('}');
            output.Write('\n');
            return;
        }
        var lines = new LineWriter(output);
        lines.WriteLine($"{(decision.Verdict switch { RbacVerdict.Allowed => "yes", RbacVerdict.Denied => "no", _ => "unknown" })}: {decision.Reason}");
        if (decision.Grant is { Rule: { } rule } grant)
        {
            lines.WriteLine($"  binding  {Place(grant.Binding?.Location)}");
            lines.WriteLine($"  role     {Place(grant.Role?.Location)}");
            lines.WriteLine($"  rule     {Place(rule.Location)}  {rule}");
        }
        else if (decision.Gap?.Location is { } place)
        {
            lines.WriteLine($"  {Place(place)}");
        }
    }

    /// <summary>Writes who may do a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="holders">Who may do it.</param>
    /// <param name="isJson">Whether to write JSON.</param>
    /// <param name="output">Receives the text.</param>
    public static void Write(RbacRequest request, RbacHolders holders, bool isJson, TextWriter output)
    {
        _ = request ?? throw new ArgumentNullException(nameof(request));
        _ = holders ?? throw new ArgumentNullException(nameof(holders));
        _ = output ?? throw new ArgumentNullException(nameof(output));
        if (isJson)
        {
            JsonTextWriter json = new JsonTextWriter(output).Open('{').Value("schemaVersion", 1).Value("request", request.ToString()).Open('[', "subjects");
            foreach (RbacGrant grant in holders.Grants)
                RbacJson.WriteGrant(json.Line(), null, grant);
            RbacJson.WriteGaps(json.Close(']'), holders.Gaps);
            json.Close('}');
            output.Write('\n');
            return;
        }
        string[][] rows = [.. holders.Grants.Select(g => new[]
        {
            g.Subject.Kind.ToString(), g.Subject.Namespace is null ? g.Subject.Name : $"{g.Subject.Namespace}/{g.Subject.Name}",
            g.Binding?.ToString() ?? "(above RBAC)", g.Role?.ToString() ?? "", g.Binding is null ? "" : Place(g.Binding.Location),
        })];
        TextTable.Write(["Kind", "Subject", "Binding", "Role", "Where"], rows, output);
    }

    /// <summary>Writes what a user may do: the table that <c>kubectl auth can-i --list</c> prints, or each rule with what gives it.</summary>
    /// <param name="permissions">What the user may do.</param>
    /// <param name="isJson">Whether to write JSON.</param>
    /// <param name="output">Receives the text.</param>
    public static void Write(RbacPermissions permissions, bool isJson, TextWriter output)
    {
        _ = permissions ?? throw new ArgumentNullException(nameof(permissions));
        _ = output ?? throw new ArgumentNullException(nameof(output));
        if (isJson)
        {
            JsonTextWriter json = new JsonTextWriter(output).Open('{').Value("schemaVersion", 1).Value("user", permissions.User.ToString())
                .Values("groups", permissions.User.Groups)
                .Value("namespace", permissions.Namespace).Value("isMaster", permissions.User.IsMaster).Open('[', "grants");
            foreach (RbacGrant grant in permissions.Grants)
                RbacJson.WriteGrant(json.Line(), null, grant);
            RbacJson.WriteGaps(json.Close(']'), permissions.Gaps);
            json.Close('}');
            output.Write('\n');
            return;
        }
        string[][] rows = [.. permissions.ToTable().Select(r => new[] { r.Resource, List(r.NonResourceUrls), List(r.ResourceNames), List(r.Verbs) })];
        TextTable.Write(["Resources", "Non-Resource URLs", "Resource Names", "Verbs"], rows, output);
    }

    /// <summary>Writes what a change allows and takes away.</summary>
    /// <param name="difference">The difference.</param>
    /// <param name="isJson">Whether to write JSON.</param>
    /// <param name="output">Receives the text.</param>
    public static void Write(RbacDifference difference, bool isJson, TextWriter output)
    {
        _ = difference ?? throw new ArgumentNullException(nameof(difference));
        _ = output ?? throw new ArgumentNullException(nameof(output));
        if (isJson)
        {
            JsonTextWriter json = new JsonTextWriter(output).Open('{').Value("schemaVersion", 1);
            Write(json, "gained", difference.Gained);
            Write(json, "lost", difference.Lost);
            RbacJson.WriteGaps(json, difference.Gaps);
            json.Close('}');
            output.Write('\n');
            return;
        }
        var lines = new LineWriter(output);
        foreach (RbacChange change in difference.Gained)
            Write(lines, "+", change);
        foreach (RbacChange change in difference.Lost)
            Write(lines, "-", change);
        lines.WriteLine($"{Count(difference.Gained)} gained, {Count(difference.Lost)} lost.");
    }

    private static void Write(JsonTextWriter json, string name, IReadOnlyList<RbacChange> changes)
    {
        json.Open('[', name);
        foreach (RbacChange change in changes)
        {
            json.Line().Open('{');
            RbacJson.WriteSubject(json, "subject", change.Subject);
            json.Value("namespace", change.Namespace).Open('[', "rules");
            foreach (RbacRule rule in change.Rules)
                RbacJson.WriteRule(json, null, rule);
            RbacJson.WriteGrant(json.Close(']'), "grant", change.Grant);
            json.Close('}');
        }
        json.Close(']');
    }

    private static void Write(LineWriter lines, string sign, RbacChange change)
    {
        string scope = change.Namespace is null ? "in the whole cluster" : $"in namespace {change.Namespace}";
        string place = Place(change.Grant.Rule?.Location ?? change.Grant.Binding?.Location);
        foreach (RbacRule rule in change.Rules)
            lines.WriteLine($"{sign} {change.Subject} {scope}: {rule}  ({change.Grant.Binding}, {place})");
    }

    private static int Count(IReadOnlyList<RbacChange> changes) => changes.Sum(c => c.Rules.Count);

    private static string Word(RbacVerdict verdict) => verdict switch { RbacVerdict.Allowed => "allowed", RbacVerdict.Denied => "denied", _ => "unknown" };

    private static string List(IReadOnlyList<string> names) => $"[{string.Join(" ", names)}]";

    private static string Place(DocumentLocation? location) => location is null ? "(as Kubernetes brings it)" : location.Place;
}
