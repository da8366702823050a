using ContainerSecurity.Policies.Admission;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.Rules;
using ContainerSecurity.Secrets;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Policies;

/// <summary>Judges resources by a policy. Immutable and thread-safe once built; the same input gives the same decisions in the same order.</summary>
public sealed partial class PolicyEngine
{
    /// <summary>Creates an engine.</summary>
    /// <param name="policy">The policy; null for <see cref="Policy.Default"/>.</param>
    /// <param name="options">The clock, known findings and bounds; null for the defaults.</param>
    /// <exception cref="ArgumentException">
    /// The options name a rule that there is not, or the policy gives a parameter that no rule reads, a value that its
    /// rule does not allow, a waiver of a rule that there is not or without a reason, or a rule of the user's own whose
    /// ID is reserved, malformed or taken.
    /// </exception>
    public PolicyEngine(Policy? policy = null, PolicyEngineOptions? options = null)
    {
        Options = options ?? new PolicyEngineOptions();
        Policy = Options.Framework?.Adapt(policy ?? Policy.Default) ?? policy ?? Policy.Default;
        PolicyCheck.Require(Policy, nameof(policy));
        Reader = new SourceReader(new SourceReaderOptions { Type = Options.Type, Formats = Options.Formats, Limits = Options.Limits, Pods = Policy.Pods });
        RuleIndex = new RuleIndex([.. Options.RulesOf(Policy)]);
        AloneRules = new RuleIndex(Array.FindAll(RuleIndex.All, r => !r.Rule.Descriptor.Compares));
        Keeper = new FactKeeper(RuleIndex);
        Detector = new Lazy<SecretDetector>(Policy.Secrets.CreateDetector);
    }

    /// <summary>The policy.</summary>
    public Policy Policy { get; }

    /// <summary>Makes an engine of another policy, with the options of this one.</summary>
    /// <param name="policy">The policy.</param>
    /// <exception cref="ArgumentException">The options name a rule that there is not, or the policy gives a parameter
    /// that no rule reads, or a value that its rule does not allow.</exception>
    public PolicyEngine With(Policy policy) => new(policy ?? throw new ArgumentNullException(nameof(policy)), Options);

    /// <summary>The rules that run, by ID.</summary>
    public IReadOnlyList<RuleDescriptor> Rules => [.. RuleIndex.All.Select(r => r.Rule.Descriptor)];

    internal PolicyEngineOptions Options { get; }

    internal SourceReader Reader { get; }

    /// <summary>All rules that run.</summary>
    internal RuleIndex RuleIndex { get; }

    /// <summary>The rules that judge each resource for itself, the cluster's own policies among them.</summary>
    internal RuleIndex AloneRules { get; }

    internal FactKeeper Keeper { get; }

    internal Lazy<SecretDetector> Detector { get; }

    /// <summary>Judges one resource on its own.</summary>
    public Decision Evaluate(Resource resource) => Evaluate(new EvaluationRequest(resource));

    /// <summary>Judges resources together, as one set.</summary>
    public Decision Evaluate(IEnumerable<Resource> resources) => Evaluate(new EvaluationRequest(resources));

    /// <summary>Judges what a text holds, as one set.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">The name shown to people, by which its format may be told.</param>
    public Decision Evaluate(string text, string path) => Evaluate(Reader.Read(text, path), null, default);

    /// <summary>Judges what a stream holds, as one set.</summary>
    /// <param name="stream">The bytes; read to the end or to the limit, not disposed.</param>
    /// <param name="path">The name shown to people, by which its format may be told.</param>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public Decision Evaluate(Stream stream, string path) => Evaluate(Reader.Read(stream, path), null, default);

    /// <summary>Judges what a file holds, as one set. What cannot be opened or read is an error of the decision.</summary>
    /// <param name="path">The file's path, shown to people as it is given; its format may be told by its name.</param>
    public Decision EvaluateFile(string path) => Evaluate(new EvaluationRequest(Source.FromFile(path)));

