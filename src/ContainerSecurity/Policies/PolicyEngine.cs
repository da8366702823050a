using System.Text;
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
    /// <exception cref="ArgumentException">The options name a rule that there is not, or the policy gives a parameter that no rule reads, or a value that its rule does not allow.</exception>
    public PolicyEngine(Policy? policy = null, PolicyEngineOptions? options = null)
    {
        Policy = policy ?? Policy.Default;
        Policy.CheckParameters(nameof(policy));
        this.options = options ?? new PolicyEngineOptions();
        documents = new DocumentReader(this.options.Limits);
        readers = [new TextSourceReader(), new BuildFileReader(), new ComposeFileReader(this.options.Limits), new InspectReader(documents), new ManifestReader(documents, Policy.Pods)];
        rules = new RuleIndex([.. this.options.RulesOf(Policy)]);
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
    public Decision Evaluate(string text, string path) => Evaluate(TryRead(new SourceText(new SourceFile(path, text ?? throw new ArgumentNullException(nameof(text))), _ => Field<string>.Unknown())), null);

    /// <summary>Judges what a stream holds, as one set.</summary>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public Decision Evaluate(Stream stream, string path)
    {
        var errors = new List<DocumentError>();
        SourceFile? file = documents.ReadSource(stream, path, errors);
        SourceContent content = file is null ? new SourceContent(path, [], []) : TryRead(new SourceText(file, _ => Field<string>.Unknown()));
        content.Errors.InsertRange(0, errors);
        return Evaluate(content, null);
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

    /// <summary>Reads a source. What it throws is an error of its content; only the cancelling of the scan itself goes through.</summary>
    internal SourceContent Read(ManifestSource source, CancellationToken cancellation)
    {
        var errors = new List<DocumentError>();
        try
        {
            if (source.ReadResource is { } readResource)
                return new SourceContent(source.Path, [readResource(Policy) ?? throw new InvalidOperationException("There is no resource.")], errors);
            using Stream stream = source.Open();
            var beside = new List<DocumentError>();
            SourceContent content = documents.ReadSource(stream, source.Path, errors) is { } file
                ? TryRead(new SourceText(file, name => ReadNeighbour(source, name, beside), source.IsFound))
                : new SourceContent(source.Path, [], []) { IsForeign = source.IsFound && IsForeign(source) };
            content.Errors.InsertRange(0, errors);
            content.Errors.AddRange(beside);
            return source.IsFound ? content.AsFound() : content;
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            return new SourceContent(source.Path, [], [.. errors, new DocumentError(source.Path, SourceSpan.FileStart, source.ReadResource is null ? $"The file cannot be read: {e.Message}" : e.Message)]);
        }
#pragma warning disable CA1031 // A source of anybody's may throw anything; the other sources are judged all the same.
        catch (Exception e) when (Fault.CanBeIsolated(e) || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
#pragma warning restore CA1031
        {
            return new SourceContent(source.Path, [], [.. errors, Fault.Of(source.Path, "The reading", e)]);
        }
    }

    private static bool IsUnreadable(Exception exception) => exception is IOException or UnauthorizedAccessException or NotSupportedException;

    internal Decision Evaluate(SourceContent content, ResourceSet? set, ICollection<Waiver>? used = null) =>
        content.Skipped is { } reason ? new Decision(content.Path, 0, [], []) { Skipped = reason }
        : Evaluate(content.Resources, set ?? Known(content.Resources), content.Path, content.Errors, used);

    /// <summary>Reads a text. That a file beside it cannot be opened is no fault, and goes through.</summary>
    private SourceContent TryRead(SourceText source)
    {
        try
        {
            return Read(source);
        }
#pragma warning disable CA1031 // What the readers did not expect is a fault with a name, and no crash of the host.
        catch (Exception e) when (Fault.CanBeIsolated(e) && !IsUnreadable(e))
#pragma warning restore CA1031
        {
            return new SourceContent(source.File.Path, [], [Fault.OfText(source.File.Path, e)]);
        }
    }

    private SourceContent Read(SourceText source) => Array.Find(readers, r => r.Takes(source, options.Type))!.Read(source, options.Type);

    /// <summary>Whether a source whose text cannot be read neither is nor begins as anything that is judged.</summary>
    private bool IsForeign(ManifestSource source)
    {
        if (options.Type == SourceType.Text || SourceTypes.IsFixed(source.Path))
            return false;
        using var text = new StreamReader(source.Open(), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        bool isBuild = SourceTypes.OfFile(source.Path) == SourceType.Dockerfile;
        return !isBuild && !new TopLevelReader(text).Read().Any(d => d.IsObject || d.HasHostConfig || (d.HasServices && !d.HasOtherThanCompose));
    }

    /// <summary>A file beside a source; one that is there but cannot be read is not known.</summary>
    private Field<string> ReadNeighbour(ManifestSource source, string name, List<DocumentError> errors)
    {
        if (!source.HasNeighbours)
            return Field<string>.Unknown();
        try
        {
            using Stream? stream = source.OpenNeighbour(name);
            return stream is null ? Field<string>.Missing()
                : documents.ReadSource(stream, name, []) is { } file ? Field<string>.Known(file.Text!)
                : Field<string>.Unknown();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            var error = new DocumentError(source.Path, SourceSpan.FileStart, $"The file '{name}' that belongs to it cannot be read: {e.Message}");
            if (!errors.Contains(error))
                errors.Add(error);
            return Field<string>.Unknown();
        }
    }

    private ResourceSet Known(IReadOnlyList<Resource> resources) => new(resources, Policy.IsSetComplete);

    private Decision Evaluate(IReadOnlyList<Resource> resources, ResourceSet set, string source, List<DocumentError> errors, ICollection<Waiver>? used = null) =>
        new Evaluation(Policy, options, rules, detector, set, errors, used).Judge(resources, source);
}
