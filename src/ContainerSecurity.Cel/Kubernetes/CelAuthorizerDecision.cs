namespace ContainerSecurity.Cel.Kubernetes;

/// <summary>The answer to a check of the authorizer.</summary>
/// <param name="IsAllowed">Whether the request would be allowed.</param>
/// <param name="Reason">Why; empty where there is nothing to say.</param>
/// <param name="Error">What kept the authorizer from deciding; null where nothing did.</param>
public sealed record CelAuthorizerDecision(bool IsAllowed, string Reason = "", string? Error = null);
