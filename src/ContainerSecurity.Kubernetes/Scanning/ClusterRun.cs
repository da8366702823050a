using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ContainerSecurity.Documents;
using ContainerSecurity.Kubernetes.Api;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Kubernetes.Scanning;

/// <summary>One scan: gives the engine the objects as sources, and makes of its decisions what is told.</summary>
internal sealed class ClusterRun
{
    private readonly ClusterSurvey survey;
    private readonly ClusterScanOptions options;
    private readonly PolicyEngine engine;
    private readonly KindSelection selection;
    private readonly PageStream pages;
    private readonly OwnerBook owners = new();
    private readonly ImageBook images = new();
    private readonly ConcurrentDictionary<string, Judged> judged = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ClusterObjectReference> objects = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<ClusterGap> gaps = new();
    private readonly ScanScope scope;
    private readonly ComparisonFilter comparisons;
    private volatile bool isFinished;

    public ClusterRun(ApiConnection connection, ClusterSurvey survey, ClusterScanOptions options, PolicyEngine engine, KindSelection selection)
    {
        (this.survey, this.options, this.engine, this.selection) = (survey, options, engine, selection);
        scope = new ScanScope(survey, options);
        comparisons = new ComparisonFilter(survey, options, selection, gaps);
        pages = new PageStream(connection, options.PageSize, options.Parallelism, () => [.. survey.Namespaces.Keys], gaps.Enqueue);
        foreach (ClusterGap gap in survey.Gaps)
            gaps.Enqueue(gap);
    }

    public bool KeepsReferences => options.KeepsReferences;

    public IReadOnlyList<ClusterKind> Served => survey.Served;

    public IReadOnlyList<string>? Scope => survey.Scope;

    /// <summary>The object that a source is; null where it is none of the cluster.</summary>
    public ClusterObjectReference? ObjectOf(string source) => objects.GetValueOrDefault(source);

    /// <summary>Whether all objects of a kind in a namespace were seen.</summary>
    public bool IsSeen(string apiVersion, string kind, string? @namespace, string name) => isFinished && scope.IsSeen(apiVersion, kind, @namespace, name, gaps);

    /// <summary>What could not be seen.</summary>
    public IEnumerable<ClusterGap> Gaps => gaps.OrderBy(g => g.Kind, StringComparer.Ordinal).ThenBy(g => g.Namespace, StringComparer.Ordinal);

    /// <summary>The objects, kind by kind; then the images that run.</summary>
    public async IAsyncEnumerable<Source> SourcesAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        if (options.Namespaces.Count > 0 && survey.Kinds.Any(k => k.FullName == ScanScope.NamespaceKind))
            foreach (Resource space in survey.Namespaces.Values.Where(n => scope.IsReported(n.Identity)))
                yield return SourceOfNamespace(space);
        await foreach (IReadOnlyList<ClusterObject> page in pages.ReadAsync(scope.Jobs(), cancellation).ConfigureAwait(false))
            foreach (ClusterObject found in page)
                if (SourceOf(found) is { } source)
                    yield return source;
        isFinished = true;
        if (options.ReportsImages)
            foreach (RunningImage image in images.Images)
                yield return Source.FromResources(image.Node.File.Path, () => [image]);
    }

    /// <summary>What is told of a decision; null where its owner has told it.</summary>
    public Decision? Finish(Decision decision)
    {
        if (!judged.TryRemove(decision.Source, out Judged? about))
            return decision.IsAddition ? comparisons.Finish(decision) : decision;
        if (!about.IsReported)
            return null;
        List<DocumentError> errors = [.. about.Errors, .. decision.Errors];
        PolicyFinding[] findings = [.. decision.Findings.Where(f => IsTold(about, f))];
        NotEvaluated[] undecided = [.. decision.NotEvaluated.Where(n => about.Owner == 0 || owners.IsNew(about.Owner, n) || !about.IsOwned)];
        if (about.IsOwned && findings.Length + errors.Count + undecided.Length == 0)
            return null;
        return decision with { Findings = findings, Errors = errors, NotEvaluated = undecided };
    }

    private bool IsTold(Judged about, PolicyFinding finding) => about.Owner == 0 || owners.IsNew(about.Owner, finding) || !about.IsOwned;

    private Source? SourceOf(ClusterObject found)
    {
        bool carriesPods = selection.CarriesPods(found.Kind);
        bool isPod = found.Kind.FullName == "Pod";
        bool isReported = scope.IsReported(found);
        if (isPod && isReported && options.ReportsImages)
            images.Add(found);
        (ulong owner, bool isOwned) = carriesPods ? owners.Enter(found, isPod) : (0, false);
        // What a controller made of its template has nothing of its own but its pods.
        if (isOwned && !isPod)
            return null;
        var about = new Judged(carriesPods ? owner : 0, isOwned, isReported);
        string name = found.Source.Path;
        judged[name] = about;
        if (isReported && options.KeepsReferences)
            objects[name] = new ClusterObjectReference(found.Kind.ApiVersion, found.Kind.Name, found.Namespace, found.Name, found.Uid);
        return Source.FromResources(name, () => ObjectReader.Read(found, engine.Policy.Pods, about.Errors), found.Namespace is { } space
            ? survey.Namespaces.GetValueOrDefault(space) : null, isAlone: isOwned);
    }

    /// <summary>Who asks for namespaces gets them one by one, and not in a list.</summary>
    private Source SourceOfNamespace(Resource space)
    {
        string name = space.Node.File.Path;
        judged[name] = new Judged(0, IsOwned: false, IsReported: true);
        if (options.KeepsReferences)
            objects[name] = new ClusterObjectReference("v1", ScanScope.NamespaceKind, null, space.Identity.Name, space.Metadata.Text("uid").Or(""));
        return Source.FromResources(name, () => [space]);
    }

    /// <summary>What is to be done with the decision on an object.</summary>
    private sealed record Judged(ulong Owner, bool IsOwned, bool IsReported)
    {
        public List<DocumentError> Errors { get; } = [];
    }
}
