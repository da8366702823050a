using ContainerSecurity.Policies;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Conformance.Peers;

/// <summary>A peer's rule in our words: rules of ours any of which says the same, and the policy under which they say it.</summary>
internal sealed record PeerRule
{
    private readonly (string Id, string Words)[] ours;
    private readonly Lazy<PolicyEngine> engine;

    private PeerRule(Profile profile, string[] ours)
    {
        this.ours = [.. ours.Select(o => o.Split(": ") is [var id, var words] ? (id, words) : (o, ""))];
        Policy = Policy.Create().UseProfile(profile).Build();
        engine = NewEngine();
    }

    private PeerRule(PeerRule other)
    {
        (ours, Policy, NoRow, Kinds, Exempt, RoleKinds) = (other.ours, other.Policy, other.NoRow, other.Kinds, other.Exempt, other.RoleKinds);
        engine = NewEngine();
    }

    public Policy Policy { get; private init; }

    /// <summary>Why no row of the catalogue answers the peer's question; null where one does.</summary>
    public string? NoRow { get; private init; }

    /// <summary>The kinds that the peer looks at; empty for all.</summary>
    public IReadOnlyList<string> Kinds { get; private init; } = [];

    /// <summary>The objects that the peer lets pass by their names; null for none.</summary>
    public ResourceSelector? Exempt { get; private init; }

    /// <summary>The kinds of roles of which the peer reports the bindings where we report the role; empty where it reports the same object as we do.</summary>
    public IReadOnlyList<string> RoleKinds { get; private init; } = [];

    public IEnumerable<string> Ids => ours.Select(o => o.Id);

    public PolicyEngine Engine => engine.Value;

    /// <summary>Rules of ours. One written <c>CSEC2007: adds</c> counts only where its message has the words.</summary>
    public static PeerRule Ours(params string[] ours) => new(Profile.None, ours);

    /// <summary>Checks of the Pod Security Standards, level baseline; all of them where none is named.</summary>
    public static PeerRule Baseline(params string[] ours) => new(Profile.Baseline, ours);

    /// <summary>Checks of the Pod Security Standards, level restricted; all of them where none is named.</summary>
    public static PeerRule Restricted(params string[] ours) => new(Profile.Restricted, ours);

    /// <summary>A rule that asks what no row of the catalogue asks.</summary>
    public static PeerRule None(string why) => new(Profile.None, []) { NoRow = why };

    public PeerRule With(string parameter, params string[] values) => this with { Policy = Policy.Extend().Parameter(parameter, values).Build() };

    public PeerRule In(KubernetesVersion version) => this with { Policy = Policy.Extend().ForKubernetes(version).Build() };

    /// <summary>The file is all there is.</summary>
    public PeerRule InCompleteSet() => this with { Policy = Policy.Extend().WithCompleteSet().Build() };

    public PeerRule On(params string[] kinds) => this with { Kinds = kinds };

    public PeerRule Except(params string[] names) => this with { Exempt = new ResourceSelector { Names = names } };

    public PeerRule ThroughBindingsOf(params string[] roleKinds) => this with { RoleKinds = roleKinds };

    /// <summary>The peer does not apply a check to an object.</summary>
    public PeerRule Sparing(string name, params string[] ids) => this with
    {
        Policy = ids.Aggregate(Policy.Extend(), (p, id) => p.Rule(id, new RuleSetting { Exclude = new ResourceSelector { Names = [name] } })).Build(),
    };

    public bool Counts(Finding finding) =>
        ours.Length == 0 || ours.Any(o => o.Id == finding.Rule.Id && finding.Message.Contains(o.Words, StringComparison.Ordinal));

    public bool LooksAt(Resource resource) => (Kinds.Count == 0 || Kinds.Contains(resource.Kind)) && Exempt?.Matches(resource) != true;

    private Lazy<PolicyEngine> NewEngine() => new(() => new PolicyEngine(Policy, new PolicyEngineOptions { OnlyRules = [.. Ids] }));
}
