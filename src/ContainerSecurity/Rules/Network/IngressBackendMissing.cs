using ContainerSecurity.Resources.Network;

namespace ContainerSecurity.Rules.Network;

/// <summary>CSEC7027: an Ingress leads to Services that exist, and to ports that they have.</summary>
internal sealed class IngressBackendMissing() : Rule(new("CSEC7027", "ingress-backend-missing", Severity.Low,
    "Ingress leads to a Service or port that does not exist",
    "Name a Service of the namespace and one of its ports, or remove the path.")
{
    NeedsCompleteSet = true,
    ComparedKinds = ["Service"],
    FactFields = ["spec.rules", "spec.defaultBackend", "spec.backend", "spec.ports"],
    References = ["NIST SP 800-190 3.3.3"],
}), IJudges<Ingress>
{
    /// <summary>By this port the load balancer of AWS takes an annotation for what is called a Service.</summary>
    private const string Annotation = "use-annotation";

    public void Judge(Ingress ingress, RuleContext context)
    {
        foreach (IngressBackend backend in ingress.Backends)
        {
            if (!backend.Service.Is(n => n.Length > 0) || backend.Port.Is(Annotation))
                continue;
            Service[] services = [.. context.Set.InNamespace<Service>("Service", ingress.Namespace).Where(s => !s.Name.IsNot(backend.Service.Value))];
            if (services.Length == 0)
                context.Report(
                    backend.Service,
                    $"{ingress} leads to the Service '{backend.Service}', which does not exist: whoever makes it gets the traffic. "
                        + $"Allowed: a Service of its namespace.");
            else if (backend.Port.IsKnown && !Array.Exists(services, s => s.Name.IsUnknown || MayHave(s, backend.Port.Value)))
                context.Report(
                    backend.Port,
                    $"{ingress} leads to the port '{backend.Port}' of the Service '{backend.Service}', which it does not have. Allowed: one of its ports.");
        }
    }

    private static bool MayHave(Service service, string port) =>
        service.Spec.Views("ports") is var ports
        && (ports.IsOpen || ports.Items.Any(p => !p.Value.Text("port").IsNot(port) || !p.Value.Text("name").IsNot(port)));
}
