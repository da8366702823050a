using ContainerSecurity.Cel;
using ContainerSecurity.Cel.Values;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies.Admission.Gatekeeper;
using ContainerSecurity.Policies.Admission.Kyverno;
using ContainerSecurity.Policies.Admission.Mutations;

namespace ContainerSecurity.Policies.Admission;

/// <summary>The policies of a cluster with their bindings, exceptions and parameters, read from manifests. Immutable and safe for use from any thread.</summary>
public sealed class AdmissionPolicySet
{
    private readonly MappingNode[] objects;
    private readonly CelValue[] parameters;
    private readonly BoundPolicy[] mutations;
    private readonly Lazy<AdmissionRule[]> rules;

    private AdmissionPolicySet(MappingNode[] objects)
    {
        this.objects = objects;
        PolicyDefinition[] definitions = [.. objects.SelectMany(ReadPolicies)];
        PolicyBinding[] bindings = [.. objects.SelectMany(o => ReadBindings(o, definitions))];
        PolicyException[] exceptions = [.. objects.Where(o => KindOf(o) == PolicyExceptionReader.Kind && GroupOf(o) is ValidatingPolicyReader.Group or ClusterPolicyReader.Group).Select(o => PolicyExceptionReader.Read(o, GroupOf(o)))];
        mutations = [.. definitions.Where(d => d.IsMutation).Select(d => new BoundPolicy(d, bindings.Where(b => IsBound(d, b))))];
        Policies = [.. definitions.Where(d => !d.IsMutation).Select(d => new AdmissionPolicy(d, bindings.Where(b => IsBound(d, b)), exceptions.Where(e => e.IsFor(d))))];
        parameters = [.. objects.Select(o => DocumentValue.Of(o))];
        Errors = [.. definitions.SelectMany(FindErrors)];
        rules = new Lazy<AdmissionRule[]>(() => [.. Policies.Select(p => new AdmissionRule(p, this))]);
    }

    /// <summary>No policies.</summary>
    public static AdmissionPolicySet Empty { get; } = new([]);

    /// <summary>The policies, in the order in which they were read.</summary>
    public IReadOnlyList<AdmissionPolicy> Policies { get; }

    /// <summary>The policies as rules.</summary>
    internal IReadOnlyList<AdmissionRule> Rules => rules.Value;

    /// <summary>What is wrong with the expressions, with the place of each in its file.</summary>
    public IReadOnlyList<DocumentError> Errors { get; }

    /// <summary>Reads policies, bindings, exceptions and parameters from documents; other objects are kept, because a policy may take any as its parameters.</summary>
    public static AdmissionPolicySet Read(IEnumerable<DocumentNode> documents) => Empty.With(documents);

    /// <summary>Reads them from a text.</summary>
    /// <param name="text">YAML with any number of documents, or JSON.</param>
    /// <param name="path">The name shown in positions.</param>
    /// <param name="errors">Receives what cannot be read.</param>
    public static AdmissionPolicySet Read(string text, string path, ICollection<DocumentError> errors)
    {
        _ = errors ?? throw new ArgumentNullException(nameof(errors));
        DocumentSet read = new DocumentReader().Read(text, path);
        foreach (DocumentError error in read.Errors)
            errors.Add(error);
        return Read(read.Documents);
    }

    /// <summary>This set with further objects.</summary>
    public AdmissionPolicySet With(IEnumerable<DocumentNode> documents)
    {
        MappingNode[] further = [.. (documents ?? throw new ArgumentNullException(nameof(documents))).SelectMany(Unroll)];
        return further.Length == 0 ? this : new AdmissionPolicySet([.. objects, .. further]);
    }

    /// <summary>Whether a document is something that this set reads: a policy, a binding, a constraint or an exception.</summary>
    public static bool IsPolicyObject(DocumentNode document) => document is MappingNode mapping && GroupOf(mapping) switch
    {
        ValidatingAdmissionPolicyReader.Group => KindOf(mapping) is ValidatingAdmissionPolicyReader.Kind or ValidatingAdmissionPolicyReader.BindingKind or MutatingPolicyReader.Kind or MutatingPolicyReader.BindingKind,
        ValidatingPolicyReader.Group or ClusterPolicyReader.Group or ConstraintTemplateReader.Group or ConstraintTemplateReader.ConstraintGroup => true,
        _ => false,
    };

