using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Network;

/// <summary>One rule of a NetworkPolicy.</summary>
public sealed class NetworkRule : ILocated
{
    private readonly NodeView view;

    internal NetworkRule(NodeView view, string peersKey)
    {
        this.view = view;
        Peers = view.Views(peersKey);
        Ports = view.Views("ports");
    }

    /// <summary>The other ends; a missing or empty list is everyone.</summary>
    public FieldList<NodeView> Peers { get; }

    /// <summary>The ports; a missing or empty list is every port.</summary>
    public FieldList<NodeView> Ports { get; }

    /// <summary>Whether the rule surely names no peers.</summary>
    public bool IsForEveryone => !Peers.IsOpen && Peers.Items.Count == 0;

    /// <summary>Whether the rule surely names no ports.</summary>
    public bool IsForEveryPort => !Ports.IsOpen && Ports.Items.Count == 0;

    /// <summary>The address blocks of the peers that hold every address, such as <c>0.0.0.0/0</c>.</summary>
    public IEnumerable<Field<string>> WholeInternet => Peers.Items
        .Where(p => p.IsKnown)
        .Select(p => p.Value["ipBlock"].Text("cidr"))
        .Where(c => c.Is(text => text.EndsWith("/0", StringComparison.Ordinal)));

    /// <summary>The peers that are every pod of every namespace: an empty <c>namespaceSelector</c>, and no pods named.</summary>
    public IEnumerable<LabelSelector> WholeCluster => Peers.Items
        .Where(p => p.IsKnown && new LabelSelector(p.Value["podSelector"]).IsEmpty)
        .Select(p => new LabelSelector(p.Value["namespaceSelector"]))
        .Where(s => !s.IsMissing && s.IsEmpty);

    /// <inheritdoc/>
    public DocumentLocation? Location => view.Location;
}
