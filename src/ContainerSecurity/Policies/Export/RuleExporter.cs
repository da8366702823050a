using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Policies.Export;

/// <summary>
/// Makes one rule of a policy an admission policy: the rule's CEL, the policy's selectors and waivers as conditions,
/// its enforcement as actions.
/// </summary>
internal sealed class RuleExporter(Policy policy, PolicyEngineOptions options, Enforcement stage)
{
    private const string Prefix = "containersecurity.io/";

    public ExportedPolicy Export(ConfiguredRule rule, CelCheck check)
    {
        RuleDescriptor descriptor = rule.Rule.Descriptor;
        Severity severity = rule.Setting?.Severity ?? descriptor.Severity;
        var waivers = new ExportedWaivers(policy.Waivers.Where(w => w.Names(descriptor)), options.Clock());
        ContainerSelection containers = Containers(rule.Setting, waivers);
        check = check.Unless(containers.IsNothingSelected).With(containers.Selection);
        CelVariable[] offenders = [.. check.Violations.Where(v => v.Items is not null).Select(Offenders)];
        IEnumerable<string> expressions = [.. check.Violations.Where(v => v.Items is null).Select(v => v.Expression), .. offenders.Select(o => o.Expression)];
        return new ExportedPolicy
        {
            Name = NameOf(descriptor),
            Annotations = [.. Annotations(descriptor, severity), .. waivers.Annotations(Prefix)],
            Resources = check.On,
            MatchConditions = [.. Selection(rule.Setting), new("created-or-changed", check.HasChanged), .. waivers.MatchConditions],
            Variables = [.. CelVariables.ReadBy(expressions, check.Variables, containers.Accepted), .. offenders],
            Validations = [.. check.Violations.Select(v => Validate(v, descriptor))],
            Actions = Least(rule.Enforcement ?? options.EnforcementOf(severity), stage) switch
            {
                Enforcement.Deny => ["Deny"],
                Enforcement.Warn => ["Warn", "Audit"],
                _ => ["Audit"]
            },
        };
    }

    private static string NameOf(RuleDescriptor rule) => Lower($"{rule.Id}-{rule.Slug}");

#pragma warning disable CA1308 // Names of Kubernetes objects and the words of a policy are lower case.
    private static string Lower(string text) => text.ToLowerInvariant();
#pragma warning restore CA1308

    private static IEnumerable<KeyValuePair<string, string>> Annotations(RuleDescriptor rule, Severity severity)
    {
        yield return new(Prefix + "rule", rule.Id);
        yield return new(Prefix + "severity", Lower(severity.ToString()));
        if (rule.References.Count > 0)
            yield return new(Prefix + "references", string.Join("; ", rule.References));
    }

    private IEnumerable<KeyValuePair<string, string>> Selection(RuleSetting? setting)
    {
        // A deletion under way must not be held up, or finalizers never go.
        yield return new("not-being-deleted", "!has(object.metadata.deletionTimestamp)");
        if (Restricts(policy.Select))
            yield return new("selected", SelectorExpression.OfObject(policy.Select));
        if (policy.Exclude is { Paths.Count: 0, NamesContainers: false } excluded)
            yield return new("not-excluded", $"!({SelectorExpression.OfObject(excluded)})");
        if (setting is not null && Restricts(setting.Select))
            yield return new("selected-by-rule", SelectorExpression.OfObject(setting.Select));
        if (setting?.Exclude is { Paths.Count: 0, NamesContainers: false } left)
            yield return new("not-excluded-by-rule", $"!({SelectorExpression.OfObject(left)})");
    }

    private ContainerSelection Containers(RuleSetting? setting, ExportedWaivers waivers)
    {
        var containers = new ContainerSelection();
        containers.Keep(policy.Select);
        containers.Keep(setting?.Select ?? ResourceSelector.Everything);
        foreach (ResourceSelector? excluded in new[] { policy.Exclude, setting?.Exclude })
            if (excluded is { Paths.Count: 0, NamesContainers: true })
                containers.LeaveAlone(excluded);
        foreach (ResourceSelector waived in waivers.OfContainers)
            containers.LeaveAlone(waived);
        return containers;
    }

    private static bool Restricts(ResourceSelector selector) =>
        selector.Kinds.Count + selector.Namespaces.Count + selector.Names.Count + selector.Labels.Count > 0;

    /// <summary>The labels of the items that are wrong: worked out once, for the verdict and for the message.</summary>
    private static CelVariable Offenders(CelViolation violation)
    {
        CelItems items = violation.Items!;
        return new CelVariable(OffendersOf(items), $"variables.{items.Name}.filter({items.Item}, {violation.Expression}).map({items.Item}, {items.Label})");
    }

    private static string OffendersOf(CelItems items) => "offending" + char.ToUpperInvariant(items.Name[0]) + items.Name.Substring(1);

    private static ExportedValidation Validate(CelViolation violation, RuleDescriptor rule)
    {
        string start = $"{rule.Id} {rule.Slug}: {rule.Title}";
        string message = $"{start}. {rule.Remediation}";
        if (violation.Items is not { } items)
            return new ExportedValidation($"!({violation.Expression})", message, null);
        string offenders = $"variables.{OffendersOf(items)}";
        return new ExportedValidation(
            $"{offenders}.size() == 0",
            message,
            $"{CelText.Of(start + " (")} + {offenders}.join(', ') + {CelText.Of("). " + rule.Remediation)}");
    }

    private static Enforcement Least(Enforcement one, Enforcement other) => one < other ? one : other;
}
