using ContainerSecurity.Cel.Values;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Policies.Admission;

/// <summary>A request as an API server would put it to its policies. What is not given is derived from the object as the API server would fill it in.</summary>
public sealed class AdmissionRequest
{
    private CelValue? value;

    /// <summary>A request to create, change or delete an object.</summary>
    /// <param name="object">The object as it shall be; null for <see cref="AdmissionOperation.Delete"/>.</param>
    /// <param name="oldObject">The object as it is; null for <see cref="AdmissionOperation.Create"/>.</param>
    /// <param name="operation">What the request does.</param>
    public AdmissionRequest(CelValue @object, CelValue oldObject = default, AdmissionOperation operation = AdmissionOperation.Create)
    {
        Object = @object.Kind == CelKind.Map ? @object : CelValue.Null;
        OldObject = oldObject.Kind == CelKind.Map ? oldObject : CelValue.Null;
        Operation = operation;
        string apiVersion = Subject.FindText("apiVersion") ?? "";
        int slash = apiVersion.IndexOf('/');
        Group = slash < 0 ? "" : apiVersion.Substring(0, slash);
        Version = apiVersion.Substring(slash + 1);
        Kind = Subject.FindText("kind") ?? "";
        Resource = KindNames.Plural(Kind);
        Name = Subject.FindText("metadata", "name") ?? "";
        bool isClusterScoped = KindNames.IsClusterScoped(Kind);
        Namespace = isClusterScoped ? "" : Subject.FindText("metadata", "namespace") ?? "default";
    }

    /// <summary>A request to create the object of a document.</summary>
    public AdmissionRequest(DocumentNode document)
        : this(DocumentValue.Of(document ?? throw new ArgumentNullException(nameof(document))))
    {
    }

    /// <summary>What the request does.</summary>
    public AdmissionOperation Operation { get; }

    /// <summary>The object as it shall be; the null value for a deletion.</summary>
    public CelValue Object { get; }

    /// <summary>The object as it is; the null value for a creation.</summary>
    public CelValue OldObject { get; }

    /// <summary>The API group, empty for the core group.</summary>
    public string Group { get; init; }

    /// <summary>The version, such as <c>v1</c>.</summary>
    public string Version { get; init; }

    /// <summary>The kind, such as <c>Deployment</c>.</summary>
    public string Kind { get; init; }

    /// <summary>The resource, such as <c>deployments</c>.</summary>
    public string Resource { get; init; }

    /// <summary>The subresource, such as <c>scale</c>; empty for none.</summary>
    public string Subresource { get; init; } = "";

    /// <summary>The object's name; empty where the API server makes one up.</summary>
    public string Name { get; init; }

    /// <summary>The object's namespace: <c>default</c> where the object names none; empty for an object of the cluster.</summary>
    public string Namespace { get; init; }

    /// <summary>Who makes the request; null where that is not known, so that an expression which asks has no answer.</summary>
    public AdmissionUser? User { get; init; }

    /// <summary>Whether nothing will be stored. The default value is false.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>The options of the operation. The default value is the null value.</summary>
    public CelValue Options { get; init; }

    /// <summary>The object the request is about, the old one for a deletion.</summary>
    internal CelValue Subject => Object.IsNull() ? OldObject : Object;

    /// <summary>Who the object is, for people.</summary>
    internal ResourceIdentity Identity => new(Group.Length == 0 ? Version : $"{Group}/{Version}", Kind, Namespace.Length == 0 ? null : Namespace, Name);

    /// <summary>The operation in the words of the API.</summary>
    internal string OperationName => Operation.ToString().ToUpperInvariant();

    /// <summary>The variable <c>request</c>.</summary>
    internal CelValue Value => value ??= CreateValue();

    /// <summary>Reads the request of an <c>AdmissionReview</c>.</summary>
    /// <param name="review">The whole review, or its <c>request</c>.</param>
    public static AdmissionRequest FromReview(CelValue review)
    {
        CelValue request = review.Find("request") is { Kind: CelKind.Map } inner ? inner : review;
        AdmissionOperation operation = Enum.TryParse(request.FindText("operation"), ignoreCase: true, out AdmissionOperation named) ? named : AdmissionOperation.Create;
        var derived = new AdmissionRequest(request.Find("object"), request.Find("oldObject"), operation);
        return new AdmissionRequest(derived.Object, derived.OldObject, operation)
        {
            Group = request.FindText("kind", "group") ?? derived.Group,
            Version = request.FindText("kind", "version") ?? derived.Version,
            Kind = request.FindText("kind", "kind") ?? derived.Kind,
            Resource = request.FindText("resource", "resource") ?? derived.Resource,
            Subresource = request.FindText("subResource") ?? "",
            Name = request.FindText("name") ?? derived.Name,
            Namespace = request.FindText("namespace") ?? derived.Namespace,
            User = request.FindText("userInfo", "username") is { } name
                ? new AdmissionUser(name) { Groups = request.Find("userInfo", "groups").Texts(), Uid = request.FindText("userInfo", "uid") ?? "" }
                : null,
            IsDryRun = request.Find("dryRun") == CelValue.True,
            Options = request.Find("options"),
        };
    }

    /// <summary>What is known of the request's namespace without its object: its name, and the label that says it. The null value for an object of the cluster.</summary>
    internal CelValue AssumedNamespace => Namespace.Length == 0 ? CelValue.Null : DocumentValue.Of(PartlyKnown.Namespace(Namespace));

    /// <summary>The same request for an object that a policy has changed.</summary>
    internal AdmissionRequest WithObject(CelValue changed) => new(changed, OldObject, Operation)
    {
        Group = Group,
        Version = Version,
        Kind = Kind,
        Resource = Resource,
        Subresource = Subresource,
        Name = Name,
        Namespace = Namespace,
        User = User,
        IsDryRun = IsDryRun,
        Options = Options,
    };

    private CelValue CreateValue()
    {
        CelValue kind = CelFields.Map(("group", CelValue.From(Group)), ("version", CelValue.From(Version)), ("kind", CelValue.From(Kind)));
        CelValue resource = CelFields.Map(("group", CelValue.From(Group)), ("version", CelValue.From(Version)), ("resource", CelValue.From(Resource)));
        return CelFields.Map(
            ("uid", CelValue.From("")),
            ("kind", kind),
            ("resource", resource),
            ("subResource", CelValue.From(Subresource)),
            ("requestKind", kind),
            ("requestResource", resource),
            ("requestSubResource", CelValue.From(Subresource)),
            ("name", CelValue.From(Name)),
            ("namespace", CelValue.From(Namespace)),
            ("operation", CelValue.From(OperationName)),
            ("userInfo", User?.ToValue() ?? CelValue.Unknown("request.userInfo")),
            ("object", Object),
            ("oldObject", OldObject),
            ("dryRun", CelValue.From(IsDryRun)),
            ("options", Options));
    }
}
