using ContainerSecurity.Docker.Access.Compiled;
using ContainerSecurity.Docker.Access.Decisions;
using ContainerSecurity.Docker.Endpoints;

namespace ContainerSecurity.Docker.Access;

/// <summary>Decides who may do what on a Docker host, by a policy. Immutable and thread-safe: another policy is another authorizer.</summary>
/// <remarks>
/// What no grant allows is denied; grants add up, none takes away. A configuration must be allowed by the rules of a grant that allows the action,
/// and by the policy's guardrails.
/// What cannot be read, found or decided is denied.
/// </remarks>
public sealed partial class DockerAuthorizer
{
    private readonly CompiledPolicy compiled;

    /// <summary>Creates an authorizer.</summary>
    /// <param name="policy">The policy.</param>
    public DockerAuthorizer(DockerAccessPolicy policy) => compiled = new CompiledPolicy(policy ?? throw new ArgumentNullException(nameof(policy)));

    /// <summary>The policy.</summary>
    public DockerAccessPolicy Policy => compiled.Policy;

    /// <summary>Decides a request to the engine.</summary>
    public DockerAccessDecision Authorize(DockerAccessRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        try
        {
            return new RequestDecision(compiled, request).Decide();
        }
#pragma warning disable CA1031 // Whatever fails, the request is denied and not the host's process ended.
        catch (Exception e) when (e is not (OutOfMemoryException or StackOverflowException))
#pragma warning restore CA1031
        {
            return DecisionTexts.Fault(e);
        }
    }

    /// <summary>Decides an action on an object, for programs that guard something of their own.</summary>
    /// <param name="subject">Who asks.</param>
    /// <param name="action">The action, one of <see cref="DockerEndpoints.Actions"/>; any other is denied.</param>
    /// <param name="target">The object; null where the action concerns no single one.</param>
    public DockerAccessDecision Authorize(DockerSubject subject, string action, DockerObject? target = null)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(action);
        return new ActionDecision(compiled, subject, action, target).Decide();
    }

    /// <summary>The team whose use of the host must be known to decide a request: it creates or updates a container of a team with limits. Null
    /// where none must.</summary>
    /// <remarks>Requests of one team that this names are decided and carried out one after the other, or they exceed the limits together.</remarks>
    public string? TeamToCount(DockerAccessRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new RequestDecision(compiled, request).TeamToCount();
    }

    /// <summary>The objects of a kind that a subject sees.</summary>
    public DockerVisibility VisibilityOf(DockerSubject subject, DockerObjectKind kind)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return Visibilities.Of(compiled.EntriesOf(subject), kind);
    }
}
