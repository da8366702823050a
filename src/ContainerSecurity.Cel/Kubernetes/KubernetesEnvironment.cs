namespace ContainerSecurity.Cel.Kubernetes;

/// <summary>Environments as API servers have them.</summary>
public static class KubernetesEnvironment
{
    private static readonly (int Minor, CelLibrary[] Libraries)[] ByVersion =
    [
        (23, [CelLibraries.KubernetesDurations, CelLibraries.Url, CelLibraries.Find, CelLibraries.KubernetesLists]),
        (27, [CelLibraries.Authorizer]),
        (28, [CelLibraries.Optionals, CelLibraries.Quantity]),
        (29, [CelLibraries.Strings, CelLibraries.KubernetesStrings, CelLibraries.Sets]),
        (30, [CelLibraries.Ip, CelLibraries.Cidr]),
        (31, [CelLibraries.Format]),
        (32, [CelLibraries.TwoVariableComprehensions, CelLibraries.JsonPatch]),
        (33, [CelLibraries.Semver]),
        (34, [CelLibraries.Lists]),
    ];

    private static readonly string[] AdmissionVariables = ["object", "oldObject", "request", "params", "variables"];

    private static readonly KubernetesSchema NamespaceSchema = new(Object(
        ("metadata", Object(("name", Of("string")), ("generateName", Of("string")), ("namespace", Of("string")), ("uid", Of("string")),
            ("resourceVersion", Of("string")), ("generation", Of("integer")), ("creationTimestamp", Of("string", "date-time")),
            ("deletionTimestamp", Of("string", "date-time")), ("deletionGracePeriodSeconds", Of("integer")),
            ("labels", MapOf(Of("string"))), ("annotations", MapOf(Of("string"))), ("finalizers", ListOf(Of("string"))))),
        ("spec", Object(("finalizers", ListOf(Of("string"))))),
        ("status", Object(("phase", Of("string"))))), "kubernetes.Namespace");

    /// <summary>The libraries and literal checks of a minor version of Kubernetes 1; the newest known where none is given.</summary>
    public static CelEnvironment Create(int minorVersion = int.MaxValue) => CelEnvironment.Create(e =>
    {
        e.StrictLiterals = true;
        foreach ((int minor, CelLibrary[] libraries) in ByVersion)
            if (minor <= minorVersion)
                e.AddLibraries(libraries);
    });

    /// <summary>The environment of admission policies: object, oldObject, request, params, namespaceObject, authorizer and variables.</summary>
    public static CelEnvironment CreateForAdmission(int minorVersion = int.MaxValue) => Create(minorVersion).Extend(e =>
    {
        foreach (string name in AdmissionVariables)
            e.AddVariable(name, CelType.Dyn);
        e.TypeProvider = NamespaceSchema;
        e.AddVariable("namespaceObject", NamespaceSchema.Type);
        if (minorVersion >= 27)
            e.AddVariable("authorizer", CelAuthorizer.Type).AddVariable("authorizer.requestResource", CelAuthorizer.RequestResourceType);
    });

    /// <summary>A namespace as the value of <c>namespaceObject</c>; null for none.</summary>
    public static CelValue WrapNamespace(CelValue data) => data.IsNull ? data : NamespaceSchema.Wrap(data);

    private static CelValue Map(params (string Name, CelValue Value)[] entries) =>
        CelValue.From(CelMap.Of(entries.Select(e => new KeyValuePair<CelValue, CelValue>(CelValue.From(e.Name), e.Value))));

    private static CelValue Of(string type, string format = "") => Map(("type", CelValue.From(type)), ("format", CelValue.From(format)));

    private static CelValue Object(params (string Name, CelValue Schema)[] properties) => Map(("type", CelValue.From("object")), ("properties", Map(properties)));

    private static CelValue MapOf(CelValue value) => Map(("type", CelValue.From("object")), ("additionalProperties", value));

    private static CelValue ListOf(CelValue item) => Map(("type", CelValue.From("array")), ("items", item));
}
