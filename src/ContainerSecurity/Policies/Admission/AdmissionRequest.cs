using ContainerSecurity.Cel.Values;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Kubernetes.Schemas;

namespace ContainerSecurity.Policies.Admission;

/// <summary>A request as an API server would put it to its policies. What is not given is derived from the object as the API server would fill it in.</summary>
public sealed class AdmissionRequest
{
    private readonly CelValue writtenObject;
    private readonly CelValue writtenOldObject;
    private readonly CelValue writtenSubject;
    private readonly Lazy<ReadObject> readObject;
    private readonly Lazy<ReadObject> readOldObject;
    private readonly Lazy<CelValue> value;

    /// <summary>A request to create, change or delete an object.</summary>
    /// <param name="object">The object as it shall be; null for <see cref="AdmissionOperation.Delete"/>.</param>
    /// <param name="oldObject">The object as it is; null for <see cref="AdmissionOperation.Create"/>.</param>
    /// <param name="operation">What the request does.</param>
    public AdmissionRequest(CelValue @object, CelValue oldObject = default, AdmissionOperation operation = AdmissionOperation.Create)
    {
        writtenObject = @object.Kind == CelKind.Map ? @object : CelValue.Null;
        writtenOldObject = oldObject.Kind == CelKind.Map ? oldObject : CelValue.Null;
        Operation = operation;
        readObject = new Lazy<ReadObject>(() => Read(writtenObject, IsCreation ? ObjectStage.Created : ObjectStage.Stored));
        readOldObject = new Lazy<ReadObject>(() => Read(writtenOldObject, ObjectStage.Stored));
        value = new Lazy<CelValue>(CreateValue);
        CelValue subject = writtenSubject = writtenObject.IsNull() ? writtenOldObject : writtenObject;
        string apiVersion = subject.FindText("apiVersion") ?? "";
        (Group, Version) = KindNames.Split(apiVersion);
        Kind = subject.FindText("kind") ?? "";
        RequestedResource resource = RequestedResource.Of(apiVersion, Kind);
        (ResourceGroup, ResourceVersion, Resource, Subresource) = (resource.Group, resource.Version, resource.Name, resource.Subresource);
        Name = subject.FindText("metadata", "name") ?? "";
        Namespace = !resource.IsNamespaced ? "" : subject.FindText("metadata", "namespace") is { Length: > 0 } named ? named : "default";
        if (IsNamespace)
            Namespace = Name;
    }

    /// <summary>A request to create the object of a document.</summary>
    public AdmissionRequest(DocumentNode document)
        : this(DocumentValue.Of(document ?? throw new ArgumentNullException(nameof(document))))
    {
    }

    /// <summary>What the request does.</summary>
    public AdmissionOperation Operation { get; }

    /// <summary>
    /// The object as it shall be, as the API server shows it to its policies: decoded, completed with defaults, named.
    /// The null value for a deletion.
    /// </summary>
    public CelValue Object => readObject.Value.Object;

    /// <summary>The object as it is, decoded and completed likewise; the null value for a creation.</summary>
    public CelValue OldObject => readOldObject.Value.Object;

    /// <summary>
    /// Whether the objects are taken as they are written, without defaults and without being decoded by their types.
    /// The default value is false.
    /// </summary>
    public bool IsRaw { get; init; }

    /// <summary>The API group, empty for the core group.</summary>
    public string Group { get; init; }

    /// <summary>The version, such as <c>v1</c>.</summary>
    public string Version { get; init; }

    /// <summary>The kind, such as <c>Deployment</c>.</summary>
    public string Kind { get; init; }

    /// <summary>The resource, such as <c>deployments</c>.</summary>
    public string Resource { get; init; }

    /// <summary>
    /// The API group of the resource, which may be another than that of the object's kind: an <c>Eviction</c> is of
    /// <c>policy</c>, and is put to a pod.
    /// </summary>
    public string ResourceGroup { get; init; }

