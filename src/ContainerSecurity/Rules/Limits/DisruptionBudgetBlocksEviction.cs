using System.Globalization;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Limits;

/// <summary>CSEC6020: a PodDisruptionBudget lets at least one pod go.</summary>
internal sealed class DisruptionBudgetBlocksEviction() : Rule(new("CSEC6020", "disruption-budget-blocks-eviction", Severity.Low,
    "Disruption budget lets no pod go",
    "Set 'maxUnavailable: 1', or a 'minAvailable' below the number of replicas.")
{
    ComparedKinds = [.. Autoscalers.Kinds],
    ComparesWorkloads = true,
    FactFields = ["spec.minAvailable", "spec.maxUnavailable", "spec.minReplicaCount"],
}), IJudges<PodDisruptionBudget>
{
    public void Judge(PodDisruptionBudget budget, RuleContext context)
    {
        if (budget.MaxUnavailable.Is(v => Read(v) is ( <= 0, _)))
            context.Report(
                budget.MaxUnavailable,
                $"{budget} lets no pod go (maxUnavailable: {budget.MaxUnavailable}), so no node that runs one can be drained. Allowed: 1 or more.");
        else if (budget.MinAvailable.Is(v => Read(v) is ( >= 100, true)))
            context.Report(
                budget.MinAvailable,
                $"{budget} wants all its pods to stay (minAvailable: {budget.MinAvailable}), so no node that runs one can be drained. "
                    + $"Allowed: less than 100%.");
        else if (budget.MinAvailable.IsKnown && Read(budget.MinAvailable.Value) is { } wanted
            && Fewest(budget, context.Set) is { } pods && pods > 0 && Needed(wanted, pods) >= pods)
            context.Report(
                budget.MinAvailable,
                $"{budget} wants {budget.MinAvailable} {(budget.MinAvailable.Is("1") ? "pod" : "pods")} to stay (minAvailable), "
                    + $"and what it selects may have no more than {pods}, "
                    + $"so no node that runs one can be drained. Allowed: less than that, or more replicas.");
    }

    /// <summary>The pods that what the budget selects has at the least; null where that is not known.</summary>
    private static long? Fewest(PodDisruptionBudget budget, ResourceSet set)
    {
        long? sum = null;
        foreach (WorkloadSummary workload in set.Workloads.Where(w => !w.IsOwned && budget.MayProtect(w.PodLabels)))
        {
            bool isNamespaceKnown = workload.IsNamespaceKnown && !budget.Namespace.IsUnknown;
            if (isNamespaceKnown && !ResourceSet.SameNamespace(workload.Identity.Namespace, budget.Identity.Namespace))
                continue;
            if (!isNamespaceKnown || !budget.Protects(workload.PodLabels) || Autoscalers.FewestReplicas(workload, set) is not { } fewest)
                return null;
            sum = (sum ?? 0) + fewest;
        }
        return sum;
    }

    /// <summary>Kubernetes rounds percentages up.</summary>
    private static decimal Needed((int Number, bool IsPercentage) wanted, long pods) =>
        wanted.IsPercentage ? Math.Ceiling((decimal)wanted.Number * pods / 100) : wanted.Number;

    private static (int Number, bool IsPercentage)? Read(string text)
    {
        bool isPercentage = text.EndsWith("%", StringComparison.Ordinal);
        string digits = isPercentage ? text.Substring(0, text.Length - 1) : text;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? (number, isPercentage) : null;
    }
}
