using ContainerSecurity.Cel.Values;

namespace ContainerSecurity.Policies.Admission;

/// <summary><c>paramRef</c> of a binding with the policy's <c>paramKind</c>: which objects are <c>params</c>.</summary>
internal sealed class ParameterChoice(CelValue kind, CelValue reference)
{
    private readonly string apiVersion = kind.FindText("apiVersion") ?? "";
    private readonly string kindName = kind.FindText("kind") ?? "";
    private readonly string? name = reference.FindText("name");
    private readonly string? @namespace = reference.FindText("namespace");
    private readonly CelValue selector = reference.Find("selector");

    /// <summary>Whether a request passes where there are no parameters.</summary>
    public bool AllowsMissing { get; } = reference.FindText("parameterNotFoundAction") == "Allow";

    /// <summary>The kind of the parameters, for people.</summary>
    public string Kind => kindName;

    /// <summary>Whether any object may be one of the parameters.</summary>
    public bool IsGivenBy(IEnumerable<CelValue> objects) => objects.Any(p => IsOfKind(p) && IsMeant(p));

    public IReadOnlyList<CelValue> Choose(AdmissionRequest request, AdmissionContext context) =>
        [.. context.Parameters.Where(p => IsOfKind(p) && IsMeant(p) && IsNear(p, request)).Select(AdmissionObjects.ReadStored)];

    private bool IsOfKind(CelValue parameter) =>
        parameter.FindText("kind") == kindName && (apiVersion.Length == 0 || parameter.FindText("apiVersion") == apiVersion);

    private bool IsMeant(CelValue parameter) =>
        name is not null ? parameter.FindText("metadata", "name") == name
        : selector.IsNull() || new SelectorTerms(selector).Matches(new ObjectLabels(parameter), "the parameter").IsMatch;

    // A parameter that names no namespace belongs to the cluster, or was written to be applied to the right one.
    private bool IsNear(CelValue parameter, AdmissionRequest request) =>
        parameter.FindText("metadata", "namespace") is not { } own || own == (@namespace ?? request.Namespace);
}
