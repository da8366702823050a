using ContainerSecurity.Cel.Kubernetes;
using ContainerSecurity.Cel.Values;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies.Admission.Checks;
using ContainerSecurity.Policies.Admission.Gatekeeper;
using ContainerSecurity.Policies.Admission.Kyverno;
using ContainerSecurity.Policies.Admission.Mutations;
using ContainerSecurity.Resources.Kubernetes;
using ContainerSecurity.Rules;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Policies.Admission;

/// <summary>
/// The policies of a cluster with their bindings, exceptions and parameters, read from manifests. Immutable and safe
/// for use from any thread.
/// </summary>
public sealed class AdmissionPolicySet
{
    private readonly MappingNode[] objects;
    private readonly CelValue[] parameters;
    private readonly BoundPolicy[] mutations;
    private readonly Lazy<AdmissionRule[]> rules;
    private readonly Lazy<PolicyObjectCheck> findings;

    private AdmissionPolicySet(MappingNode[] objects, KubernetesVersion version)
    {
        this.objects = objects;
        Version = version;
        PolicyDefinition[] definitions = [.. objects.SelectMany(o => ReadPolicies(o, version.Minor))];
        definitions = [.. definitions, .. objects.SelectMany(o => ReadOrphans(o, definitions))];
        PolicyBinding[] bindings = [.. objects.SelectMany(o => ReadBindings(o, definitions))];
        PolicyException[] exceptions = [.. objects.Where(o => KindOf(o) == PolicyExceptionReader.Kind
            && GroupOf(o) is ValidatingPolicyReader.Group or ClusterPolicyReader.Group).Select(o => PolicyExceptionReader.Read(o, GroupOf(o)))];
        mutations = [.. definitions.Where(d => d.IsMutation).Select(d => new BoundPolicy(d, bindings.Where(b => IsBound(d, b))))];
        Policies = [.. definitions.Where(d => !d.IsMutation)
            .Select(d => new AdmissionPolicy(d, bindings.Where(b => IsBound(d, b)), exceptions.Where(e => e.IsFor(d))))];
        parameters = [.. objects.Select(o => DocumentValue.Of(o))];
        ParameterKinds = [.. definitions.Select(KindOfParameters).Where(k => k.ApiVersion.Length > 0 && k.Kind.Length > 0).Distinct()];
        findings = new Lazy<PolicyObjectCheck>(() => Check(definitions));
        rules = new Lazy<AdmissionRule[]>(() => [.. Policies.Select(p => new AdmissionRule(p, this))]);
    }

    /// <summary>No policies.</summary>
    public static AdmissionPolicySet Empty { get; } = new([], new KubernetesVersion(KubernetesEnvironment.NewestReleased));

    /// <summary>
    /// The version of Kubernetes whose libraries and semantics the expressions have: the newest released one unless
    /// <see cref="For"/> says otherwise.
    /// </summary>
    public KubernetesVersion Version { get; }

    /// <summary>The policies, in the order in which they were read.</summary>
    public IReadOnlyList<AdmissionPolicy> Policies { get; }

    /// <summary>
    /// The kinds of objects that policies take as their parameters, by API version and kind, such as <c>v1</c> and
    /// <c>ConfigMap</c>; each once, in the order of the policies.
    /// </summary>
    public IReadOnlyList<(string ApiVersion, string Kind)> ParameterKinds { get; }

    /// <summary>Whether policies change objects.</summary>
    internal bool Mutates => mutations.Length > 0;

    /// <summary>The policies as rules.</summary>
    internal IReadOnlyList<AdmissionRule> Rules => rules.Value;

    /// <summary>Why API servers and the engines behind their webhooks refuse objects of this set, with the place of each mistake in its file.</summary>
    public IReadOnlyList<DocumentError> Errors => findings.Value.Errors;

    /// <summary>What they accept although it can do nothing: resources that do not exist, bindings and exceptions of policies that are not there.</summary>
    public IReadOnlyList<DocumentError> Warnings => findings.Value.Warnings;

    /// <summary>How many objects of each kind the set holds that say what is policy: policies, bindings, constraints, exceptions.</summary>
    public IReadOnlyDictionary<string, int> Kinds => objects.Where(IsPolicyObject).GroupBy(KindOf).ToDictionary(g => g.Key, g => g.Count());

