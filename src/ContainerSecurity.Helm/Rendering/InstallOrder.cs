using ContainerSecurity.Helm.Functions;
using ContainerSecurity.Helm.Templates;
using ContainerSecurity.Helm.Templates.Values;
using ContainerSecurity.Helm.Values;
using ContainerSecurity.Helm.Versions;

namespace ContainerSecurity.Helm.Rendering;

/// <summary>Splits what templates print into documents and orders them as Helm installs them.</summary>
internal static class InstallOrder
{
    private const string Dashes = "---";
    public const string HookAnnotation = "helm.sh/hook";

    private static readonly char[] Blanks = [' ', '\t', '\n', '\f', '\r'];

    /// <summary>The order of kinds; those that are not here follow by name.</summary>
    private static readonly string[] Kinds =
    [
        "PriorityClass", "Namespace", "NetworkPolicy", "ResourceQuota", "LimitRange", "PodSecurityPolicy", "PodDisruptionBudget", "ServiceAccount",
        "Secret", "SecretList", "ConfigMap", "StorageClass", "PersistentVolume", "PersistentVolumeClaim", "CustomResourceDefinition", "ClusterRole",
        "ClusterRoleList", "ClusterRoleBinding", "ClusterRoleBindingList", "Role", "RoleList", "RoleBinding", "RoleBindingList", "Service", "DaemonSet",
        "Pod", "ReplicationController", "ReplicaSet", "Deployment", "HorizontalPodAutoscaler", "StatefulSet", "Job", "CronJob", "IngressClass", "Ingress",
        "APIService", "MutatingWebhookConfiguration", "ValidatingWebhookConfiguration",
    ];

    /// <summary>The moments at which Helm runs hooks.</summary>
    public static IReadOnlyList<string> HookNames => Events;

    private static readonly string[] Events =
    [
        "pre-install", "post-install", "pre-delete", "post-delete", "pre-upgrade", "post-upgrade", "pre-rollback", "post-rollback", "test", "test-success",
    ];

    /// <summary>The documents in order: definitions where they are wanted, resources, hooks.</summary>
    /// <exception cref="ChartException">A document is no YAML.</exception>
    public static IReadOnlyList<ChartManifest> Of(IReadOnlyList<RenderedTemplate> templates, bool includesCustomResources, HelmRules rules)
    {
        List<ChartManifest> resources = [];
        List<ChartManifest> hooks = [];
        foreach (RenderedTemplate template in templates.Where(t => t.Role == TemplateRole.Manifest).OrderBy(t => t.Source, StringComparer.Ordinal))
            foreach (string document in Split(template.Text.ToString(), rules))
                if (Read(template.Source, document, out bool isDropped) is var manifest && !isDropped)
                    (manifest.IsHook ? hooks : resources).Add(manifest);
        IEnumerable<ChartManifest> definitions = includesCustomResources
            ? templates.Where(t => t.Role == TemplateRole.CustomResources)
                .Select(t => new ChartManifest(t.Source, t.Text.ToString(), "CustomResourceDefinition", []))
            : [];
        return [.. definitions, .. resources.OrderBy(m => m, ByKind.Instance), .. hooks.OrderBy(m => m, ByKind.Instance)];
    }

    /// <summary>The names of hooks in a document that Helm does not know, for which it drops the document without a word.</summary>
    public static IReadOnlyList<string> UnknownHooks(string document) =>
        [.. HooksOf(Heads(document, out _)).Where(h => !Events.Contains(h))];

    /// <summary>The documents of a text: three dashes separate them at the start of a line, whatever follows.</summary>
    public static IEnumerable<string> Split(string text, HelmRules rules)
    {
        text = rules.TrimsDocuments ? text.Trim() : text.TrimStart();
        int start = text.StartsWith(Dashes, StringComparison.Ordinal) ? AfterBlanks(text, Dashes.Length) : 0;
        while (start < text.Length)
        {
            int end = text.IndexOf("\n" + Dashes, start, StringComparison.Ordinal);
            string document = end < 0 ? text.Substring(start) : text.Substring(start, end - start).TrimEnd(Blanks);
            if (document.Length > 0)
                yield return document;
            if (end < 0)
                break;
            start = AfterBlanks(text, end + 1 + Dashes.Length);
        }
    }

    private static int AfterBlanks(string text, int at)
    {
        while (at < text.Length && Blanks.Contains(text[at]))
            at++;
        return at;
    }

    private static ChartManifest Read(string source, string document, out bool isDropped)
    {
        MapValue? head = Heads(document, out string error);
        if (error.Length > 0)
            throw new ChartException($"YAML parse error on {source}: {error}");
        string[] hooks = HooksOf(head);
        isDropped = Array.Exists(hooks, h => !Events.Contains(h));
        string kind = head?["kind"] is TextValue given ? given.Text : "";
        return new ChartManifest(source, document, kind, [.. hooks.Select(h => h == "test-success" ? "test" : h)]);
    }

    private static MapValue? Heads(string document, out string error)
    {
        IReadOnlyList<GoValue> read = ValuesText.Read(new TemplateText("document", document), out error);
        return read.Count > 0 ? read[0] as MapValue : null;
    }

    private static string[] HooksOf(MapValue? head)
    {
        MapValue? annotations = (head?["metadata"] as MapValue)?["annotations"] as MapValue;
        return annotations?[HookAnnotation] is { } hooks and not NilValue
            ? [.. TextOf.Value(hooks).Text.Split(',').Select(h => h.Trim().ToLowerInvariant())]
            : [];
    }

    private sealed class ByKind : IComparer<ChartManifest>
    {
        public static ByKind Instance { get; } = new();

        public int Compare(ChartManifest? x, ChartManifest? y)
        {
            int first = Array.IndexOf(Kinds, x!.Kind);
            int second = Array.IndexOf(Kinds, y!.Kind);
            if (first < 0 && second < 0)
                return string.CompareOrdinal(x.Kind, y.Kind);
            return (first < 0 ? Kinds.Length : first).CompareTo(second < 0 ? Kinds.Length : second);
        }
    }
}
