using System.Collections.Concurrent;
using System.Text.Json;
using ContainerSecurity.Access;
using ContainerSecurity.Access.Paths;
using ContainerSecurity.Documents;
using ContainerSecurity.Kubernetes.Api;
using ContainerSecurity.Kubernetes.Models;
using ContainerSecurity.Kubernetes.Scanning;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Kubernetes;

namespace ContainerSecurity.Kubernetes.Access;

/// <summary>
/// Reads what escalation paths lead through. Each workload is taken at its maker, once; a maker that cannot be seen
/// stands for itself by one of its pods.
/// </summary>
internal sealed class InventoryReading(ApiConnection connection, ClusterAccessOptions options, KnownNamespaces namespaces)
{
    private const string TokenType = "kubernetes.io/service-account-token";
    private static readonly ClusterKind Secrets = new("", "v1", "Secret", "secrets", true);
    private static readonly ClusterKind Accounts = new("", "v1", "ServiceAccount", "serviceaccounts", true);
    private static readonly ClusterKind ConfigMaps = new("", "v1", "ConfigMap", "configmaps", true);

    private readonly ClusterInventoryBuilder inventory = new();
    private readonly KindSelection selection = new(options.Pods, []);
    private readonly OwnerBook owners = new();
    private readonly ConcurrentQueue<string> gaps = new();

    public async Task<ClusterInventory> RunAsync(CancellationToken cancellation)
    {
        if (namespaces.Problem is { } problem)
            gaps.Enqueue($"Not all namespaces could be seen. {problem}");
        foreach (Resource space in namespaces.Resources)
            inventory.Add(space);
        if (options.Namespaces.Count > 0)
            gaps.Enqueue($"Only the namespaces {string.Join(", ", options.Namespaces)} were read; paths may lead through others.");
        IReadOnlyList<ClusterKind> carriers = await FindCarriersAsync(cancellation).ConfigureAwait(false);
        await ReadAsync(carriers, cancellation).ConfigureAwait(false);
        await FindAwsAuthAsync(cancellation).ConfigureAwait(false);
        foreach (string gap in gaps.Order(StringComparer.Ordinal))
            inventory.Add(new RbacGap(gap, null));
        return inventory.Build();
    }

    /// <summary>The kinds that carry pods, makers before what they make.</summary>
    private async Task<IReadOnlyList<ClusterKind>> FindCarriersAsync(CancellationToken cancellation)
    {
        var discovery = new Discovery(connection);
        try
        {
            await discovery.RunAsync(cancellation).ConfigureAwait(false);
        }
        catch (ApiException e)
        {
            gaps.Enqueue($"The API server could not be asked what it serves, so no workloads are known. {ClusterGap.Sentence(e.Message)}");
            return [];
        }
        var groups = new HashSet<string>(options.Pods.Kinds.Select(GroupOf), StringComparer.Ordinal);
        foreach (ClusterGap gap in discovery.Gaps.Where(g => groups.Contains(g.Kind)))
            gaps.Enqueue($"The API group '{gap.Kind}' does not say what it serves, so its workloads are not known.");
        return [.. selection.Choose(discovery.Kinds).Where(selection.CarriesPods)];
    }

    private static string GroupOf(string kind) =>
        kind.IndexOf('.', StringComparison.Ordinal) is > 0 and int dot ? kind[(dot + 1)..] : "";

    private async Task ReadAsync(IReadOnlyList<ClusterKind> carriers, CancellationToken cancellation)
    {
        var pages = new PageStream(connection, options.PageSize, options.Parallelism, () => namespaces.Names, g => gaps.Enqueue(Sentence(g)));
        int count = 0;
        await foreach (IReadOnlyList<ClusterObject> page in pages.ReadAsync(Jobs(carriers), cancellation).ConfigureAwait(false))
            foreach (ClusterObject found in page)
            {
                if (++count > options.MaxObjects)
                {
                    gaps.Enqueue($"There are more than {options.MaxObjects} objects that paths may lead through, and no more are read.");
                    return;
                }
                Take(found);
            }
    }

