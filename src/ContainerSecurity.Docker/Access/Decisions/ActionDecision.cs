using ContainerSecurity.Docker.Access.Compiled;
using ContainerSecurity.Docker.Endpoints;

namespace ContainerSecurity.Docker.Access.Decisions;

/// <summary>Decides an action on an object, without a request to the engine.</summary>
internal sealed class ActionDecision(CompiledPolicy policy, DockerSubject subject, string action, DockerObject? target)
{
    public DockerAccessDecision Decide()
    {
        int number = DockerEndpoints.NumberOf(action);
        if (number < 0)
            return DecisionTexts.Refuse($"There is no action '{action}'.", isError: true);
        IReadOnlyList<CompiledEntry> entries = policy.EntriesOf(subject);
        DockerEndpoint endpoint = DockerEndpoints.OfAction(action)!;
        foreach (CompiledEntry entry in entries)
            if (entry.Permits(number) && (target is null ? IsOverEnough(entry, endpoint) : entry.Scope.Holds(target, endpoint.IsMutating)
                && IsOverEnough(entry, endpoint)))
                return DecisionTexts.Allow(entry, action, subject);
        return DecisionTexts.Ungranted(subject, action, target is null ? "" : target.Name.Length > 0 ? target.Name : target.Id, entries, target);
    }

    /// <summary>What equals being root on the host needs a grant over all of it.</summary>
    internal static bool IsOverEnough(CompiledEntry entry, DockerEndpoint endpoint) =>
        entry.IsOverEverything || !(endpoint.Answer == DockerAnswer.AdministratorsOnly || endpoint.ExposesHost || endpoint.Kind == DockerObjectKind.Swarm);
}
