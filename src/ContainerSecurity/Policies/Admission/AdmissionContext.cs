using ContainerSecurity.Access;
using ContainerSecurity.Cel.Kubernetes;
using ContainerSecurity.Cel.Values;
using ContainerSecurity.Policies.Admission.Kyverno;

namespace ContainerSecurity.Policies.Admission;

/// <summary>
/// What an evaluation may know of the cluster besides the request. What is not given is not known: an expression that
/// asks for it has no answer.
/// </summary>
public sealed class AdmissionContext
{
    /// <summary>Nothing but the request.</summary>
    public static AdmissionContext Offline { get; } = new();

    /// <summary>
    /// The namespace of the request as an object; the null value where it is not known beyond its name. One of another
    /// name is not that of the request, and tells nothing.
    /// </summary>
    public CelValue NamespaceObject { get; init; }

    /// <summary>Objects that policies may take as parameters: custom resources, config maps, constraints.</summary>
    public IReadOnlyList<CelValue> Parameters { get; init; } = [];

    /// <summary>
    /// Whether <see cref="Parameters"/>, and what was read with the policies, hold all parameters that there are. The
    /// default value is false: what is not given may be in the cluster.
    /// </summary>
    public bool HasAllParameters { get; init; }

    /// <summary>Answers <c>authorizer</c>; null where nobody can, or where <see cref="Rbac"/> does.</summary>
    public ICelAuthorizer? Authorizer { get; init; }

    /// <summary>Answers <c>authorizer</c> by roles and bindings, for requests whose user is known; null where they are not.</summary>
    public RbacAuthorizer? Rbac { get; init; }

    /// <summary>Who answers about a request; null for nobody.</summary>
    internal ICelAuthorizer? AuthorizerOf(AdmissionRequest request) =>
        Authorizer ?? (Rbac is not null && request.User is { } user ? new RbacCelAuthorizer(Rbac, new RbacUser(user.Name, user.Groups)) : null);

    /// <summary>Answers Kyverno's libraries that need a cluster, a registry or a network; null where nobody can.</summary>
    public IKyvernoContext? Kyverno { get; init; }

    /// <summary>Notes that an answer depends on a namespace that is not known; null where nobody asks.</summary>
    internal NamespaceUse? Use { get; init; }

    /// <summary>The same with another namespace, and with who notes that it is asked for.</summary>
    internal AdmissionContext In(CelValue namespaceObject, NamespaceUse? use) => With(Parameters, namespaceObject, use);

    /// <summary>The same with further parameters.</summary>
    internal AdmissionContext And(IEnumerable<CelValue> parameters) => With([.. Parameters, .. parameters], NamespaceObject, Use);

    private AdmissionContext With(IReadOnlyList<CelValue> parameters, CelValue namespaceObject, NamespaceUse? use) => new()
    {
        Parameters = parameters,
        NamespaceObject = namespaceObject,
        Use = use,
        HasAllParameters = HasAllParameters,
        Authorizer = Authorizer,
        Rbac = Rbac,
        Kyverno = Kyverno,
    };

    /// <summary>Whether the namespace of a request is not known beyond its name.</summary>
    internal bool IsNamespaceAssumed(AdmissionRequest request) =>
        !request.IsClusterScoped && (NamespaceObject.IsNull() || (NamespaceObject.FindText("metadata", "name") is { } name && name != request.Namespace));

    /// <summary>The namespace of a request, of which at least the name is known; the null value for a request that is for none.</summary>
    internal CelValue NamespaceOf(AdmissionRequest request) =>
        request.IsClusterScoped ? CelValue.Null
        : IsNamespaceAssumed(request) ? request.AssumedNamespace
        : AdmissionObjects.ReadStored(NamespaceObject);
}
