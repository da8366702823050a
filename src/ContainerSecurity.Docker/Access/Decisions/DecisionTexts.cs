using ContainerSecurity.Docker.Access.Compiled;
using ContainerSecurity.Docker.Endpoints;

namespace ContainerSecurity.Docker.Access.Decisions;

/// <summary>Makes decisions with their reasons.</summary>
internal static class DecisionTexts
{
    private const int MostNearMisses = 5;
    private static readonly DockerObligation[] AuditOnly = [new(DockerObligationKind.Audit)];

    /// <summary>Allows by an entry.</summary>
    public static DockerAccessDecision Allow(CompiledEntry entry, string action, DockerSubject subject) => new()
    {
        IsAllowed = true,
        Reason = $"Allowed by grant {entry.Grant} of role '{entry.Grant.Role}' to '{subject}': '{entry.Permission.PatternOf(action)}' over {entry.Scope.Scope}.",
        ClientMessage = "",
        Grant = entry.Grant,
        Role = entry.Role,
        Permission = entry.Permission.PatternOf(action),
        Scope = entry.Scope.Scope,
        Team = entry.Scope.Scope is { Kind: DockerScopeKind.Owner, Value: var team } ? team : null,
        Obligations = AuditOnly,
    };

    /// <summary>Denies, since no grant allows.</summary>
    public static DockerAccessDecision Ungranted(DockerSubject subject, string action, string target, IReadOnlyList<CompiledEntry> entries, DockerObject? found)
    {
        DockerNearMiss[] misses = NearestMisses(entries, action, found);
        string near = misses.Length > 0 ? string.Join(' ', misses.AsEnumerable()) : entries.Count == 0 ? $"Nothing is granted to '{subject}'."
            : "No grant comes near.";
        return new DockerAccessDecision
        {
            IsAllowed = false,
            Reason = $"No grant allows '{subject}' to {action}{(target.Length > 0 ? $" on '{target}'" : "")}. {near}",
            ClientMessage = $"access denied: {action} is not granted to you{(target.Length > 0 ? " here" : "")}.",
            NearestMisses = misses,
            Obligations = AuditOnly,
        };
    }

    /// <summary>Denies what is not the subject's, as the engine answers for what is not there.</summary>
    public static DockerAccessDecision NotFound(DockerSubject subject, string action, DockerReference reference, DockerObject? found,
        IReadOnlyList<CompiledEntry> entries)
    {
        string message = DockerNotFound.MessageOf(reference);
        return new DockerAccessDecision
        {
            IsAllowed = false,
            Reason = found is null
                ? $"The engine knows no {reference.Kind.ToString().ToLowerInvariant()} '{reference.Text}' ({reference.Place}), or it was not looked up."
                : $"The {reference.Kind.ToString().ToLowerInvariant()} '{reference.Text}' ({reference.Place}) is outside of what is granted to '{subject}' for {action}.",
            ClientMessage = message,
            NearestMisses = NearestMisses(entries, action, found),
            Obligations = [.. AuditOnly, new DockerObligation(DockerObligationKind.AnswerNotFound, Value: message)],
        };
    }

    /// <summary>Denies a request for what it says.</summary>
    public static DockerAccessDecision Refuse(string reason, string? clientMessage = null, bool isError = false) => new()
    {
        IsAllowed = false,
        IsError = isError,
        Reason = reason,
        ClientMessage = $"access denied: {clientMessage ?? reason}",
        Obligations = AuditOnly,
    };

    /// <summary>Denies, since deciding failed.</summary>
    public static DockerAccessDecision Fault(Exception fault) =>
        Refuse($"Nothing could be decided, because of a fault: {fault.GetType().Name}.", "nothing could be decided.", isError: true);

    /// <summary>Grants with the action over other objects come first, then those over the object without the action.</summary>
    private static DockerNearMiss[] NearestMisses(IReadOnlyList<CompiledEntry> entries, string action, DockerObject? found)
    {
        var misses = new List<DockerNearMiss>();
        int number = DockerEndpoints.NumberOf(action);
        for (int i = 0; i < entries.Count && misses.Count < MostNearMisses; i++)
            if (entries[i].Permits(number))
                Add(misses, entries[i], hasAction: true);
        for (int i = 0; i < entries.Count && misses.Count < MostNearMisses && found is not null; i++)
            if (!entries[i].Permits(number) && entries[i].Scope.Holds(found, forChange: false))
                Add(misses, entries[i], hasAction: false);
        return [.. misses];
    }

    private static void Add(List<DockerNearMiss> misses, CompiledEntry entry, bool hasAction)
    {
        var miss = new DockerNearMiss(entry.Grant, entry.Scope.Scope, hasAction);
        if (!misses.Contains(miss))
            misses.Add(miss);
    }
}
