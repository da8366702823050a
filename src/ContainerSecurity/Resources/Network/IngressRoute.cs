using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Network;

/// <summary>One path of an Ingress.</summary>
/// <param name="Host">The host; missing or empty for every host.</param>
/// <param name="Path">The path; missing for all of the host.</param>
/// <param name="Type"><c>Exact</c>, <c>Prefix</c> or <c>ImplementationSpecific</c>.</param>
/// <param name="Backend">Where the traffic goes.</param>
public readonly record struct IngressRoute(Field<string> Host, Field<string> Path, Field<string> Type, IngressBackend Backend)
{
    /// <summary>The paths below one rule.</summary>
    internal static IEnumerable<IngressRoute> Of(NodeView rule) => rule["http"].Views("paths").Items.Where(p => p.IsKnown).Select(p =>
        new IngressRoute(rule.Text("host"), p.Value.Text("path"), p.Value.Text("pathType"), IngressBackend.Read(p.Value["backend"])));
}
