using System.Text.Json;
using ContainerSecurity.DependencyInjection;
using ContainerSecurity.Kubernetes;
using ContainerSecurity.Policies;
using k8s;
using k8s.Models;
using Microsoft.AspNetCore.Http.HttpResults;

namespace PlatformApi;

/// <summary>Takes deployments to the cluster that the policy allows, and says of the others what to change.</summary>
internal static class Deployments
{
    /// <summary>Judges a deployment, and creates it where nothing denies it.</summary>
    /// <returns>201 with the deployment; 400 where the body is none; 422 with problem details (RFC 9457) where the policy denies it.</returns>
    public static async Task<Results<Created<V1Deployment>, ProblemHttpResult>> PostAsync(
        string @namespace, HttpRequest request, IPolicyEngine engine, IKubernetes cluster, CancellationToken cancellation)
    {
        if (await ReadAsync(request, cancellation) is not { } deployment)
            return TypedResults.Problem("The body must be a Deployment of apps/v1, in JSON.", statusCode: StatusCodes.Status400BadRequest);
        deployment.EnsureMetadata().NamespaceProperty = @namespace;

        Decision decision = engine.Current.Evaluate(deployment);
        if (!decision.IsAllowed)
            return Refusal(decision, request.Path);

        V1Deployment created = await cluster.AppsV1.CreateNamespacedDeploymentAsync(deployment, @namespace, cancellationToken: cancellation);
        return TypedResults.Created($"{request.Path}/{created.Name()}", created);
    }

    private static ProblemHttpResult Refusal(Decision decision, PathString instance) => TypedResults.Problem(
        title: "The deployment is not allowed.",
        detail: decision.Reason,
        statusCode: StatusCodes.Status422UnprocessableEntity,
        type: "urn:problem:deployment-not-allowed",
        instance: instance,
        extensions: new Dictionary<string, object?>
        {
            ["changes"] = decision.Denying.Select(f => new Change(f.Finding.Rule.Id, f.Finding.Location.Path, f.Finding.Message, f.Finding.Remediation)),
            ["errors"] = decision.Errors.Select(e => e.Message),
        });

    private static async Task<V1Deployment?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            using var reader = new StreamReader(request.Body);
            return KubernetesJson.Deserialize<V1Deployment?>(await reader.ReadToEndAsync(cancellation));
        }
        catch (Exception e) when (e is JsonException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Something to change.</summary>
    private sealed record Change(string Rule, string Path, string Problem, string Fix);
}
