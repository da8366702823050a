using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Network;

/// <summary>The Service that an Ingress sends traffic to.</summary>
/// <param name="Service">Its name; missing where the traffic goes to a resource of another kind.</param>
/// <param name="Port">Its port by number or name, as a text.</param>
public readonly record struct IngressBackend(Field<string> Service, Field<string> Port)
{
    /// <summary>Reads a backend as <c>networking.k8s.io/v1</c> writes it, or as the versions before it did.</summary>
    internal static IngressBackend Read(NodeView view)
    {
        NodeView service = view["service"];
        return service.IsMissing
            ? new IngressBackend(view.Text("serviceName"), view.Text("servicePort"))
            : new IngressBackend(service.Text("name"), service["port"].Text("number").Else(service["port"].Text("name")));
    }
}
