using ContainerSecurity.Cel.Values;

namespace ContainerSecurity.Policies.Admission.Kyverno;

/// <summary>
/// Answers what Kyverno's policies ask of a cluster, a registry or the network. An answer that is an error value
/// becomes the expression's error.
/// </summary>
public interface IKyvernoContext
{
    /// <summary>An object of the cluster: <c>resource.Get</c>.</summary>
    /// <param name="apiVersion">Group and version, such as <c>apps/v1</c>.</param>
    /// <param name="resource">The resource, such as <c>deployments</c>.</param>
    /// <param name="namespace">The namespace; empty for an object of the cluster.</param>
    /// <param name="name">The name.</param>
    CelValue GetResource(string apiVersion, string resource, string @namespace, string name);

    /// <summary>A list of objects, as <c>kubectl get -o json</c> gives it: <c>resource.List</c>.</summary>
    /// <param name="apiVersion">Group and version, such as <c>apps/v1</c>.</param>
    /// <param name="resource">The resource, such as <c>deployments</c>.</param>
    /// <param name="namespace">The namespace; empty for all.</param>
    /// <param name="labels">The labels that the objects must have; the null value for any.</param>
    CelValue ListResources(string apiVersion, string resource, string @namespace, CelValue labels);

    /// <summary>What a registry tells of an image: <c>image.GetMetadata</c>.</summary>
    CelValue GetImageMetadata(string reference);

    /// <summary>The answer to a request over HTTP: <c>http.Get</c> and <c>http.Post</c>.</summary>
    /// <param name="method">GET or POST.</param>
    /// <param name="url">The address.</param>
    /// <param name="body">The body; the null value for none.</param>
    /// <param name="headers">The headers; the null value for none.</param>
    CelValue SendRequest(string method, string url, CelValue body, CelValue headers);

    /// <summary>An entry of the global context: <c>globalContext.Get</c>.</summary>
    CelValue GetGlobalEntry(string name, string projection);
}
