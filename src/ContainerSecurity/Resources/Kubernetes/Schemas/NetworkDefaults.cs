namespace ContainerSecurity.Resources.Kubernetes.Schemas;

/// <summary>Defaults of services and network policies.</summary>
internal static class NetworkDefaults
{
    public static void Complete(DraftMap map, string type)
    {
        switch (type)
        {
            case "core.v1.ServicePort" when map.Lacks("targetPort") || map.TextOf("targetPort") is "" or "0":
                if (map.TextOf("port") is { } port)
                    map.Set("targetPort", Draft.Implied(map, port, FieldType.Parse("i")));
                break;
            case "core.v1.ServiceSpec" when map.TextOf("type") == "ClusterIP" && map.List("externalIPs") is { Items.Count: > 0 }:
                map.Complete("externalTrafficPolicy", "Cluster");
                break;
            case "networking.v1.NetworkPolicySpec" when map.ListWithin("policyTypes") is { Items.Count: 0, IsOpen: false } types:
                types.Items.Add(Draft.Implied(map, "Ingress", FieldType.Parse("s")));
                if (map.List("egress") is { Items.Count: > 0 })
                    types.Items.Add(Draft.Implied(map, "Egress", FieldType.Parse("s")));
                break;
        }
    }
}
