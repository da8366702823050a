namespace ContainerSecurity.Cel.Kubernetes;

/// <summary>Answers the checks of the variable <c>authorizer</c>.</summary>
public interface ICelAuthorizer
{
    /// <summary>Whether a request would be allowed.</summary>
    CelAuthorizerDecision Authorize(CelAuthorizerRequest request);
}