    private IEnumerable<PageStream.Job> Jobs(IReadOnlyList<ClusterKind> carriers)
    {
        IEnumerable<PageStream.Job> whole =
        [
            new PageStream.Job(Accounts, null),
            new PageStream.Job(Secrets, null) { FieldSelector = $"type={TokenType}", IsMetadataOnly = true },
            .. carriers.Select(k => new PageStream.Job(k, null)),
        ];
        return options.Namespaces.Count == 0 ? whole
            : whole.Where(j => j.Kind.IsNamespaced).SelectMany(j => options.Namespaces.Distinct().Select(n => j with { Namespace = n }));
    }

    private void Take(ClusterObject found)
    {
        var errors = new List<DocumentError>();
        try
        {
            if (DocumentOf(found) is { } document)
                foreach (Resource resource in KubernetesReader.Read(document, errors, options.Pods))
                    inventory.Add(resource);
        }
        catch (UnreadableObjectException e)
        {
            gaps.Enqueue($"{found.Source.Path} was not read, because {e.Message}.");
        }
        foreach (DocumentError error in errors)
            gaps.Enqueue($"{found.Source.Path} was not read whole: {error.Message}");
    }

    /// <summary>What is to be taken of an object; null where its maker stands for it.</summary>
    private MappingNode? DocumentOf(ClusterObject found)
    {
        if (found.Kind == Secrets)
            return TokenSecretOf(found);
        if (!selection.CarriesPods(found.Kind))
            return found.ToDocument();
        bool isPod = found.Kind.FullName == "Pod";
        return owners.Enter(found, isPod).IsOwned ? null : found.ToDocument(hasOwners: false);
    }

    /// <summary>A Secret by its metadata alone; its type is the one that was asked for.</summary>
    private static MappingNode? TokenSecretOf(ClusterObject found)
    {
        if (found.Json.TextOf("type") is { } type && type != TokenType)
            return null;
        var builder = new DocumentBuilder(found.Source);
        return builder.Mapping(
        [
            DocumentBuilder.Entry("apiVersion", builder.Text("v1")),
            DocumentBuilder.Entry("kind", builder.Text(Secrets.Name)),
            DocumentBuilder.Entry("metadata", builder.Json(found.Metadata)),
            DocumentBuilder.Entry("type", builder.Text(TokenType)),
        ]);
    }

    /// <summary>Looks whether the cluster maps identities by a ConfigMap, as EKS does.</summary>
    private async Task FindAwsAuthAsync(CancellationToken cancellation)
    {
        try
        {
            string path = $"{ConfigMaps.Path("kube-system")}/aws-auth";
            JsonElement map = await connection.GetAsync(path, cancellation, ApiConnection.Metadata).ConfigureAwait(false);
            var builder = new DocumentBuilder(new ClusterObject(ConfigMaps, map).Source);
            inventory.Add(KubernetesReader.Read(
                builder.Mapping(
                [
                    DocumentBuilder.Entry("apiVersion", builder.Text("v1")),
                    DocumentBuilder.Entry("kind", builder.Text(ConfigMaps.Name)),
                    DocumentBuilder.Entry("metadata", builder.Json(map.Below("metadata"))),
                ]),
                [])[0]);
        }
        catch (ApiException e) when (e.IsNotFound)
        {
            // Then there is no such way.
        }
        catch (ApiException e)
        {
            string help = e.IsForbidden ? " Grant 'get' on the configmap 'aws-auth' in the namespace 'kube-system'." : "";
            gaps.Enqueue($"Whether the ConfigMap 'aws-auth' maps identities could not be seen. {ClusterGap.Sentence(e.Message)}{help}");
        }
    }

    private static string Sentence(ClusterGap gap) =>
        $"Not all objects of kind {gap.Kind}{(gap.Namespace is null ? "" : $" in the namespace '{gap.Namespace}'")} could be seen. {gap.Why}";
}
