using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ContainerSecurity.Documents;
using ContainerSecurity.Kubernetes.Api;
using ContainerSecurity.Kubernetes.Models;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Kubernetes;
using ContainerSecurity.Rules;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Kubernetes.Scanning;

/// <summary>One scan: gives the engine the objects as sources, and makes of its decisions what is told.</summary>
internal sealed class ClusterRun
{
    private const string NamespaceKind = "Namespace";
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
    private readonly ConcurrentDictionary<string, BlindSpot?> blindSpots = new(StringComparer.Ordinal);
    private volatile bool isFinished;

    public ClusterRun(ApiConnection connection, ClusterSurvey survey, ClusterScanOptions options, PolicyEngine engine, KindSelection selection)
    {
        (this.survey, this.options, this.engine, this.selection) = (survey, options, engine, selection);
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
    public bool IsSeen(string apiVersion, string kind, string? @namespace, string name)
    {
        int slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
        string group = slash < 0 ? "" : apiVersion[..slash];
        ClusterKind? listed = survey.Kinds.FirstOrDefault(k => k.Group == group && k.Name == kind);
        return isFinished && listed is not null && IsInPart(kind == NamespaceKind ? name : @namespace) && (listed.IsNamespaced || options.Namespaces.Count == 0)
            && !gaps.Any(g => (g.Kind == listed.FullName && (g.Namespace is null || g.Namespace == @namespace)) || (g.Kind == group && group.Length > 0));
    }

    /// <summary>What could not be seen.</summary>
    public IEnumerable<ClusterGap> Gaps => gaps.OrderBy(g => g.Kind, StringComparer.Ordinal).ThenBy(g => g.Namespace, StringComparer.Ordinal);

    /// <summary>The objects, kind by kind; then the images that run.</summary>
    public async IAsyncEnumerable<Source> SourcesAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        if (options.Namespaces.Count > 0 && survey.Kinds.Any(k => k.FullName == NamespaceKind))
            foreach (Resource space in survey.Namespaces.Values.Where(n => IsReported(n.Identity)))
                yield return SourceOfNamespace(space);
        await foreach (IReadOnlyList<ClusterObject> page in pages.ReadAsync(Jobs(), cancellation).ConfigureAwait(false))
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
            return decision.IsAddition ? FinishComparison(decision) : decision;
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

    /// <summary>What compares objects has no verdict where not all that it compares with could be seen, and says nothing where that was not to be looked at.</summary>
    private Decision? FinishComparison(Decision decision)
    {
        if (!IsReported(decision.Findings.Select(f => f.Finding.Resource).Concat(decision.NotEvaluated.Select(n => n.Resource).OfType<ResourceIdentity>()).FirstOrDefault()))
            return null;
        ILookup<bool, PolicyFinding> findings = decision.Findings.ToLookup(f => BlindSpotOf(f.Finding.Rule) is null);
        NotEvaluated[] undecided =
        [
            .. decision.NotEvaluated,
            .. findings[false].Select(f => (Found: f.Finding, Spot: BlindSpotOf(f.Finding.Rule)!)).Where(f => f.Spot.IsGap)
                .Select(f => new NotEvaluated(f.Found.Rule.Id, f.Spot.Reason, f.Found.Location) { Resource = f.Found.Resource, ResourceLocation = f.Found.Location }),
        ];
        Decision told = decision with { Findings = [.. findings[true]], NotEvaluated = undecided };
        return told.Findings.Count + told.NotEvaluated.Count + told.Errors.Count == 0 ? null : told;
    }

    private BlindSpot? BlindSpotOf(RuleDescriptor rule) => !rule.Compares ? null : blindSpots.GetOrAdd(rule.Id, _ => FindBlindSpot(rule));

    private BlindSpot? FindBlindSpot(RuleDescriptor rule)
    {
        foreach (ClusterKind kind in survey.Served.Where(k => rule.ComparedKinds.Contains(k.Name) || (rule.ComparesWorkloads && selection.CarriesPods(k))))
            if (!survey.Kinds.Contains(kind) && rule.ComparedKinds.Contains(kind.Name))
                return new BlindSpot(false, "");
            else if (survey.Scope is not null && options.Namespaces.Count > 0 && !kind.IsNamespaced)
                return new BlindSpot(false, "");
        ClusterGap? gap = gaps.FirstOrDefault(g => rule.ComparedKinds.Contains(g.Kind.Split('.')[0]) || (rule.ComparesWorkloads && survey.Kinds.Any(k => k.FullName == g.Kind && selection.CarriesPods(k))));
        return gap is null ? null : new BlindSpot(true, $"it compares with objects of kind {gap.Kind}, which could not all be listed.");
    }

    private IEnumerable<PageStream.Job> Jobs()
    {
        foreach (ClusterKind kind in survey.Kinds)
            if (!kind.IsNamespaced)
            {
                // Who asks for namespaces asks for nothing beside them but the namespaces themselves.
                if (options.Namespaces.Count == 0)
                    yield return new PageStream.Job(kind, null);
            }
            else if (survey.Scope is null || (options.Namespaces.Count == 0 && IsComparedAcross(kind)))
                yield return new PageStream.Job(kind, null);
            else
                foreach (string space in survey.Scope)
                    yield return new PageStream.Job(kind, space);
    }

    /// <summary>Whether objects in no namespace are compared with those of a kind, so that a part of the cluster needs all of them.</summary>
    private static bool IsComparedAcross(ClusterKind kind) => kind.FullName is "ServiceAccount" or "Role.rbac.authorization.k8s.io";

    private Source? SourceOf(ClusterObject found)
    {
        bool carriesPods = selection.CarriesPods(found.Kind);
        bool isPod = found.Kind.FullName == "Pod";
        bool isReported = IsReported(found);
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
        return Source.FromResources(name, () => Read(found, about), found.Namespace is { } space ? survey.Namespaces.GetValueOrDefault(space) : null, isAlone: isOwned);
    }

    /// <summary>Who asks for namespaces gets them one by one, and not in a list.</summary>
    private Source SourceOfNamespace(Resource space)
    {
        string name = space.Node.File.Path;
        judged[name] = new Judged(0, IsOwned: false, IsReported: true);
        if (options.KeepsReferences)
            objects[name] = new ClusterObjectReference("v1", NamespaceKind, null, space.Identity.Name, space.Metadata.Text("uid").Or(""));
        return Source.FromResources(name, () => [space]);
    }

    private IReadOnlyList<Resource> Read(ClusterObject found, Judged about)
    {
        try
        {
            return KubernetesReader.Read(found.ToDocument(), about.Errors, engine.Policy.Pods);
        }
        catch (UnreadableObjectException e)
        {
            about.Errors.Add(new DocumentError(found.Source.Path, SourceSpan.FileStart, $"The object was not judged, because {e.Message}."));
            return [];
        }
    }

    private bool IsReported(ClusterObject found) => IsInPart(found.Kind.FullName == NamespaceKind ? found.Name : found.Namespace);

    private bool IsReported(ResourceIdentity? resource) => resource is null || IsInPart(resource.Kind == NamespaceKind ? resource.Name : resource.Namespace);

    private bool IsInPart(string? @namespace) =>
        (@namespace is null || options.Namespaces.Count == 0 || options.Namespaces.Contains(@namespace)) && options.Shard?.Holds(@namespace) != false;

    /// <summary>Why a rule that compares does not know all that it compares with.</summary>
    /// <param name="IsGap">Whether it could not be seen, and not only was not asked for.</param>
    /// <param name="Reason">What could not be seen.</param>
    private sealed record BlindSpot(bool IsGap, string Reason);

    /// <summary>What is to be done with the decision on an object.</summary>
    private sealed record Judged(ulong Owner, bool IsOwned, bool IsReported)
    {
        public List<DocumentError> Errors { get; } = [];
    }
}
