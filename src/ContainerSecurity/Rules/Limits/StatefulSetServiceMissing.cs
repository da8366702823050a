using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Network;

namespace ContainerSecurity.Rules.Limits;

/// <summary>CSEC6027: a StatefulSet names a headless Service that exists, by which its pods have names.</summary>
internal sealed class StatefulSetServiceMissing() : Rule(new("CSEC6027", "stateful-set-service-missing", Severity.Low,
    "StatefulSet without a headless Service",
    "Name a Service of the namespace with 'clusterIP: None' in 'serviceName'.")
{
    IsKubernetesOnly = true,
    ComparedKinds = ["Service"],
    FactFields = ["spec.serviceName", "spec.clusterIP"],
}), IJudges<Workload>
{
    public void Judge(Workload workload, RuleContext context)
    {
        if (workload.Kind != "StatefulSet")
            return;
        Field<string> name = workload.Root["spec"].Text("serviceName");
        if (name.IsMissing || name.Is(""))
            context.Report(name, $"{workload} has no serviceName, so its pods have no names of their own. Allowed: the name of a headless Service.");
        else if (name.IsKnown)
            JudgeService(workload, name, context);
    }

    private static void JudgeService(Workload workload, Field<string> name, RuleContext context)
    {
        Service[] services = [.. context.Set.InNamespace<Service>("Service", workload.Namespace).Where(s => !s.Name.IsNot(name.Value))];
        if (services.Length == 0 && context.Set.IsComplete)
            context.Report(name, $"{workload} names the Service '{name}', which does not exist. Allowed: a headless Service of its namespace.");
        else if (services.Length > 0 && !workload.Namespace.IsUnknown && Array.TrueForAll(services, IsWithAddress))
            context.Report(
                name,
                $"{workload} names the Service '{name}', which is not headless, so its pods have no names of their own. Allowed: clusterIP: None.");
    }

    private static bool IsWithAddress(Service service) =>
        service.Name.IsKnown && !service.Namespace.IsUnknown && service.Spec.Text("clusterIP").IsNot("None");
}
