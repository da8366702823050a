using ContainerSecurity.Documents;

namespace ContainerSecurity.Access.Paths;

/// <summary>An edge of the graph.</summary>
/// <param name="From">The number of the node it leaves.</param>
/// <param name="To">The number of the node it reaches.</param>
/// <param name="Kind">What is done; null for one that is no step: a group of nodes holds a node.</param>
/// <param name="Grants">What allows it; empty for what needs no right.</param>
/// <param name="Where">Where the right holds, as a phrase; empty for nowhere in particular.</param>
/// <param name="Note">What it stands on besides rights, as a phrase; null for nothing.</param>
/// <param name="Location">Where that is written.</param>
internal sealed record GraphEdge(int From, int To, EscalationEdge? Kind, PowerGrant[] Grants, string Where, string? Note = null,
    DocumentLocation? Location = null)
{
    public int Weight => Kind is null ? 0 : 1;
}