    /// <summary>The version of the resource.</summary>
    public string ResourceVersion { get; init; }

    /// <summary>The subresource, such as <c>scale</c>; empty for none.</summary>
    public string Subresource { get; init; }

    /// <summary>The object's name; empty where the API server makes one up.</summary>
    public string Name { get; init; }

    /// <summary>
    /// The object's namespace: <c>default</c> where the object names none, the name for a namespace itself; empty for
    /// other objects of the cluster.
    /// </summary>
    public string Namespace { get; init; }

    /// <summary>Who makes the request; null where that is not known, so that an expression which asks has no answer.</summary>
    public AdmissionUser? User { get; init; }

    /// <summary>Whether nothing will be stored. The default value is false.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>The options of the operation, such as <c>CreateOptions</c>; the null value for those that a plain request has.</summary>
    public CelValue Options { get; init; }

    /// <summary>The object the request is about, the old one for a deletion.</summary>
    internal CelValue Subject => Object.IsNull() ? OldObject : Object;

    /// <summary>The object as mutating policies see it: completed, not yet named.</summary>
    internal CelValue Requested => IsCreation ? Read(writtenObject, ObjectStage.Requested).Object : Object;

    /// <summary>Whether the request is about a namespace, which is in no namespace though the request names it as its own.</summary>
    internal bool IsNamespace => Kind == "Namespace" && Group.Length == 0;

    /// <summary>Whether the object belongs to no namespace.</summary>
    internal bool IsClusterScoped => Namespace.Length == 0 || IsNamespace;

    /// <summary>What of the objects cannot be read; the API server refuses such a request before its policies see it.</summary>
    internal IEnumerable<DocumentError> Errors => readObject.Value.Errors.Concat(readOldObject.Value.Errors);

    private bool IsCreation => Operation == AdmissionOperation.Create && Subresource.Length == 0;
    /// <summary>Who the object is, for people.</summary>
    internal ResourceIdentity Identity => new(Group.Length == 0 ? Version : $"{Group}/{Version}", Kind, IsClusterScoped ? null : Namespace, Name);

    /// <summary>The operation in the words of the API.</summary>
    internal string OperationName => Operation.ToString().ToUpperInvariant();

    /// <summary>The variable <c>request</c>.</summary>
    internal CelValue Value => value.Value;

    /// <summary>Reads the request of an <c>AdmissionReview</c>.</summary>
    /// <param name="review">The whole review, or its <c>request</c>.</param>
    public static AdmissionRequest FromReview(CelValue review)
    {
        CelValue request = review.Find("request") is { Kind: CelKind.Map } inner ? inner : review;
        AdmissionOperation operation = Enum.TryParse(
            request.FindText("operation"), ignoreCase: true, out AdmissionOperation named)
            ? named
            : AdmissionOperation.Create;
        var derived = new AdmissionRequest(request.Find("object"), request.Find("oldObject"), operation);
        string group = request.FindText("kind", "group") ?? derived.Group, version = request.FindText("kind", "version") ?? derived.Version;
        bool namesResource = request.FindText("resource", "resource") is not null;
        return new AdmissionRequest(derived.writtenObject, derived.writtenOldObject, operation)
        {
            Group = group,
            Version = version,
            Kind = request.FindText("kind", "kind") ?? derived.Kind,
            Resource = request.FindText("resource", "resource") ?? derived.Resource,
            ResourceGroup = namesResource ? request.FindText("resource", "group") ?? "" : derived.ResourceGroup,
            ResourceVersion = namesResource ? request.FindText("resource", "version") ?? version : derived.ResourceVersion,
            Subresource = request.FindText("subResource") ?? (namesResource ? "" : derived.Subresource),
            Name = request.FindText("name") ?? derived.Name,
            Namespace = request.FindText("namespace") ?? derived.Namespace,
            User = AdmissionUser.Read(request.Find("userInfo")),
            IsDryRun = request.Find("dryRun") == CelValue.True,
            Options = request.Find("options"),
        };
    }

