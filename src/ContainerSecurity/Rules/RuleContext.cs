using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Code;
using ContainerSecurity.Resources.Dockerfiles;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.Rules.Secrets;
using ContainerSecurity.Secrets;

namespace ContainerSecurity.Rules;

/// <summary>What a rule may know besides the resource, and where it reports.</summary>
public sealed class RuleContext
{
    private readonly List<Finding> findings;
    private readonly List<NotEvaluated> undecided;
    private SecretLedger? ledger;

    internal RuleContext(KubernetesVersion version, PodSecurityLevel level, ResourceSet set, List<Finding> findings, List<NotEvaluated>? undecided = null)
    {
        Version = version;
        Level = level;
        Set = set;
        this.findings = findings;
        this.undecided = undecided ?? [];
    }

    /// <summary>The Kubernetes version whose standards apply.</summary>
    public KubernetesVersion Version { get; }

    /// <summary>
    /// The level of the Pod Security Standards that is judged exactly; <see cref="PodSecurityLevel.Privileged"/> where
    /// the profile is no such level.
    /// </summary>
    public PodSecurityLevel Level { get; }

    /// <summary>The resources judged together.</summary>
    public ResourceSet Set { get; }

    /// <summary>The present time.</summary>
    public DateTimeOffset Now { get; internal init; } = DateTimeOffset.UtcNow;

    /// <summary>The running rule's parameters.</summary>
    public RuleParameters Parameters { get; private set; } = RuleParameters.None;

    /// <summary>Takes what was judged, so that no finding can be told from nothing looked at; null where nobody asks.</summary>
    internal ISet<JudgedSection>? Coverage { get; init; }

    /// <summary>Finds secrets; null for the detector with the built-in patterns.</summary>
    internal Lazy<SecretDetector>? Detector { get; init; }

    /// <summary>The secrets in the text of the resource, looked for once for all rules.</summary>
    internal IReadOnlyList<SecretPlace> Secrets => Ledger.SecretsOf(Resource);

    /// <summary>Which rule speaks of which secret of the resource, and of those that share its text.</summary>
    internal SecretLedger Ledger => ledger?.Concerns(Resource) == true ? ledger : ledger = new SecretLedger(Resource.Together ?? [Resource], this);

    /// <summary>Says whether a rule judges a resource; null where all do.</summary>
    internal Func<string, Resource, bool>? Running { get; init; }

    /// <summary>Finds secrets in texts that a rule puts together.</summary>
    internal SecretDetector SecretsFinder => Detector?.Value ?? SecretDetector.Default;

    /// <summary>What is known of the signatures of images, by their references; null where nobody looked.</summary>
    internal IReadOnlyDictionary<string, ImageVerification>? Images { get; init; }

    /// <summary>The namespace that a request is made in; null where there is none, or it is not known.</summary>
    internal Func<string?> RequestedNamespace { get; init; } = () => null;

    /// <summary>
    /// Says who may have signed an image, null for one without a name; itself null where the policy says nothing of
    /// trust, and giving null where it asks nothing of the image.
    /// </summary>
    internal Func<ImageReference?, string?>? TrustedSigners { get; init; }

    /// <summary>
    /// Says who may have approved an image, null for one without a name; itself null where the policy says nothing of approvals, and giving
    /// null where the image needs none.
    /// </summary>
    internal Func<ImageReference?, string?>? Approvers { get; init; }

    internal Rule? Rule { get; private set; }

    /// <summary>The resource that is judged.</summary>
    public Resource Resource { get; internal set; } = null!;

    /// <summary>Returns the resource that is judged as one of its type, for rules over its parts.</summary>
    /// <typeparam name="TResource">The type of resource whose parts the rule judges.</typeparam>
    /// <exception cref="InvalidOperationException">The part that is judged is not one of such a resource.</exception>
    public TResource Within<TResource>()
        where TResource : Resource =>
        Resource as TResource ?? throw new InvalidOperationException($"What is judged is part of a {Resource.GetType().Name}, not of a {typeof(TResource).Name}.");

    internal Container? Container { get; private set; }

    /// <summary>Says which rule judges next, and the container that its subject concerns.</summary>
    internal void Enter(Rule rule, RuleParameters parameters, Container? container)
    {
        Rule = rule;
        Parameters = parameters;
        Container = container;
    }

    /// <summary>Reports a finding.</summary>
    /// <param name="at">What to point at: a field, a list, a container or a resource. One that was never written points at the resource.</param>
    /// <param name="message">A sentence that names the container, the field and the value, and what would be allowed;
    /// an interpolated string, whose holes are values.</param>
    /// <param name="severity">Another severity than the rule's own.</param>
    /// <param name="container">The container, where the rule is not one over containers.</param>
    public void Report<TLocated>(TLocated at, Message message, Severity? severity = null, Container? container = null)
        where TLocated : ILocated => ReportUnlessSaid(at, message, null, severity, container);

