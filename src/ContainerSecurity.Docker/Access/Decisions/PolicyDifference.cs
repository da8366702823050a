using System.Globalization;
using ContainerSecurity.Docker.Access.Compiled;
using ContainerSecurity.Docker.Endpoints;

namespace ContainerSecurity.Docker.Access.Decisions;

/// <summary>Compares what two policies allow.</summary>
internal sealed class PolicyDifference(DockerAccessPolicy before, DockerAccessPolicy after)
{
    public IEnumerable<DockerAccessChange> Changes() =>
        Permitted().Concat(Teams()).Concat(Whole()).OrderBy(c => c.Subject, StringComparer.Ordinal).ThenByDescending(c => c.IsMore).ThenBy(c =>
            c.What, StringComparer.Ordinal).ThenBy(c => c.Where, StringComparer.Ordinal);

    private IEnumerable<DockerAccessChange> Permitted()
    {
        Dictionary<string, IReadOnlyList<CompiledEntry>> old = Index(before), now = Index(after);
        foreach (string principal in old.Keys.Union(now.Keys))
        {
            IReadOnlyList<CompiledEntry> had = old.GetValueOrDefault(principal, []), has = now.GetValueOrDefault(principal, []);
            foreach (DockerAccessChange change in Beyond(principal, has, had, isMore: true).Concat(Beyond(principal, had, has, isMore: false)).Distinct())
                yield return change;
        }
    }

    private static Dictionary<string, IReadOnlyList<CompiledEntry>> Index(DockerAccessPolicy policy) =>
        DockerAuthorizer.Principals(new CompiledPolicy(policy)).ToDictionary(p => p.Name, p => p.Entries, StringComparer.Ordinal);

    /// <summary>What some entries allow that others do not: an action on a scope, or under laxer rules.</summary>
    private static IEnumerable<DockerAccessChange> Beyond(string principal, IReadOnlyList<CompiledEntry> entries, IReadOnlyList<CompiledEntry> others,
        bool isMore)
    {
        foreach (CompiledEntry entry in entries)
            foreach (string action in DockerEndpoints.Actions.Where(entry.Permits))
            {
                CompiledEntry[] covering = [.. others.Where(o => o.Permits(action) && o.Scope.Scope.Covers(entry.Scope.Scope))];
                if (covering.Length == 0)
                    yield return new DockerAccessChange(isMore, principal, action, entry.Scope.Scope.ToString());
                else if (IsConfigured(action) && !covering.Any(o => AreAsLax(o.Permission.Rules, entry.Permission.Rules)))
                    yield return new DockerAccessChange(isMore, principal, $"{action} under the rules '{entry.Permission.Rules}'",
                        entry.Scope.Scope.ToString());
            }
    }

    private static bool IsConfigured(string action) => DockerEndpoints.OfAction(action)!.Body == DockerBodyKind.Judged
        && action is not ("exec.start" or "image.commit" or "network.disconnect");

    private static bool AreAsLax(DockerContainerRules rules, DockerContainerRules asked) =>
        (rules.Policy is null || ReferenceEquals(rules.Policy, asked.Policy) || (rules.Name == asked.Name && asked.Policy is not null))
            && asked.Fields.All(rules.Allows);

    private IEnumerable<DockerAccessChange> Teams()
    {
        foreach (string name in before.Teams.Concat(after.Teams).Select(t => t.Name).Distinct(StringComparer.Ordinal))
        {
            if (before.TeamOf(name) is not { } old || after.TeamOf(name) is not { } now)
                continue;
            foreach ((string what, long? from, long? to) in ((string, long?, long?)[])[
                ("limit of containers", old.Limits.Containers, now.Limits.Containers),
                ("limit of memory in bytes", old.Limits.MemoryBytes, now.Limits.MemoryBytes),
                ("limit of processors in billionths", old.Limits.NanoCpus, now.Limits.NanoCpus)])
                if (from != to)
                    yield return new DockerAccessChange((to ?? long.MaxValue) > (from ?? long.MaxValue), $"team {name}", what, $"{Shown(from)} to {Shown(to)}");
            foreach (string image in (now.Images ?? []).Except(old.Images ?? []))
                yield return new DockerAccessChange(true, $"team {name}", "images", image);
            foreach (string image in (old.Images ?? []).Except(now.Images ?? []))
                yield return new DockerAccessChange(false, $"team {name}", "images", image);
            if (old.Images is null != now.Images is null)
                yield return new DockerAccessChange(now.Images is null, $"team {name}", "using images", now.Images is null ? "all" : "its list only");
        }
    }

    private IEnumerable<DockerAccessChange> Whole()
    {
        if (before.OwnerLabel != after.OwnerLabel)
            yield return new DockerAccessChange(true, "everybody", "the owner label", $"{before.OwnerLabel} to {after.OwnerLabel}");
        if (before.Guardrails?.Name != after.Guardrails?.Name)
            yield return new DockerAccessChange(after.Guardrails is null, "everybody", "guardrails",
                $"{before.Guardrails?.Name ?? "none"} to {after.Guardrails?.Name ?? "none"}");
    }

    private static string Shown(long? limit) => limit?.ToString(CultureInfo.InvariantCulture) ?? "none";
}
