using ContainerSecurity.Cel.Kubernetes;

namespace ContainerSecurity.Conformance.ApiServer;

/// <summary>What the users of the recorded requests may do.</summary>
internal sealed class CorpusAuthorizer(string requester) : ICelAuthorizer
{
    private const string Robot = "system:serviceaccount:c-authz:robot";

    public CelAuthorizerDecision Authorize(CelAuthorizerRequest request)
    {
        string user = request.User ?? requester;
        return new CelAuthorizerDecision(user switch
        {
            "alice" => MayAlice(request),
            Robot => request is { Verb: "get", Resource: "secrets", Namespace: "c-authz", Name: "s1" },
            "" or "admin" => true,
            _ => false,
        });
    }

    private static bool MayAlice(CelAuthorizerRequest request) => request switch
    {
        { Path: { } path } => path == "/healthz" && request.Verb == "get",
        { Resource: "pods", Subresource: "", Verb: "create" or "get" or "list", ApiGroup: "" } => true,
        { Resource: "deployments", ApiGroup: "apps" } => true,
        { Resource: "configmaps", ApiGroup: "", Verb: "create" } => true,
        _ => false,
    };
}