    /// <summary>
    /// Reads policies, bindings, exceptions and parameters from documents; other objects are kept, because a policy may
    /// take any as its parameters.
    /// </summary>
    public static AdmissionPolicySet Read(IEnumerable<DocumentNode> documents) => Empty.With(documents);

    /// <summary>Reads them from a text.</summary>
    /// <param name="text">YAML with any number of documents, or JSON.</param>
    /// <param name="path">The name shown in positions.</param>
    /// <param name="errors">Receives what cannot be read.</param>
    public static AdmissionPolicySet Read(string text, string path, ICollection<DocumentError> errors)
    {
        _ = errors ?? throw new ArgumentNullException(nameof(errors));
        DocumentSet read = new DocumentReader().Read(text, path);
        foreach (DocumentError error in read.Said())
            errors.Add(error);
        return Read(read.Documents);
    }

    /// <summary>This set with further objects.</summary>
    public AdmissionPolicySet With(IEnumerable<DocumentNode> documents)
    {
        MappingNode[] further = [.. (documents ?? throw new ArgumentNullException(nameof(documents))).SelectMany(d => KubernetesReader.Unroll(d, []))
            .OfType<MappingNode>()];
        return further.Length == 0 ? this : new AdmissionPolicySet([.. objects, .. further], Version);
    }

    /// <summary>This set as an API server of another version evaluates it.</summary>
    public AdmissionPolicySet For(KubernetesVersion version) => version == Version ? this : new AdmissionPolicySet(objects, version);

    /// <summary>Whether a document is something that this set reads: a policy, a binding, a constraint or an exception.</summary>
    public static bool IsPolicyObject(DocumentNode document) => document is MappingNode mapping && GroupOf(mapping) switch
    {
        ValidatingAdmissionPolicyReader.Group =>
            KindOf(mapping) is ValidatingAdmissionPolicyReader.Kind or ValidatingAdmissionPolicyReader.BindingKind or MutatingPolicyReader.Kind or MutatingPolicyReader.BindingKind,
        ValidatingPolicyReader.Group or ClusterPolicyReader.Group or ConstraintTemplateReader.Group or ConstraintTemplateReader.ConstraintGroup => true,
        _ => false,
    };

    /// <summary>Puts a request to all policies.</summary>
    /// <param name="request">The request.</param>
    /// <param name="context">What is known of the cluster; the parameters of this set are known besides.</param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    /// <returns>One result for each policy, in order.</returns>
    internal IReadOnlyList<AdmissionResult> Evaluate(AdmissionRequest request, AdmissionContext? context = null, CancellationToken cancellationToken = default)
    {
        context = WithParameters(context ?? AdmissionContext.Offline);
        return [.. Policies.Select(p => Evaluate(p, request, context, cancellationToken))];
    }

    /// <summary>
    /// What has no verdict, or may have none, whatever is judged: policies that cannot be evaluated here, expressions
    /// that ask what no file answers, parameters that are not given. In the order of the policies.
    /// </summary>
    public IReadOnlyList<NotEvaluated> NotEvaluated => [.. Policies.SelectMany(Foresee)];

    internal IEnumerable<NotEvaluated> Foresee(AdmissionPolicy policy) => policy.Foresee(parameters);

    /// <summary>What answers for the cluster may throw anything, and the other policies are evaluated all the same.</summary>
    private static AdmissionResult Evaluate(AdmissionPolicy policy, AdmissionRequest request, AdmissionContext context, CancellationToken cancellation)
    {
        try
        {
            return policy.Evaluate(request, context, cancellation);
        }
#pragma warning disable CA1031
        catch (Exception e) when (Fault.CanBeIsolated(e))
#pragma warning restore CA1031
        {
            string message = Fault.Of(policy.Location.File.Path, $"The evaluation of '{policy.Name}'", e).Message;
            return new AdmissionResult(policy, AdmissionVerdict.Unknown, [], message) { IsFault = true, NotEvaluated = [policy.Gap(message, null, request)] };
        }
    }

    /// <summary>
    /// Shows what the mutating policies would make of an object: each sees what those before it made, and one whose
    /// <c>reinvocationPolicy</c> is <c>IfNeeded</c> what those after it made as well.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="context">What is known of the cluster; the parameters of this set are known besides.</param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    internal MutationPreview Mutate(AdmissionRequest request, AdmissionContext? context = null, CancellationToken cancellationToken = default) =>
        new MutationRun(request ?? throw new ArgumentNullException(nameof(request)), WithParameters(context ?? AdmissionContext.Offline), cancellationToken)
            .Run(mutations);