    /// <summary>Reports the credentials of a subject that the running rule speaks of.</summary>
    internal void ReportCredentials(object subject) => ToldCredential.Report(Ledger.Of(Rule!.Descriptor.Id, subject), this);

    /// <summary>Whether a rule judges a resource.</summary>
    internal bool Runs(string rule, Resource resource) => Running?.Invoke(rule, resource) != false;

    /// <summary>Reports a finding about something that a waiver may name.</summary>
    /// <param name="at">What to point at.</param>
    /// <param name="message">A sentence, as of the other form.</param>
    /// <param name="subject">What the finding is about.</param>
    /// <param name="severity">Another severity than the rule's own.</param>
    public void ReportAbout<TLocated>(TLocated at, Message message, FindingSubject subject, Severity? severity = null)
        where TLocated : ILocated
    {
        ReportUnlessSaid(at, message, null, severity);
        findings[findings.Count - 1] = findings[findings.Count - 1] with { Subject = subject };
    }

    /// <summary>Reports an expression of the cluster's own policy that does not hold.</summary>
    internal void ReportViolation<TLocated>(TLocated at, Message message, string expression, Container? container)
        where TLocated : ILocated
    {
        ReportUnlessSaid(at, message, null, null, container);
        findings[findings.Count - 1] = findings[findings.Count - 1] with { Expression = expression };
    }

    /// <summary>Returns a finding of another rule about the resource that is judged, at a field; none where the field was never written.</summary>
    internal IEnumerable<StrongerFinding> Beside<TLocated>(string ruleId, TLocated at)
        where TLocated : ILocated => at.Location is { } place ? (StrongerFinding[])[new StrongerFinding(ruleId, Resource, place.Path)] : [];

    /// <summary>
    /// Reports a finding that is folded into others as long as one of them counts. Where a level of the Pod Security
    /// Standards is judged exactly, each of its controls speaks for itself.
    /// </summary>
    internal void ReportUnlessSaid<TLocated>(TLocated at, Message message, IEnumerable<StrongerFinding>? stronger, Severity? severity = null,
        Container? container = null)
        where TLocated : ILocated
    {
        RuleDescriptor rule = Rule!.Descriptor;
        container ??= Container;
        string? name = container?.Name;
        DocumentLocation location = at.Location ?? container?.Location ?? Resource.Location;
        Wording? words = Wording.For(Resource, rule);
        Message said = WithoutSecrets(words?.Put(rule, message) ?? message);
        findings.Add(new Finding(rule, severity ?? rule.Severity, said, Resource.Identity, string.IsNullOrEmpty(name) ? null : name, location)
        {
            Remediation = words?.Remediation(rule) ?? rule.Remediation,
            Secret = (at as SecretPlace)?.Secret.Fingerprint,
            Image = container is { Image.IsKnown: true } ? container.Image.Value : null,
            Stronger = Level != PodSecurityLevel.Privileged && rule.PodSecurity != PodSecurityLevel.Privileged ? null : stronger,
        });
    }

    /// <summary>Reports a finding about some of the sections of standards that the rule names.</summary>
    internal void ReportOfSections<TLocated>(TLocated at, Message message, IReadOnlyList<string> sections, Severity? severity = null)
        where TLocated : ILocated
    {
        ReportUnlessSaid(at, message, null, severity);
        findings[findings.Count - 1] = findings[findings.Count - 1] with { References = sections };
    }

    /// <summary>Notes that the rule has judged a section of a standard, or all that it names; nothing where nobody asks.</summary>
    /// <param name="section">The section; null for all.</param>
    internal void MarkJudged(string? section) => Coverage?.Add(new JudgedSection(Rule!.Descriptor.Id, section, Resource.Kind, Resource.ApiVersion.IsKnown));

    /// <summary>Says that the rule has no verdict on the resource.</summary>
    internal void ReportNotEvaluated(NotEvaluated what) => undecided.Add(what);

    /// <summary>A message that quotes a value may quote a secret, whatever its rule is about. Where the resource has none, there is none to quote.</summary>
    private Message WithoutSecrets(Message message)
    {
        if ((Resource.Node.File.Text is not null || Resource.Node.File.IsObject)
            && Resource is { IsInText: false } and not (Workload { Platform: Platform.Compose } or Dockerfile { IsEmbedded: true })
            && Secrets.Count == 0)
            return message;
        return new Message(message.Parts.Select(p => p.IsValue ? p with { Text = SecretsFinder.Hide(p.Text, s => s.Kind != SecretKind.Credential) } : p));
    }
}
