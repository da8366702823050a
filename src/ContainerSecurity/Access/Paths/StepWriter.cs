using ContainerSecurity.Documents;

namespace ContainerSecurity.Access.Paths;

/// <summary>Writes the edges of a path as steps: groups of nodes that are only passed through are left out.</summary>
internal static class StepWriter
{
    public static IReadOnlyList<EscalationStep> Write(AccessGraph graph, IReadOnlyList<GraphEdge> edges)
    {
        var steps = new List<EscalationStep>();
        for (int i = 0; i < edges.Count; i++)
        {
            if (edges[i].Kind is not { } kind)
                continue;
            int end = edges[i].To;
            for (int next = i + 1; next < edges.Count && edges[next].Kind is null; next++)
                end = edges[next].To;
            (EscalationNode from, EscalationNode to) = (graph[edges[i].From], graph[end]);
            steps.Add(new EscalationStep(from, to, kind, Explain(edges[i], kind, from, to),
                [.. edges[i].Grants.Select(g => g.Grant)], [.. LocationsOf(edges[i], from)]));
        }
        return steps;
    }

    private static string Explain(GraphEdge edge, EscalationEdge kind, EscalationNode from, EscalationNode to)
    {
        string result = kind.Result.Replace("{0}", to.ToString());
        if (edge.Grants.Length == 0)
            return $"{from} {(edge.Note is null ? "" : edge.Note + ", ")}{result}.";
        if (kind == EscalationEdge.Administrator)
            return $"{from} {result}, by {edge.Grants[0].Grant.Binding}.";
        string rights = string.Join(" and ", edge.Grants.Select(RightOf).Distinct());
        string where = edge.Where.Length > 0 ? " " + edge.Where : "";
        string note = edge.Note is null ? "" : $", {edge.Note}";
        return $"{from} may {rights}{where}, {result}{note} ({string.Join(", ", edge.Grants.Select(OriginOf).Distinct())}).";
    }

    private static string RightOf(PowerGrant grant) => $"{grant.Source.Verb} {grant.Source.Resource}{NamesOf(grant.Source.Names)}";

    private static string NamesOf(IReadOnlyList<string>? names) =>
        names is null ? "" : $" named {string.Join(", ", names.Take(3))}{(names.Count > 3 ? ", …" : "")}";

    private static string OriginOf(PowerGrant grant) => $"{grant.Grant.Binding} gives {grant.Grant.Role}";

    private static IEnumerable<DocumentLocation> LocationsOf(GraphEdge edge, EscalationNode from)
    {
        IEnumerable<DocumentLocation> of = edge.Grants.SelectMany(g => g.Grant.Locations);
        return (edge.Location is { } place ? of.Append(place) : of).DefaultIfEmpty(from.Location!).Where(l => l is not null).Distinct();
    }
}
