using System.Collections.Concurrent;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Kubernetes.Facts;

/// <summary>
/// Which fields of an object are kept for rules that compare: who it is, its labels and annotations that decide
/// something, its selectors, what it refers to. Safe for use from any thread.
/// </summary>
/// <param name="annotations">The annotations that are kept.</param>
/// <param name="fields">Further fields of all kinds, as keys between dots.</param>
internal sealed class FactSelection(IReadOnlyList<string> annotations, IReadOnlyList<string> fields)
{
    private static readonly string[] OfMetadata = ["name", "generateName", "namespace", "labels"];
    private const string Rules = "rules";
    private static readonly string[] OfPods = ["hostNetwork", "serviceAccountName", "serviceAccount", "automountServiceAccountToken", "containers"];
    private readonly ConcurrentDictionary<string, FactTree> trees = new(StringComparer.Ordinal);

    /// <summary>The fields that are kept of a kind.</summary>
    public FactTree Of(string kind) => trees.TryGetValue(kind, out FactTree? known) ? known : trees.GetOrAdd(kind, Create(kind));

    private FactTree Create(string kind)
    {
        FactTree tree = new FactTree().Keep("apiVersion").Keep("kind");
        foreach (string field in OfMetadata)
            tree.Keep("metadata", field);
        foreach (string annotation in annotations)
            tree.Keep("metadata", "annotations", annotation);
        foreach (string field in fields)
            tree.Keep(field.Split('.'));
        return kind switch
        {
            "Namespace" => tree.Keep("metadata", "annotations"),
            "ServiceAccount" => tree.Keep("automountServiceAccountToken"),
            "NetworkPolicy" => tree.Keep("spec", "podSelector"),
            "PodDisruptionBudget" => tree.Keep("spec", "selector"),
            "HorizontalPodAutoscaler" or "ScaledObject" => tree.Keep("spec", "scaleTargetRef").Keep("spec", "minReplicas"),
            "Role" or "ClusterRole" => fields.Contains(Rules) ? tree.Keep("aggregationRule") : tree.KeepItems(Rules, MayBeEverything),
            "Secret" => tree.Keep("type").Keep("metadata", "annotations", "kubernetes.io/service-account.name"),
            "RoleBinding" or "ClusterRoleBinding" => tree.Keep("roleRef").KeepOfItems("subjects", "kind", "name", "namespace"),
            "Pod" => KeepPod(tree),
            "PodTemplate" => KeepTemplate(tree, "template"),
            "CronJob" => KeepTemplate(KeepAnnotations(tree, "spec", "jobTemplate"), "spec", "jobTemplate", "spec", "template"),
            _ => KeepTemplate(tree.Keep("spec", "replicas"), "spec", "template"),
        };
    }

    private FactTree KeepTemplate(FactTree tree, params string[] template)
    {
        tree.Keep([.. template, "metadata", "labels"]);
        return KeepPod(KeepAnnotations(tree, template), template);
    }

    private FactTree KeepAnnotations(FactTree tree, params string[] template)
    {
        foreach (string annotation in annotations)
            tree.Keep([.. template, "metadata", "annotations", annotation]);
        return tree;
    }

    private static FactTree KeepPod(FactTree tree, params string[] template)
    {
        foreach (string field in OfPods)
            tree.Keep([.. template, "spec", field]);
        return tree;
    }

    /// <summary>Whether a rule of a role may be over all resources; of the others, which may be many, nobody asks.</summary>
    private static bool MayBeEverything(MappingNode rule) =>
        rule["resources"] is not SequenceNode { IsOpen: false } resources || resources.Items.Any(r => r is not ScalarNode { Text: not "*" });
}
