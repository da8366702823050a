using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies;

/// <summary>The words of policy files and command lines for the choices of a policy, in the order in which they are listed.</summary>
public static class PolicyWords
{
    /// <summary>The profiles by their words.</summary>
    public static IReadOnlyDictionary<string, Profile> Profiles { get; } = new Dictionary<string, Profile>
    {
        ["none"] = Profile.None,
        ["baseline"] = Profile.Baseline,
        ["restricted"] = Profile.Restricted,
        ["recommended"] = Profile.Recommended,
        ["all"] = Profile.All,
    };

    /// <summary>The enforcements by their words.</summary>
    public static IReadOnlyDictionary<string, Enforcement> Enforcements { get; } = new Dictionary<string, Enforcement>
    {
        ["deny"] = Enforcement.Deny,
        ["warn"] = Enforcement.Warn,
        ["audit"] = Enforcement.Audit,
    };

    /// <summary>The severities by their words.</summary>
    public static IReadOnlyDictionary<string, Severity> Severities { get; } = new Dictionary<string, Severity>
    {
        ["info"] = Severity.Info,
        ["low"] = Severity.Low,
        ["medium"] = Severity.Medium,
        ["high"] = Severity.High,
        ["critical"] = Severity.Critical,
    };

    /// <summary>What a waiver says to others of the flaws that it names, by its words.</summary>
    public static IReadOnlyDictionary<string, WaiverClaim> Claims { get; } = new Dictionary<string, WaiverClaim>
    {
        ["accepted"] = WaiverClaim.Accepted,
        ["not-affected"] = WaiverClaim.NotAffected,
    };

    /// <summary>What may be changed so that a rule finds nothing, by its words.</summary>
    public static IReadOnlyDictionary<string, HardeningScope> Hardening { get; } = new Dictionary<string, HardeningScope>
    {
        ["true"] = HardeningScope.All,
        ["false"] = HardeningScope.None,
        ["missing"] = HardeningScope.Missing,
    };

    /// <summary>Whether a set of resources is complete, by its words.</summary>
    public static IReadOnlyDictionary<string, bool> Sets { get; } = new Dictionary<string, bool> { ["complete"] = true, ["partial"] = false };
}
