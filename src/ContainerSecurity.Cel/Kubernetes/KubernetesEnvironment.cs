namespace ContainerSecurity.Cel.Kubernetes;

/// <summary>Environments as API servers have them.</summary>
public static class KubernetesEnvironment
{
    /// <summary>The newest minor version of Kubernetes 1 that is released, for which expressions are meant unless another is named.</summary>
    public const int NewestReleased = 36;

    /// <summary>The first version whose cel-go refuses <c>orValue</c> on what is no optional.</summary>
    private const int StrictOptionals = 37;

    /// <summary>The first version that checks literals when a policy is written.</summary>
    private const int LiteralChecks = 29;

    /// <summary>The first version with mutating policies, and with functions for their patches.</summary>
    private const int JsonPatches = 32;

    private static readonly (int Minor, CelLibrary[] Libraries)[] ByVersion =
    [
        (0, [CelLibraries.KubernetesConversions, CelLibraries.FirstStrings, CelLibraries.Url, CelLibraries.Find, CelLibraries.KubernetesLists]),
        (27, [CelLibraries.Authorizer]),
        (28, [CelLibraries.Optionals, CelLibraries.Quantity]),
        (29, [CelLibraries.KubernetesStrings, CelLibraries.Sets]),
        (30, [CelLibraries.KubernetesIp, CelLibraries.KubernetesCidr]),
        (31, [CelLibraries.Format, CelLibraries.AuthorizerSelectors]),
        (32, [CelLibraries.TwoVariableComprehensions]),
        (33, [CelLibraries.Semver]),
        (34, [CelLibraries.Lists]),
        (37, [CelLibraries.Includes]),
    ];

    private static readonly string[] AdmissionVariables = ["object", "oldObject", "params", "variables"];

    private static readonly KubernetesSchema NamespaceSchema = new(Object(
        ("metadata", Object(("name", Of("string")), ("generateName", Of("string")), ("namespace", Of("string")), ("uid", Of("string")),
            ("resourceVersion", Of("string")), ("generation", Of("integer")), ("creationTimestamp", Of("string", "date-time")),
            ("deletionTimestamp", Of("string", "date-time")), ("deletionGracePeriodSeconds", Of("integer")),
            ("labels", MapOf(Of("string"))), ("annotations", MapOf(Of("string"))), ("finalizers", ListOf(Of("string"))))),
        ("spec", Object(("finalizers", ListOf(Of("string"))))),
        ("status", Object(("phase", Of("string"))))), "kubernetes.Namespace");

    /// <summary>The libraries, literal checks and semantics of a minor version of Kubernetes 1.</summary>
    public static CelEnvironment Create(int minorVersion = NewestReleased) => minorVersion < JsonPatches
        ? CreateBase(minorVersion)
        : CreateBase(minorVersion).Extend(e => e.AddLibrary(CelLibraries.JsonPatch));

    private static CelEnvironment CreateBase(int minorVersion) => CelEnvironment.Create(e =>
    {
        e.IsLenient = true;
        e.HasLenientOptionals = minorVersion < StrictOptionals;
        e.StrictLiterals = minorVersion >= LiteralChecks;
        e.HomogeneousLiterals = minorVersion < LiteralChecks;
        foreach ((int minor, CelLibrary[] libraries) in ByVersion)
            if (minor <= minorVersion)
                e.AddLibraries(libraries);
    });

    /// <summary>The environment of admission policies: object, oldObject, request, params, namespaceObject, authorizer and variables.</summary>
    /// <remarks>Only mutating policies have <see cref="CelLibraries.JsonPatch"/> besides.</remarks>
    public static CelEnvironment CreateForAdmission(int minorVersion = NewestReleased) => CreateBase(minorVersion).Extend(e =>
    {
        foreach (string name in AdmissionVariables)
            e.AddVariable(name, CelType.Dyn);
        e.TypeProvider = new AdmissionTypes(NamespaceSchema);
        e.AddVariable("request", AdmissionTypes.Request);
        e.AddVariable("namespaceObject", NamespaceSchema.Type);
        if (minorVersion >= 27)
            e.AddVariable("authorizer", CelAuthorizer.Type).AddVariable("authorizer.requestResource", CelAuthorizer.RequestResourceType);
    });

    /// <summary>A namespace as the value of <c>namespaceObject</c>; null for none.</summary>
    public static CelValue WrapNamespace(CelValue data) => data.IsNull ? data : NamespaceSchema.Wrap(data);

    private static CelValue Map(params (string Name, CelValue Value)[] entries) =>
        CelValue.From(CelMap.Of(entries.Select(e => new KeyValuePair<CelValue, CelValue>(CelValue.From(e.Name), e.Value))));

    private static CelValue Of(string type, string format = "") => Map(("type", CelValue.From(type)), ("format", CelValue.From(format)));

    private static CelValue Object(params (string Name, CelValue Schema)[] properties) =>
        Map(("type", CelValue.From("object")), ("properties", Map(properties)));

    private static CelValue MapOf(CelValue value) => Map(("type", CelValue.From("object")), ("additionalProperties", value));

    private static CelValue ListOf(CelValue item) => Map(("type", CelValue.From("array")), ("items", item));
}