    /// <summary>Puts a request to all policies.</summary>
    /// <param name="request">The request.</param>
    /// <param name="context">What is known of the cluster; the parameters of this set are known besides.</param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    /// <returns>One result for each policy, in order.</returns>
    public IReadOnlyList<AdmissionResult> Evaluate(AdmissionRequest request, AdmissionContext? context = null, CancellationToken cancellationToken = default)
    {
        context = WithParameters(context ?? AdmissionContext.Offline);
        return [.. Policies.Select(p => p.Evaluate(request, context, cancellationToken))];
    }

    /// <summary>Shows what the mutating policies would make of an object: each sees what those before it made, and one whose <c>reinvocationPolicy</c> is <c>IfNeeded</c> what those after it made as well.</summary>
    /// <param name="request">The request.</param>
    /// <param name="context">What is known of the cluster; the parameters of this set are known besides.</param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    public MutationPreview Mutate(AdmissionRequest request, AdmissionContext? context = null, CancellationToken cancellationToken = default) =>
        new MutationRun(request ?? throw new ArgumentNullException(nameof(request)), WithParameters(context ?? AdmissionContext.Offline), cancellationToken).Run(mutations);

    internal AdmissionContext WithParameters(AdmissionContext context) => new()
    {
        Parameters = [.. context.Parameters, .. parameters],
        NamespaceObject = context.NamespaceObject,
        Authorizer = context.Authorizer,
        Kyverno = context.Kyverno,
    };

    private static IEnumerable<MappingNode> Unroll(DocumentNode document) =>
        document is not MappingNode mapping ? []
        : KindOf(mapping).EndsWith("List", StringComparison.Ordinal) && mapping["items"] is SequenceNode items ? items.Items.OfType<MappingNode>()
        : [mapping];

    private static string KindOf(MappingNode node) => node["kind"] is ScalarNode kind ? kind.Text : "";

    private static string GroupOf(MappingNode node) =>
        node["apiVersion"] is ScalarNode version && version.Text.IndexOf('/') is > 0 and var slash ? version.Text.Substring(0, slash) : "";

    private static IEnumerable<PolicyDefinition> ReadPolicies(MappingNode node) => (GroupOf(node), KindOf(node)) switch
    {
        (ValidatingAdmissionPolicyReader.Group, ValidatingAdmissionPolicyReader.Kind) => [ValidatingAdmissionPolicyReader.Read(node)],
        (ValidatingAdmissionPolicyReader.Group, MutatingPolicyReader.Kind) => [MutatingPolicyReader.Read(node)],
        (ValidatingPolicyReader.Group, "MutatingPolicy") => [MutatingPolicyReader.ReadKyverno(node)],
        (ValidatingPolicyReader.Group, ("ValidatingPolicy" or "NamespacedValidatingPolicy") and var kind) => [ValidatingPolicyReader.Read(node, kind)],
        (ClusterPolicyReader.Group, ("ClusterPolicy" or "Policy") and var kind) => ClusterPolicyReader.Read(node, kind),
        (ConstraintTemplateReader.Group, ConstraintTemplateReader.Kind) => ConstraintTemplateReader.Read(node),
        _ => [],
    };

    private static IEnumerable<PolicyBinding> ReadBindings(MappingNode node, PolicyDefinition[] policies) => (GroupOf(node), KindOf(node)) switch
    {
        (ValidatingAdmissionPolicyReader.Group, ValidatingAdmissionPolicyReader.BindingKind) => [ValidatingAdmissionPolicyReader.ReadBinding(node, policies, ValidatingAdmissionPolicyReader.Kind)],
        (ValidatingAdmissionPolicyReader.Group, MutatingPolicyReader.BindingKind) => [ValidatingAdmissionPolicyReader.ReadBinding(node, policies, MutatingPolicyReader.Kind)],
        (ConstraintTemplateReader.ConstraintGroup, var kind) => policies
            .Where(p => p.Kind == ConstraintTemplateReader.Kind && p.ParameterKind.FindText("kind") == kind)
            .Select(p => ConstraintTemplateReader.ReadConstraint(node, p.Name)),
        _ => [],
    };

    private static bool IsBound(PolicyDefinition policy, PolicyBinding binding) =>
        policy.Kind == binding.PolicyKind && policy.Name == binding.PolicyName;

    private static IEnumerable<DocumentError> FindErrors(PolicyDefinition policy)
    {
        // What is wrong with an expression is wrong with its rewritings too.
        foreach (AdmissionExpression expression in policy.Programs[0].Expressions)
            foreach (CelIssue issue in expression.Issues)
                yield return new DocumentError(policy.Node.File.Path, (expression.Node ?? policy.Node).Span, $"The expression of {policy.Kind} '{policy.Name}' is not valid at {issue.Line}:{issue.Column}: {issue.Message}");
    }
}
