using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules;
using ContainerSecurity.Secrets;

namespace ContainerSecurity.Policies;

/// <summary>Judges resources by a policy. Immutable and thread-safe once built; the same input gives the same decisions in the same order.</summary>
public sealed class PolicyEngine
{
    private readonly DocumentReader documents;
    private readonly ISourceReader[] readers;
    private readonly PolicyEngineOptions options;
    private readonly RuleIndex rules;
    private readonly Lazy<SecretDetector> detector;

    /// <summary>Creates an engine.</summary>
    /// <param name="policy">The policy; null for <see cref="Policy.Default"/>.</param>
    /// <param name="options">The clock, known findings and bounds; null for the defaults.</param>
    public PolicyEngine(Policy? policy = null, PolicyEngineOptions? options = null)
    {
        Policy = policy ?? Policy.Default;
        this.options = options ?? new PolicyEngineOptions();
        documents = new DocumentReader(this.options.Limits);
        readers = [new TextSourceReader(), new BuildFileReader(), new ComposeFileReader(this.options.Limits), new InspectReader(documents), new ManifestReader(documents)];
        rules = new RuleIndex([.. Policy.KnownRules.Where(this.options.OnlyRules.Count > 0 ? this.options.Picks : Policy.Runs).Select((r, i) => new ActiveRule(r, Policy, i))]);
        detector = new Lazy<SecretDetector>(Policy.Secrets.CreateDetector);
    }

    /// <summary>The policy.</summary>
    public Policy Policy { get; }

    /// <summary>The rules that run, by ID.</summary>
    public IReadOnlyList<RuleDescriptor> Rules => [.. rules.All.Select(r => r.Rule.Descriptor)];

    /// <summary>Judges one resource on its own.</summary>
    public Decision Evaluate(Resource resource) => Evaluate([resource ?? throw new ArgumentNullException(nameof(resource))], Known([resource]), "", []);

    /// <summary>Judges resources together, as one set.</summary>
    public Decision Evaluate(IEnumerable<Resource> resources)
    {
        Resource[] all = [.. resources ?? throw new ArgumentNullException(nameof(resources))];
        return Evaluate(all, Known(all), "", []);
    }

    /// <summary>Judges what a text holds, as one set.</summary>
    public Decision Evaluate(string text, string path) => Evaluate(Read(new SourceText(new SourceFile(path, text ?? throw new ArgumentNullException(nameof(text))), _ => Field<string>.Unknown())), null);

    /// <summary>Judges what a stream holds, as one set.</summary>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public Decision Evaluate(Stream stream, string path)
    {
        var errors = new List<DocumentError>();
        SourceFile? file = documents.ReadSource(stream, path, errors);
        return Evaluate(file is null ? new SourceContent(path, [], errors) : Read(new SourceText(file, _ => Field<string>.Unknown())), null);
    }

    /// <summary>Judges many sources as one set, several at a time, and gives one decision for each in the order of the sources, then one for the policy itself where its waivers need attention. Memory does not grow with the number of sources.</summary>
    /// <param name="sources">The sources, in the order of the report.</param>
    /// <param name="cancellationToken">Stops before the next source.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IEnumerable<Decision> Scan(IReadOnlyList<ManifestSource> sources, CancellationToken cancellationToken = default) =>
        new PolicyScan(this, sources ?? throw new ArgumentNullException(nameof(sources)), cancellationToken).Run();

    internal PolicyEngineOptions Options => options;

    /// <summary>Which kinds the rules compare with, a list for each rule that looks at other resources than the one it judges.</summary>
    internal IReadOnlyList<IReadOnlyList<string>> SetKinds => [.. rules.All.Select(r => r.Rule.Descriptor.SetKinds).Where(k => k.Count > 0)];

    internal SourceContent Read(ManifestSource source)
    {
        var errors = new List<DocumentError>();
        try
        {
            if (source.ReadResource is { } readResource)
                return new SourceContent(source.Path, [readResource(Policy)], errors);
            using Stream stream = source.Open();
            return documents.ReadSource(stream, source.Path, errors) is { } file ? Read(new SourceText(file, name => ReadNeighbour(source, name))) : new SourceContent(source.Path, [], errors);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return new SourceContent(source.Path, [], [new DocumentError(source.Path, SourceSpan.FileStart, source.ReadResource is null ? $"The file cannot be read: {e.Message}" : e.Message)]);
        }
    }

    internal Decision Evaluate(SourceContent content, ResourceSet? set, ICollection<Waiver>? used = null) =>
        Evaluate(content.Resources, set ?? Known(content.Resources), content.Path, content.Errors, used);

    private SourceContent Read(SourceText source) => Array.Find(readers, r => r.Takes(source, options.Type))!.Read(source);

    /// <summary>A file beside a source; one that is there but cannot be read is not known.</summary>
    private Field<string> ReadNeighbour(ManifestSource source, string name)
    {
        if (!source.HasNeighbours)
            return Field<string>.Unknown();
        using Stream? stream = source.OpenNeighbour(name);
        return stream is null ? Field<string>.Missing()
            : documents.ReadSource(stream, name, []) is { } file ? Field<string>.Known(file.Text!)
            : Field<string>.Unknown();
    }

    private ResourceSet Known(IReadOnlyList<Resource> resources) => new(resources, Policy.IsSetComplete);

    private Decision Evaluate(IReadOnlyList<Resource> resources, ResourceSet set, string source, List<DocumentError> errors, ICollection<Waiver>? used = null)
    {
        var judged = new List<PolicyFinding>();
        var findings = new List<Finding>();
        var context = new RuleContext(Policy.KubernetesVersion, Policy.Profile.Level(), set, findings) { Today = options.Clock(), Detector = detector };
        var walk = new ResourceWalk(rules, context, findings);
        var comments = new CommentWaivers(errors);
        foreach (Resource resource in resources)
        {
            comments.Enter(resource);
            if (!Policy.Select.Matches(resource) || Policy.Exclude?.Matches(resource) == true)
                continue;
            var waivers = new WaiverBook(Policy, resource, comments, context.Today, errors, used);
            walk.Walk(resource, (rule, finding) => judged.Add(Judge(finding, rule, waivers.ReasonFor(finding))));
            waivers.ReportIdle(rules.All, judged);
        }
        judged.Sort(FindingOrder.Instance);
        return new Decision(source, resources.Count, judged, errors);
    }

    private PolicyFinding Judge(Finding finding, ActiveRule rule, string? waived) =>
        new(finding, rule.Setting?.Severity ?? finding.Severity, rule.Enforcement, waived, waived is null && options.Baseline?.Knows(finding) == true);
}
