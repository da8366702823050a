namespace ContainerSecurity.Docker.Access;

/// <summary>What one policy allows, or demands, that another does not.</summary>
/// <param name="IsMore">Whether the later policy allows more by it; else it allows less.</param>
/// <param name="Subject">Whom it concerns: <c>user alice</c>, <c>group ops</c>, <c>team alpha</c>, or <c>everybody</c>.</param>
/// <param name="What">The action, the limit, or what else has changed.</param>
/// <param name="Where">On what, or from what to what.</param>
public sealed record DockerAccessChange(bool IsMore, string Subject, string What, string Where)
{
    /// <summary>The change as a line of a difference.</summary>
    public override string ToString() => $"{(IsMore ? "+" : "-")} {Subject}: {What} on {Where}";
}