    /// <summary>Judges a request. A source is read on the calling thread.</summary>
    /// <param name="request">The request.</param>
    public Decision Evaluate(EvaluationRequest request)
    {
        _ = request ?? throw new ArgumentNullException(nameof(request));
        return Evaluate(request.Source is { } source ? Reader.Read(source) : new SourceContent("", request.Resources, []), request, default);
    }

    /// <summary>
    /// Judges many sources as one set, several at a time, each opened once. Gives one decision for each in the order of
    /// the sources; when the last has been read, further ones on what rules found that compare; then one for the policy
    /// itself where its waivers need attention.
    /// </summary>
    /// <param name="sources">
    /// The sources, in the order of the report. Where asking for the next one fails, those before are judged, and a
    /// decision says so.
    /// </param>
    /// <param name="set">
    /// What rules compare with, where it is known before: then nothing is kept of the sources. Null to collect it from
    /// the sources: then less than a kilobyte is kept of a resource that is compared.
    /// </param>
    /// <param name="cancellationToken">Stops before the next source.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IEnumerable<Decision> Scan(IEnumerable<Source> sources, ResourceSet? set = null, CancellationToken cancellationToken = default) =>
        NewScan(set, cancellationToken).Run(sources ?? throw new ArgumentNullException(nameof(sources)));

    /// <summary>Makes a scan of sources that change. The same sources give what <see cref="Scan"/> says of them.</summary>
    /// <param name="order">The order of the sources, by their names, in which they are compared; null for that of the names themselves.</param>
    public LiveScan NewLiveScan(IComparer<string>? order = null) => new(this, order ?? StringComparer.Ordinal);

    private PolicyScan NewScan(ResourceSet? set, CancellationToken cancellation) =>
        new(new ScanPass(this, set, cancellation), Options.Parallelism, cancellation);

    private Decision Evaluate(
        SourceContent content, EvaluationRequest? request, CancellationToken cancellation, IReadOnlyDictionary<string, ImageVerification>? images = null)
    {
        if (SearchedText.PassOver(content) is { } passedOver)
            return passedOver;
        images ??= request?.Images ?? FindImages(content.Resources, cancellation);
        ResourceSet set = request?.Set ?? new ResourceSet(content.Resources, Policy.IsSetComplete);
        var used = new List<Waiver>();
        var evaluation = new Evaluation(this, RuleIndex, set, [.. content.Errors], request, images) { Cancellation = cancellation, Used = used };
        Decision laid = VariantFindings.Lay(content, evaluation.Judge(content.Resources, content.Name), used, (resources, waivers) =>
            new Evaluation(this, AloneRules, new ResourceSet(resources, Policy.IsSetComplete), [], request, FindImages(resources, cancellation))
            {
                Used = waivers,
                Cancellation = cancellation,
            }.Judge(resources, content.Name));
        Decision decision = SearchedText.Mark(content, laid).With(content);
        return request is not null && content.Resources is [var only] && Admission.Mutates
            ? decision with { Mutations = Mutate(only, set, request, cancellation) } : decision;
    }

    /// <summary>Whether a rule judges the signatures of images.</summary>
    internal bool JudgesTrust => !Policy.Trust.IsEmpty && Array.Exists(RuleIndex.All, r => r.Rule.Descriptor.NeedsTrust);

    /// <summary>Has the images of resources verified, on the calling thread; null where nobody can.</summary>
    internal IReadOnlyDictionary<string, ImageVerification>? FindImages(IReadOnlyList<Resource> resources, CancellationToken cancellation)
    {
        IReadOnlyDictionary<string, ImageVerification>? images = null;
        FindImages(resources, cancellation, ref images);
        return images;
    }

    /// <summary>Asks whoever verifies images, where the build can wait for it.</summary>
    partial void FindImages(IReadOnlyList<Resource> resources, CancellationToken cancellation, ref IReadOnlyDictionary<string, ImageVerification>? images);

    private AdmissionPolicySet Admission => Policy.AdmissionOfVersion;

    private Admission.Mutations.MutationPreview Mutate(Resource resource, ResourceSet set, EvaluationRequest request, CancellationToken cancellation)
    {
        AdmissionRequest asked = request.AdmissionFor(resource);
        return Admission.Mutate(asked, new NamespaceBook(set, request).ContextOf(asked, null), cancellation);
    }
}
