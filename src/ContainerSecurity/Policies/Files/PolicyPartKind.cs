namespace ContainerSecurity.Policies;

/// <summary>The parts of a policy that tests may exercise.</summary>
public enum PolicyPartKind
{
    /// <summary>A rule that runs; a test exercises it by a resource that it has a finding about.</summary>
    Rule,

    /// <summary>A validation of a policy of the cluster; a test exercises it by a resource that it refuses.</summary>
    Validation,

    /// <summary>A waiver; a test exercises it by a finding that it covers.</summary>
    Waiver,
}
