using ContainerSecurity.Documents;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies;

/// <summary>What an engine takes from outside besides the policy.</summary>
public sealed class PolicyEngineOptions
{
    /// <summary>The present time, for waivers and end-of-life dates. The default value is the system's clock.</summary>
    public Func<DateTimeOffset> Clock { get; init; } = () => DateTimeOffset.UtcNow;

    /// <summary>Findings that are known and do not count; null for none.</summary>
    public Baseline? Baseline { get; init; }

    /// <summary>Bounds on the input.</summary>
    public DocumentLimits Limits { get; init; } = DocumentLimits.Default;

    /// <summary>IDs or slugs of the only rules to run, whether the policy's profile holds them or not; empty for all that the policy runs.</summary>
    public IReadOnlyList<string> OnlyRules { get; init; } = [];

    /// <summary>What the sources are. The default value is <see cref="SourceType.Auto"/>.</summary>
    public SourceType Type { get; init; }

    /// <summary>How many sources are judged at a time. The default value is the number of processors.</summary>
    public int Parallelism { get; init; } = Environment.ProcessorCount;

    internal bool Picks(Rule rule) =>
        OnlyRules.Any(r => string.Equals(r, rule.Descriptor.Id, StringComparison.OrdinalIgnoreCase) || string.Equals(r, rule.Descriptor.Slug, StringComparison.OrdinalIgnoreCase));
}
