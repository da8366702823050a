namespace ContainerSecurity.Resources.Kubernetes.Schemas;

/// <summary>Defaults of horizontal pod autoscalers.</summary>
internal static class AutoscalerDefaults
{
    private const string Utilization = "80";
    private const string Seconds = "15";

    public static void Complete(DraftMap map, string type)
    {
        if (type == "autoscaling.v2.HorizontalPodAutoscalerSpec")
            CompleteMetrics(map);
        else
            CompleteBehavior(map);
    }

    private static void CompleteMetrics(DraftMap spec)
    {
        if (spec.ListWithin("metrics") is not { Items.Count: 0, IsOpen: false } metrics)
            return;
        DraftMap metric = Added(metrics);
        metric.Complete("type", "Resource");
        if (metric.Within("resource") is { } resource && resource.Within("target") is { } target)
        {
            resource.Complete("name", "cpu");
            target.Complete("type", "Utilization");
            target.Complete("averageUtilization", Utilization);
        }
    }

    private static void CompleteBehavior(DraftMap behavior)
    {
        if (behavior.Within("scaleUp") is { } up)
        {
            up.Complete("stabilizationWindowSeconds", "0");
            CompleteRules(up, ("Pods", "4"), ("Percent", "100"));
        }
        if (behavior.Within("scaleDown") is { } down)
            CompleteRules(down, ("Percent", "100"));
    }

    private static void CompleteRules(DraftMap rules, params (string Type, string Value)[] policies)
    {
        rules.Complete("selectPolicy", "Max");
        if (rules.ListWithin("policies") is not { Items.Count: 0, IsOpen: false } list)
            return;
        foreach ((string type, string value) in policies)
        {
            DraftMap policy = Added(list);
            policy.Complete("type", type);
            policy.Complete("value", value);
            policy.Complete("periodSeconds", Seconds);
        }
    }

    private static DraftMap Added(DraftList list)
    {
        DraftMap item = DraftMap.Implied(list, list.Type.Item!);
        list.Items.Add(item);
        return item;
    }
}
