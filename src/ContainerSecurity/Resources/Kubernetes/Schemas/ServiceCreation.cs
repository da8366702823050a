namespace ContainerSecurity.Resources.Kubernetes.Schemas;

/// <summary>What the API server allocates for a service.</summary>
internal static class ServiceCreation
{
    private static readonly FieldType Text = FieldType.Parse("s");

    public static void Complete(DraftMap service)
    {
        if (service.Map("spec") is not { } spec || spec.TextOf("type") is not { } type || type == "ExternalName")
            return;
        if (spec.ListWithin("clusterIPs") is { Items.Count: 0, IsOpen: false } addresses)
            addresses.Items.Add(spec.TextOf("clusterIP") is { } given ? Draft.Implied(spec, given, Text) : Draft.ImpliedUnknown(spec));
        spec.CompleteUnknown("clusterIP");
        if (spec.ListWithin("ipFamilies") is { Items.Count: 0, IsOpen: false } families)
            families.Items.Add(Draft.Implied(spec, "IPv4", Text));
        spec.Complete("ipFamilyPolicy", "SingleStack");
        bool hasNodePorts = type == "NodePort" || (type == "LoadBalancer" && spec.TextOf("allocateLoadBalancerNodePorts") != "false");
        foreach (DraftMap port in hasNodePorts ? spec.List("ports")?.Objects ?? [] : [])
            port.CompleteUnknown("nodePort");
        if (type == "LoadBalancer" && spec.TextOf("externalTrafficPolicy") == "Local")
            spec.CompleteUnknown("healthCheckNodePort");
    }
}
