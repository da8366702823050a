using ContainerSecurity.Policies;

namespace ContainerSecurity.Docker.Access;

/// <summary>Which configurations a permission lets create: what a policy allows, and which fields may have values that the policy's rules know
/// nothing of and that reach beyond the container.</summary>
public sealed class DockerContainerRules
{
    private readonly Lazy<PolicyEngine>? engine;

    /// <summary>Creates rules.</summary>
    /// <param name="name">The name shown in reasons.</param>
    /// <param name="policy">The policy that bodies are judged by; null for none.</param>
    /// <param name="fields">The guarded fields that may be set, such as <c>HostConfig.Runtime</c>; <c>*</c> for all.</param>
    public DockerContainerRules(string name, Policy? policy, IEnumerable<string>? fields = null)
    {
        Name = name ?? throw new ArgumentNullException(nameof(name));
        Policy = policy;
        Fields = [.. fields ?? []];
        engine = policy is null ? null : new Lazy<PolicyEngine>(() => new PolicyEngine(policy));
    }

    /// <summary>What the profile baseline allows. The built-in roles <c>restricted</c> and <c>full</c> have these rules, and permissions that name
    /// none.</summary>
    public static DockerContainerRules Baseline { get; } = new("baseline",
        Policy.Default with { Name = "baseline", Profile = Profile.Baseline, Enforcement = Enforcement.Deny });

    /// <summary>Everything the engine takes. The built-in role <c>admin</c> has these rules.</summary>
    public static DockerContainerRules Unrestricted { get; } = new("none", null, ["*"]);

    /// <summary>The name shown in reasons.</summary>
    public string Name { get; }

    /// <summary>The policy that bodies are judged by; null for none.</summary>
    public Policy? Policy { get; }

    /// <summary>The guarded fields that may be set.</summary>
    public IReadOnlyList<string> Fields { get; }

    internal PolicyEngine? Engine => engine?.Value;

    /// <summary>Returns whether a guarded field may be set.</summary>
    public bool Allows(string field) => Fields.Contains("*") || Fields.Contains(field, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Fields.Count == 0 || Name == "none" ? Name : $"{Name}, with {string.Join(", ", Fields)}";
}
