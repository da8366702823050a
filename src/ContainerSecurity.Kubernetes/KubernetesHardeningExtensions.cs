using System.Text.Json.Nodes;
using ContainerSecurity.Documents;
using ContainerSecurity.Hardening;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources;
using k8s;

namespace ContainerSecurity.Kubernetes;

/// <summary>Hardens objects of KubernetesClient as they are.</summary>
public static class KubernetesHardeningExtensions
{
    /// <summary>Hardens an object that shall be created, by what a policy says may be hardened.</summary>
    /// <typeparam name="T">The model, such as <see cref="k8s.Models.V1Pod"/>.</typeparam>
    /// <param name="policy">The policy.</param>
    /// <param name="model">The object, which stays as it is; a list is not hardened.</param>
    public static HardenedObject<T> Harden<T>(this Policy policy, T model)
        where T : class, IKubernetesObject => Harden(new Hardener(policy), model);

    /// <summary>Hardens an object that shall be created.</summary>
    /// <typeparam name="T">The model, such as <see cref="k8s.Models.V1Pod"/>.</typeparam>
    /// <param name="hardener">Says what is mended; made once for many objects.</param>
    /// <param name="model">The object, which stays as it is; a list is not hardened.</param>
    public static HardenedObject<T> Harden<T>(this Hardener hardener, T model)
        where T : class, IKubernetesObject
    {
        ArgumentNullException.ThrowIfNull(hardener);
        ArgumentNullException.ThrowIfNull(model);
        var errors = new List<DocumentError>();
        IReadOnlyList<Resource> resources = KubernetesModelReader.Read(model, errors, hardener.Policy.Pods);
        if (errors.Count > 0 || resources.Count == 0 || resources.Any(r => r.Node != resources[0].Node))
            return new HardenedObject<T>(model, HardeningResult.Nothing with { Errors = errors });
        HardeningResult result = hardener.Harden(new EvaluationRequest(resources));
        if (result.Operations.Count == 0)
            return new HardenedObject<T>(model, result);
        JsonNode node = JsonNode.Parse(KubernetesJson.Serialize(model))!;
        result.ApplyTo(node);
        return new HardenedObject<T>(KubernetesJson.Deserialize<T>(node.ToJsonString()), result);
    }
}
