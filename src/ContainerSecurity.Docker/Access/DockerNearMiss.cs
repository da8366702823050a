namespace ContainerSecurity.Docker.Access;

/// <summary>A grant of the subject that nearly allowed a request.</summary>
/// <param name="Grant">The grant.</param>
/// <param name="Scope">Its scope.</param>
/// <param name="HasAction">Whether it holds the action, over other objects; else it is over the object, without the action.</param>
public sealed record DockerNearMiss(DockerGrant Grant, DockerScope Scope, bool HasAction)
{
    /// <summary>The near miss as a sentence.</summary>
    public override string ToString() => HasAction
        ? $"Grant {Grant} of role '{Grant.Role}' allows the action, but over {Scope}."
        : $"Grant {Grant} of role '{Grant.Role}' is over the object, but without the action.";
}
