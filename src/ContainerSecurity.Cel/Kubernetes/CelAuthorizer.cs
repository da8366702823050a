namespace ContainerSecurity.Cel.Kubernetes;

/// <summary>Makes the values and types of the variables <c>authorizer</c> and <c>authorizer.requestResource</c>.</summary>
public static class CelAuthorizer
{
    /// <summary>The type of the variable <c>authorizer</c>.</summary>
    public static CelType Type => Authorizer.Root;
    /// <summary>The type of the variable <c>authorizer.requestResource</c>.</summary>
    public static CelType RequestResourceType => Authorizer.ResourceCheck;

    /// <summary>The value of the variable <c>authorizer</c>.</summary>
    public static CelValue Create(ICelAuthorizer authorizer) =>
        CelValue.From(new Authorizer(Authorizer.Root, authorizer ?? throw new ArgumentNullException(nameof(authorizer)), new()));

    /// <summary>The value of the variable <c>authorizer.requestResource</c>: a check of the resource that the request is for.</summary>
    public static CelValue CreateRequestResource(ICelAuthorizer authorizer, CelAuthorizerRequest request) =>
        CelValue.From(new Authorizer(Authorizer.ResourceCheck,
        authorizer ?? throw new ArgumentNullException(nameof(authorizer)), request ?? throw new ArgumentNullException(nameof(request))));
}
