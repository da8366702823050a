using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Rbac;

namespace ContainerSecurity.Rules.Access.Grants;

/// <summary>What is at stake by a wildcard in a role: the worst that other rules find in it, and for the rest what it reaches.</summary>
internal static class WildcardStake
{
    private static readonly string[] Reading = ["get", "list", "watch", "head", "options"];
    private static readonly string[] OwnGroups = ["", "*", "apps", "autoscaling", "batch", "extensions", "policy"];
    private static readonly Lazy<GrantRule[]> Dangers = new(() => [.. RuleCatalog.All.OfType<GrantRule>()]);

    /// <summary>Returns the severity of a rule with a wildcard where it counts.</summary>
    public static Severity Of(PolicyRule rule, GrantScope scope)
    {
        if (rule.Verbs.Contains("*") && rule.ApiGroups.Contains("*") && rule.Resources.Contains("*"))
            return Severity.Critical;
        Severity worst = Reach(rule);
        foreach (GrantRule danger in Dangers.Value)
            if (danger.Find(scope, rule) is not null && danger.SeverityOf(rule) > worst)
                worst = danger.SeverityOf(rule);
        return worst;
    }

    /// <summary>
    /// Objects of the cluster's own groups count more than others, changing more than reading, and both more than
    /// addresses such as <c>/metrics</c>.
    /// </summary>
    private static Severity Reach(PolicyRule rule)
    {
        if (rule.Resources.State == FieldState.Missing && rule.View.TextList("nonResourceURLs") is { State: not FieldState.Missing } addresses)
            return addresses.Contains("*") ? Severity.Medium : Severity.Low;
        bool isCustom = !rule.ApiGroups.IsOpen && rule.ApiGroups.Items.All(g => g.Is(IsCustom));
        return (IsReading(rule), isCustom) switch
        {
            (true, true) => Severity.Low,
            (true, false) or (false, true) => Severity.Medium,
            _ => Severity.High,
        };
    }

    /// <summary>Whether a rule surely changes nothing.</summary>
    public static bool IsReading(PolicyRule rule) => !rule.Verbs.IsOpen && rule.Verbs.Items.All(v => v.Is(verb => Array.IndexOf(Reading, verb) >= 0));

    private static bool IsCustom(string group) => Array.IndexOf(OwnGroups, group) < 0 && !group.EndsWith(".k8s.io", StringComparison.Ordinal);
}
