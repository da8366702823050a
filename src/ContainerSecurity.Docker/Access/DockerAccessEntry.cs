namespace ContainerSecurity.Docker.Access;

/// <summary>One thing that somebody may do.</summary>
/// <param name="Subject">Who: <c>user alice</c> or <c>group ops</c>.</param>
/// <param name="Action">The action, or the pattern of actions.</param>
/// <param name="Scope">On what.</param>
/// <param name="Rules">The name of the rules that configurations must keep.</param>
/// <param name="Grant">The grant.</param>
/// <param name="Role">The role that has the permission.</param>
public sealed record DockerAccessEntry(string Subject, string Action, DockerScope Scope, string Rules, DockerGrant Grant, string Role)
{
    /// <summary>The entry as a sentence.</summary>
    public override string ToString() => $"{Subject} may {Action} on {Scope}, by grant {Grant} of role '{Grant.Role}'.";
}
