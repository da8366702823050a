using ContainerSecurity.Cel.Kubernetes;
using ContainerSecurity.Cel.Values;
using ContainerSecurity.Policies.Admission.Kyverno;

namespace ContainerSecurity.Policies.Admission;

/// <summary>What an evaluation may know of the cluster besides the request. What is not given is not known: an expression that asks for it has no answer.</summary>
public sealed class AdmissionContext
{
    /// <summary>Nothing but the request.</summary>
    public static AdmissionContext Offline { get; } = new();

    /// <summary>The namespace of the request as an object; the null value where it is not known beyond its name. One of another name is not that of the request, and tells nothing.</summary>
    public CelValue NamespaceObject { get; init; }

    /// <summary>Objects that policies may take as parameters: custom resources, config maps, constraints.</summary>
    public IReadOnlyList<CelValue> Parameters { get; init; } = [];

    /// <summary>Whether <see cref="Parameters"/>, and what was read with the policies, hold all parameters that there are. The default value is false: what is not given may be in the cluster.</summary>
    public bool HasAllParameters { get; init; }

    /// <summary>Answers <c>authorizer</c>; null where nobody can.</summary>
    public ICelAuthorizer? Authorizer { get; init; }

    /// <summary>Answers Kyverno's libraries that need a cluster, a registry or a network; null where nobody can.</summary>
    public IKyvernoContext? Kyverno { get; init; }

    /// <summary>Notes that an answer depends on a namespace that is not known; null where nobody asks.</summary>
    internal NamespaceUse? Use { get; init; }

    /// <summary>Whether the namespace of a request is not known beyond its name.</summary>
    internal bool IsNamespaceAssumed(AdmissionRequest request) =>
        !request.IsClusterScoped && (NamespaceObject.IsNull() || (NamespaceObject.FindText("metadata", "name") is { } name && name != request.Namespace));

    /// <summary>The namespace of a request, of which at least the name is known; the null value for a request that is for none.</summary>
    internal CelValue NamespaceOf(AdmissionRequest request) =>
        request.IsClusterScoped ? CelValue.Null
        : IsNamespaceAssumed(request) ? request.AssumedNamespace
        : AdmissionObjects.ReadStored(NamespaceObject);
}