    /// <summary>The same request with its objects taken as they are written.</summary>
    public AdmissionRequest AsWritten() => With(writtenObject, Namespace, isRaw: true);

    /// <summary>The same request in a namespace, where its object names none.</summary>
    /// <param name="namespaceObject">The namespace; the null value changes nothing.</param>
    public AdmissionRequest In(CelValue namespaceObject) =>
        IsClusterScoped || writtenSubject.FindText("metadata", "namespace") is { Length: > 0 } || namespaceObject.FindText("metadata", "name") is not { } name
            ? this : With(writtenObject, name, IsRaw);

    /// <summary>
    /// What is known of the request's namespace without its object: its name, and the label that says it. The null
    /// value for an object of the cluster.
    /// </summary>
    internal CelValue AssumedNamespace => IsClusterScoped ? CelValue.Null : DocumentValue.Of(AssumedObjects.Namespace(Namespace));

    /// <summary>The same request for an object that a policy has changed.</summary>
    internal AdmissionRequest WithObject(CelValue changed) => With(changed, Namespace, IsRaw);

    private AdmissionRequest With(CelValue @object, string @namespace, bool isRaw) => new(@object, writtenOldObject, Operation)
    {
        Group = Group,
        Version = Version,
        Kind = Kind,
        Resource = Resource,
        ResourceGroup = ResourceGroup,
        ResourceVersion = ResourceVersion,
        Subresource = Subresource,
        Name = Name,
        Namespace = @namespace,
        User = User,
        IsDryRun = IsDryRun,
        Options = Options,
        IsRaw = isRaw,
    };

    private ReadObject Read(CelValue written, ObjectStage stage)
    {
        var errors = new List<DocumentError>();
        return new ReadObject(IsRaw ? written : AdmissionObjects.Read(written, stage, IsClusterScoped ? "" : Namespace, errors), errors);
    }

    /// <summary>What is empty is not there, as in the API server's own request.</summary>
    private CelValue CreateValue()
    {
        CelValue kind = CelFields.Map(("group", CelValue.From(Group)), ("version", CelValue.From(Version)), ("kind", CelValue.From(Kind)));
        CelValue resource = CelFields.Map(
            ("group", CelValue.From(ResourceGroup)),
            ("version", CelValue.From(ResourceVersion)),
            ("resource", CelValue.From(Resource)));
        List<(string, CelValue)> fields =
        [
            ("uid", CelValue.From("")),
            ("kind", kind),
            ("resource", resource),
            ("requestKind", kind),
            ("requestResource", resource),
            ("operation", CelValue.From(OperationName)),
            ("userInfo", User?.ToValue() ?? CelValue.Unknown("request.userInfo", isPresent: true)),
            ("object", Object),
            ("oldObject", OldObject),
            ("dryRun", CelValue.From(IsDryRun)),
            ("options", Options.IsNull() ? DefaultOptions() : Options),
        ];
        foreach ((string name, string text) in new[]
        {
            ("subResource", Subresource),
            ("requestSubResource", Subresource),
            ("name", Name),
            ("namespace", Namespace)
        })
            if (text.Length > 0)
                fields.Add((name, CelValue.From(text)));
        return CelFields.Map([.. fields]);
    }

    private CelValue DefaultOptions()
    {
        List<(string, CelValue)> fields = [("kind", CelValue.From(Operation + "Options")), ("apiVersion", CelValue.From("meta.k8s.io/v1"))];
        if (IsDryRun)
            fields.Add(("dryRun", CelFields.List(["All"])));
        return Operation == AdmissionOperation.Connect ? CelValue.Null : CelFields.Map([.. fields]);
    }

    private sealed record ReadObject(CelValue Object, IReadOnlyList<DocumentError> Errors);
}