    private static (string ApiVersion, string Kind) KindOfParameters(PolicyDefinition policy) =>
        (policy.ParameterKind.FindText("apiVersion") ?? "", policy.ParameterKind.FindText("kind") ?? "");

    internal AdmissionContext WithParameters(AdmissionContext context) => context.And(parameters);

    private static string KindOf(MappingNode node) => node["kind"] is ScalarNode kind ? kind.Text : "";

    private static string GroupOf(MappingNode node) =>
        node["apiVersion"] is ScalarNode version && version.Text.IndexOf('/') is > 0 and var slash ? version.Text.Substring(0, slash) : "";

    private static IEnumerable<PolicyDefinition> ReadPolicies(MappingNode node, int minorVersion) => (GroupOf(node), KindOf(node)) switch
    {
        (ValidatingAdmissionPolicyReader.Group, ValidatingAdmissionPolicyReader.Kind) => [ValidatingAdmissionPolicyReader.Read(node, minorVersion)],
        (ValidatingAdmissionPolicyReader.Group, MutatingPolicyReader.Kind) => [MutatingPolicyReader.Read(node, minorVersion)],
        (ValidatingPolicyReader.Group, "MutatingPolicy") => [MutatingPolicyReader.ReadKyverno(node)],
        (ValidatingPolicyReader.Group, ("ValidatingPolicy" or "NamespacedValidatingPolicy") and var kind) => [ValidatingPolicyReader.Read(node, kind)],
        (ValidatingPolicyReader.Group, ("ImageValidatingPolicy" or "NamespacedImageValidatingPolicy") and var kind) =>
            [ValidatingPolicyReader.ReadOfImages(node, kind)],
        (ClusterPolicyReader.Group, ("ClusterPolicy" or "Policy") and var kind) => ClusterPolicyReader.Read(node, kind),
        (ConstraintTemplateReader.Group, ConstraintTemplateReader.Kind) => ConstraintTemplateReader.Read(node, minorVersion),
        _ => [],
    };

    private static IEnumerable<PolicyBinding> ReadBindings(MappingNode node, PolicyDefinition[] policies) => (GroupOf(node), KindOf(node)) switch
    {
        (ValidatingAdmissionPolicyReader.Group, ValidatingAdmissionPolicyReader.BindingKind) =>
            [ValidatingAdmissionPolicyReader.ReadBinding(node, policies, ValidatingAdmissionPolicyReader.Kind)],
        (ValidatingAdmissionPolicyReader.Group, MutatingPolicyReader.BindingKind) =>
            [ValidatingAdmissionPolicyReader.ReadBinding(node, policies, MutatingPolicyReader.Kind)],
        (ConstraintTemplateReader.ConstraintGroup, var kind) => policies
            .Where(p => p.Kind == ConstraintTemplateReader.Kind && p.ParameterKind.FindText("kind") == kind)
            .Select(p => ConstraintTemplateReader.ReadConstraint(node, p.Name)),
        _ => [],
    };

    /// <summary>What puts a policy into force that is not there, so that nobody can say what it would say.</summary>
    private static IEnumerable<PolicyDefinition> ReadOrphans(MappingNode node, PolicyDefinition[] policies) => (GroupOf(node), KindOf(node)) switch
    {
        (ValidatingAdmissionPolicyReader.Group, ValidatingAdmissionPolicyReader.BindingKind) when !ReadBindings(node, policies)
            .Any(b => policies.Any(p => IsBound(p, b))) =>
            [ValidatingAdmissionPolicyReader.ReadOrphan(node)],
        (ConstraintTemplateReader.ConstraintGroup, _) when !ReadBindings(node, policies).Any() => [ConstraintTemplateReader.ReadOrphan(node)],
        _ => [],
    };

    private static bool IsBound(PolicyDefinition policy, PolicyBinding binding) =>
        policy.Kind == binding.PolicyKind && policy.Name == binding.PolicyName;

    private PolicyObjectCheck Check(IReadOnlyList<PolicyDefinition> definitions)
    {
        var check = new PolicyObjectCheck(definitions);
        foreach (MappingNode node in objects)
            check.Check(node, GroupOf(node), KindOf(node));
        return check;
    }
}
