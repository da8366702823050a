namespace ContainerSecurity.Policies.Frameworks;

/// <summary>What a scan says of a control.</summary>
/// <param name="Control">The control.</param>
/// <param name="Status">The verdict.</param>
/// <param name="Reason">Why there is no verdict, or what the verdict leaves out, as a sentence; null for nothing.</param>
public sealed record ControlResult(FrameworkControl Control, ControlStatus Status, string? Reason)
{
    /// <summary>How many findings count against the control.</summary>
    public int Findings { get; init; }

    /// <summary>How many findings a waiver covers or a baseline knows.</summary>
    public int Accepted { get; init; }
}
