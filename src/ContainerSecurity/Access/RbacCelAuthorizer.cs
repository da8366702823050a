using ContainerSecurity.Cel.Kubernetes;

namespace ContainerSecurity.Access;

/// <summary>Answers the variable <c>authorizer</c> of admission policies by roles and bindings.</summary>
/// <param name="authorizer">The roles and bindings.</param>
/// <param name="requester">Who makes the request, about whom a check asks that names no service account.</param>
public sealed class RbacCelAuthorizer(RbacAuthorizer authorizer, RbacUser requester) : ICelAuthorizer
{
    private readonly RbacAuthorizer authorizer = authorizer ?? throw new ArgumentNullException(nameof(authorizer));
    private readonly RbacUser requester = requester ?? throw new ArgumentNullException(nameof(requester));

    /// <summary>Answers a check. What is not known is not allowed, and an error says so.</summary>
    /// <param name="request">What is asked.</param>
    public CelAuthorizerDecision Authorize(CelAuthorizerRequest request)
    {
        _ = request ?? throw new ArgumentNullException(nameof(request));
        RbacDecision decision = authorizer.Can(new RbacRequest
        {
            User = request.User is null ? requester : new RbacUser(request.User, request.Groups),
            Verb = request.Verb,
            Path = request.Path,
            ApiGroup = request.ApiGroup,
            Resource = request.Resource,
            Subresource = request.Subresource,
            Namespace = request.Namespace,
            Name = request.Name,
        });
        string? error = decision.Verdict == RbacVerdict.Unknown ? decision.Reason : null;
        return new CelAuthorizerDecision(decision.IsAllowed, decision.IsAllowed ? decision.Reason : "", error);
    }
}
