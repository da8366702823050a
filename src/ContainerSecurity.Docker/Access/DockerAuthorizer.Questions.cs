using ContainerSecurity.Docker.Access.Compiled;
using ContainerSecurity.Docker.Access.Decisions;
using ContainerSecurity.Docker.Endpoints;

namespace ContainerSecurity.Docker.Access;

/// <content>Questions about a policy.</content>
public sealed partial class DockerAuthorizer
{
    /// <summary>Who may do something, users and groups, in alphabetical order.</summary>
    /// <param name="action">The action; nobody may do one that there is not.</param>
    /// <param name="target">The object; null for any.</param>
    public IReadOnlyList<DockerAccessEntry> WhoCan(string action, DockerObject? target = null)
    {
        ArgumentNullException.ThrowIfNull(action);
        if (DockerEndpoints.OfAction(action) is not { } endpoint)
            return [];
        return [.. Principals(compiled).OrderBy(p => p.Name, StringComparer.Ordinal)
            .SelectMany(p => p.Entries.Where(e => e.Permits(action) && ActionDecision.IsOverEnough(e, endpoint)
                && (target is null || e.Scope.Holds(target, endpoint.IsMutating)))
                .Select(e => Entry(p.Name, action, e)))
            .DistinctBy(e => (e.Subject, e.Scope, e.Grant))];
    }

    /// <summary>What a subject may do, by the patterns that its roles are written in, in the order of the grants.</summary>
    public IReadOnlyList<DockerAccessEntry> WhatCan(DockerSubject subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return [.. compiled.EntriesOf(subject).SelectMany(e => e.Permission.Actions.Select(a => Entry($"user {subject.Name}", a, e))).Distinct()];
    }

    /// <summary>What a policy allows that another did not, and the other way round: actions of users, groups and members of teams, the rules for
    /// configurations, limits and lists of images.</summary>
    /// <param name="before">The earlier policy.</param>
    /// <param name="after">The later policy.</param>
    public static IReadOnlyList<DockerAccessChange> Diff(DockerAccessPolicy before, DockerAccessPolicy after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return [.. new PolicyDifference(before, after).Changes()];
    }

    internal static IEnumerable<(string Name, IReadOnlyList<CompiledEntry> Entries)> Principals(CompiledPolicy policy) =>
        policy.Users.Select(u => ($"user {u.Key}", (IReadOnlyList<CompiledEntry>)u.Value))
            .Concat(policy.Groups.Select(g => ($"group {g.Key}", (IReadOnlyList<CompiledEntry>)g.Value)));

    private static DockerAccessEntry Entry(string subject, string action, CompiledEntry entry) =>
        new(subject, action, entry.Scope.Scope, entry.Permission.Rules.ToString(), entry.Grant, entry.Role);
}
