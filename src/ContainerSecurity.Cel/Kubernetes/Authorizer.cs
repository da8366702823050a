namespace ContainerSecurity.Cel.Kubernetes;

/// <summary>The value of the variable <c>authorizer</c>, what its functions build, and the library of them.</summary>
internal sealed class Authorizer(CelType type, ICelAuthorizer source, CelAuthorizerRequest request, CelAuthorizerDecision? decision = null) : CelOpaque(type)
{
    public static readonly CelType Root = CelType.Opaque("kubernetes.authorization.Authorizer");
    private static readonly CelType PathCheck = CelType.Opaque("kubernetes.authorization.PathCheck");
    private static readonly CelType GroupCheck = CelType.Opaque("kubernetes.authorization.GroupCheck");
    public static readonly CelType ResourceCheck = CelType.Opaque("kubernetes.authorization.ResourceCheck");
    private static readonly CelType Decision = CelType.Opaque("kubernetes.authorization.Decision");

    protected override bool EqualsOpaque(CelOpaque other) => ((Authorizer)other).request == this.request;
    protected override int HashOpaque() => this.request.GetHashCode();

    private readonly CelAuthorizerRequest request = request;
    private readonly CelAuthorizerDecision? decision = decision;
    private readonly ICelAuthorizer source = source;

    public static CelLibrary CreateLibrary()
    {
        var library = new CelLibrary("kubernetes.authorizer");
        const string n = Prefix;
        foreach (CelType known in new[] { Root, PathCheck, GroupCheck, ResourceCheck, Decision })
            library.TypeName(known);
        library
            .Method(
                "authorizer_path",
                "path",
                n + "Authorizer.path(string) -> " + n + "PathCheck",
                (a, s) => string.IsNullOrWhiteSpace(Text(s))
                    ? CelValue.Error("path must not be empty")
                    : Next(a, PathCheck, r => r with { Path = Text(s) }))
            .Method(
                "authorizer_group",
                "group",
                n + "Authorizer.group(string) -> " + n + "GroupCheck",
                (a, s) => Next(a, GroupCheck, r => r with { ApiGroup = Text(s) }))
            .Method("authorizer_serviceaccount", "serviceAccount", n + "Authorizer.serviceAccount(string, string) -> " + n + "Authorizer", ServiceAccount)
            .Method(
                "groupcheck_resource",
                "resource",
                n + "GroupCheck.resource(string) -> " + n + "ResourceCheck",
                (a, s) => string.IsNullOrWhiteSpace(Text(s))
                    ? CelValue.Error("resource must not be empty")
                    : Next(a, ResourceCheck, r => r with { Resource = Text(s) }))
            .Method(
                "resourcecheck_subresource",
                "subresource",
                n + "ResourceCheck.subresource(string) -> " + n + "ResourceCheck",
                (a, s) => Next(a, ResourceCheck, r => r with { Subresource = Text(s) }))
            .Method(
                "resourcecheck_namespace",
                "namespace",
                n + "ResourceCheck.namespace(string) -> " + n + "ResourceCheck",
                (a, s) => Next(a, ResourceCheck, r => r with { Namespace = Text(s) }))
            .Method(
                "resourcecheck_name",
                "name",
                n + "ResourceCheck.name(string) -> " + n + "ResourceCheck",
                (a, s) => Next(a, ResourceCheck, r => r with { Name = Text(s) }))
            .Method("pathcheck_check", "check", n + "PathCheck.check(string) -> " + n + "Decision", Check)
            .Method("resourcecheck_check", "check", n + "ResourceCheck.check(string) -> " + n + "Decision", Check)
            .Method("decision_errored", "errored", n + "Decision.errored() -> bool", d => CelValue.From(Answer(d).Error is not null))
            .Method("decision_error", "error", n + "Decision.error() -> string", d => CelValue.From(Answer(d).Error ?? ""))
            .Method("decision_allowed", "allowed", n + "Decision.allowed() -> bool", d => CelValue.From(Answer(d).IsAllowed))
            .Method("decision_reason", "reason", n + "Decision.reason() -> string", d => CelValue.From(Answer(d).Reason));
        return library;
    }

    /// <summary>The functions by which checks name the objects that they are about.</summary>
    public static CelLibrary CreateSelectors() => new CelLibrary("kubernetes.authorizer.selectors")
        .Method(
            "authorizer_fieldselector",
            "fieldSelector",
            Prefix + "ResourceCheck.fieldSelector(string) -> " + Prefix + "ResourceCheck",
            (a, s) => Next(a, ResourceCheck, r => r with { FieldSelector = Text(s) }))
        .Method(
            "authorizer_labelselector",
            "labelSelector",
            Prefix + "ResourceCheck.labelSelector(string) -> " + Prefix + "ResourceCheck",
            (a, s) => Next(a, ResourceCheck, r => r with { LabelSelector = Text(s) }));

    private const string Prefix = "kubernetes.authorization.";

    private static string Text(CelValue value) => (string)value.Reference!;

    private static CelAuthorizerDecision Answer(CelValue value) => ((Authorizer)value.Reference!).decision!;

    private static CelValue Next(CelValue value, CelType type, Func<CelAuthorizerRequest, CelAuthorizerRequest> change)
    {
        var authorizer = (Authorizer)value.Reference!;
        return CelValue.From(new Authorizer(type, authorizer.source, change(authorizer.request)));
    }

    private static CelValue ServiceAccount(CelValue[] v)
    {
        string space = Text(v[1]), name = Text(v[2]);
        if (Dns.Subdomain(name).Any())
            return CelValue.Error("Invalid service account name");
        if (Dns.Label(space).Any())
            return CelValue.Error("Invalid service account namespace");
        return Next(
            v[0],
            Root,
            r => r with
            {
                User = $"system:serviceaccount:{space}:{name}",
                Groups = ["system:serviceaccounts", "system:serviceaccounts:" + space]
            });
    }

    private static CelValue Check(CelValue value, CelValue verb)
    {
        var authorizer = (Authorizer)value.Reference!;
        CelAuthorizerRequest request = authorizer.request with { Verb = Text(verb) };
        return CelValue.From(new Authorizer(Decision, authorizer.source, request, authorizer.source.Authorize(request)));
    }
}
