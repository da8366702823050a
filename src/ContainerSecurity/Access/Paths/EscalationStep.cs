using ContainerSecurity.Documents;

namespace ContainerSecurity.Access.Paths;

/// <summary>One step of a path.</summary>
/// <param name="From">Who takes it.</param>
/// <param name="To">Where it leads.</param>
/// <param name="Edge">What is done.</param>
/// <param name="Explanation">The step as one sentence.</param>
/// <param name="Grants">The bindings, roles and rules that allow it; none for what needs no right.</param>
/// <param name="Locations">Where the objects that allow it are written.</param>
public sealed record EscalationStep(EscalationNode From, EscalationNode To, EscalationEdge Edge, string Explanation,
    IReadOnlyList<RbacGrant> Grants, IReadOnlyList<DocumentLocation> Locations)
{
    /// <summary>The sentence with the place of the first object.</summary>
    public override string ToString() => Locations.Count > 0 ? $"{Explanation} ({Locations[0].Place})" : Explanation;
}
