using ContainerSecurity.Documents;
using ContainerSecurity.Policies.Admission;
using ContainerSecurity.Policies.Trust;
using ContainerSecurity.Resources.Kubernetes;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies;

/// <summary>
/// Reads policy files: YAML of <c>kind: Policy</c>. Every unknown key, rule or word is an error with its place and,
/// where one is near, the word that was probably meant.
/// </summary>
public sealed class PolicyReader
{
    private const int MaxExtends = 16;
    private static readonly string[] Extensions = [".yaml", ".yml", ".json"];
    internal static readonly string[] Keys =
        ["apiVersion", "kind", "metadata", "extends", "profile", "kubernetesVersion", "set", "enforcement", "parameters", "rules", "select", "exclude", "pods",
            "secrets", "trust", "approvals", "waivers"];

    private readonly IReadOnlyList<Rule> customRules;
    private readonly Func<string, string> readFile;
    private readonly Func<string, bool>? isOtherRule;

    /// <summary>Creates a reader.</summary>
    /// <param name="customRules">Rules of the user's own that policy files may name.</param>
    /// <param name="readFile">Gives the text of a file by path; null to read from disk.</param>
    /// <param name="isOtherRule">Tells the names of rules that are known elsewhere, so that what is said of them is
    /// passed over and no error; null for none.</param>
    public PolicyReader(IEnumerable<Rule>? customRules = null, Func<string, string>? readFile = null, Func<string, bool>? isOtherRule = null)
    {
        this.isOtherRule = isOtherRule;
        this.customRules = [.. customRules ?? []];
        this.readFile = readFile ?? RegularFile.ReadText;
    }

    /// <summary>Reads a file and the files it extends, or all files of a folder. Policies of the cluster are taken in as rules.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="start">The policy to put it over; null for <see cref="Policy.Default"/>.</param>
    public PolicyReadResult Load(string path, Policy? start = null)
    {
        var errors = new List<DocumentError>();
        Policy policy = Directory.Exists(path)
            ? LoadFolder(path, start ?? Policy.Default, errors)
            : Load(path, start ?? Policy.Default, errors, new Stack<string>(), null);
        return errors.Count == 0 ? PolicyReadResult.Good(policy) : PolicyReadResult.Failed(errors);
    }

    /// <summary>Reads a policy from its text, over <see cref="Policy.Default"/>, and the files it extends.</summary>
    /// <param name="text">The text of a policy file.</param>
    /// <param name="path">The name shown to people; files that it extends are sought beside it.</param>
    public PolicyReadResult Read(string text, string path) => Read(text, path, Policy.Default);

    /// <summary>Reads a policy from its text, over another one, and the files it extends.</summary>
    /// <param name="text">The text of a policy file.</param>
    /// <param name="path">The name shown to people; files that it extends are sought beside it.</param>
    /// <param name="start">The policy to put it over.</param>
    public PolicyReadResult Read(string text, string path, Policy start)
    {
        _ = text ?? throw new ArgumentNullException(nameof(text));
        _ = path ?? throw new ArgumentNullException(nameof(path));
        _ = start ?? throw new ArgumentNullException(nameof(start));
        var reader = new PolicyReader(customRules, p => p == path ? text : readFile(p), isOtherRule);
        var errors = new List<DocumentError>();
        Policy policy = reader.Load(path, start, errors, new Stack<string>(), null);
        return errors.Count == 0 ? PolicyReadResult.Good(policy) : PolicyReadResult.Failed(errors);
    }

    /// <summary>Reads a policy from a stream, over <see cref="Policy.Default"/>, and the files it extends.</summary>
    /// <param name="stream">The text of a policy file, in UTF-8 or as its byte order mark says; read to the end, not disposed.</param>
    /// <param name="path">The name shown to people; files that it extends are sought beside it.</param>
    /// <exception cref="IOException">The stream cannot be read, or holds more than 64 MiB.</exception>
    public PolicyReadResult Read(Stream stream, string path) => Read(stream, path, Policy.Default);

    /// <summary>Reads a policy from a stream, over another one, and the files it extends.</summary>
    /// <param name="stream">The text of a policy file, in UTF-8 or as its byte order mark says; read to the end, not disposed.</param>
    /// <param name="path">The name shown to people; files that it extends are sought beside it.</param>
    /// <param name="start">The policy to put it over.</param>
    /// <exception cref="IOException">The stream cannot be read, or holds more than 64 MiB.</exception>
    public PolicyReadResult Read(Stream stream, string path, Policy start) =>
        Read(RegularFile.ReadText(stream ?? throw new ArgumentNullException(nameof(stream)), path), path, start);

    private Policy Load(string path, Policy start, List<DocumentError> errors, Stack<string> chain, DocumentLocation? from)
    {
        if (chain.Contains(path) || chain.Count >= MaxExtends)
        {
            errors.Add(new DocumentError(from?.File.Path ?? path, from?.Span
                ?? SourceSpan.FileStart, $"'{path}' extends itself, or the chain of extended policies is longer than {MaxExtends}."));
            return start;
        }
        if (TryRead(path, errors, from) is not { } documents)
            return start;
        DocumentNode? own = documents.Documents.FirstOrDefault(IsOwn);
        // A file without an own policy and without one of the cluster is most likely an own one with a mistake.
        if (own is null && !documents.Documents.Any(AdmissionPolicySet.IsPolicyObject))
            own = documents.Documents.First(d => d is MappingNode);
        DocumentNode[] others = [.. documents.Documents.Where(d => d != own)];
        Policy policy = others.Length == 0 ? start : Admit(others, start, errors);
        if (own is null)
            return policy;
        var root = new NodeView(own, errors);
        chain.Push(path);
        policy = Extend(root, path, policy, errors, chain);
        chain.Pop();
        return Apply(root, path, policy, errors);
    }

    private static bool IsOwn(DocumentNode document) =>
        document is MappingNode mapping && mapping["kind"] is ScalarNode { Text: "Policy" } && !AdmissionPolicySet.IsPolicyObject(document);

    /// <summary>Reads all files of a folder as one policy: a manifest that is none may be the parameters of one.</summary>
    private Policy LoadFolder(string folder, Policy start, List<DocumentError> errors)
    {
        Policy policy = start;
        var manifests = new List<DocumentNode>();
        bool hasOwn = false;
        foreach (string file in FilesIn(folder, errors).Where(f => Extensions.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase)))
        {
            var found = new List<DocumentError>();
            DocumentSet? documents = TryRead(file, found, null);
            if (documents?.Documents.Any(IsOwn) == true)
            {
                hasOwn = true;
                policy = Load(file, policy, errors, new Stack<string>(), null);
                continue;
            }
            errors.AddRange(found);
            manifests.AddRange(documents?.Documents ?? []);
        }
        if (!hasOwn && !manifests.SelectMany(m => KubernetesReader.Unroll(m, [])).Any(AdmissionPolicySet.IsPolicyObject))
            errors.Add(new DocumentError(folder, SourceSpan.FileStart, "The folder holds no policy: no file of 'kind: Policy', and no policy of the cluster."));
        return manifests.Count == 0 ? policy : Admit(manifests, policy, errors);
    }

    private static IReadOnlyList<string> FilesIn(string folder, List<DocumentError> errors)
    {
        try
        {
            return FileTree.FilesIn(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add(new DocumentError(folder, SourceSpan.FileStart, $"The folder cannot be read: {e.Message}"));
            return [];
        }
    }

    private DocumentSet? TryRead(string path, List<DocumentError> errors, DocumentLocation? from)
    {
        try
        {
            DocumentSet documents = new DocumentReader().Read(readFile(path), path);
            errors.AddRange(documents.Said());
            if (documents.Documents.Any(d => d is MappingNode))
                return documents;
            if (documents.Errors.Count == 0)
                errors.Add(new DocumentError(path, SourceSpan.FileStart,
                    "The file holds no policy; it must be an object with 'kind: Policy', or a policy of the cluster."));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            errors.Add(new DocumentError(from?.File.Path ?? path, from?.Span ?? SourceSpan.FileStart, $"The policy file '{path}' cannot be read: {e.Message}"));
        }
        return null;
    }

    /// <summary>Takes in the cluster's policies of a file, with what they take as parameters.</summary>
    private static Policy Admit(IEnumerable<DocumentNode> documents, Policy policy, List<DocumentError> errors)
    {
        AdmissionPolicySet admission = policy.Admission.With(documents);
        errors.AddRange(admission.Errors.Except(policy.Admission.Errors));
        return policy with { Admission = admission };
    }

    private Policy Extend(NodeView root, string path, Policy start, List<DocumentError> errors, Stack<string> chain)
    {
        if (root.Mapping!["extends"] is ScalarNode { IsNull: false } single)
            return Load(Beside(path, single.Text), start, errors, chain, DocumentLocation.Of(single));
        Policy policy = start;
        foreach (Field<string> item in root.TextList("extends").Items)
            if (item.IsKnown)
                policy = Load(Beside(path, item.Value), policy, errors, chain, item.Location);
        return policy;
    }

    private static string Beside(string path, string other) =>
        Path.IsPathRooted(other) ? other : Path.Combine(Path.GetDirectoryName(path) ?? "", other);

    private Policy Apply(NodeView root, string path, Policy start, List<DocumentError> errors)
    {
        var words = new PolicyFields(errors, RuleCatalog.All.Concat(customRules).Concat(start.Admission.Rules), isOtherRule);
        words.CheckKeys(root, Keys);
        if (!root.Text("kind").Is("Policy"))
            errors.Add(At(root.Text("kind"), root, "'kind' must be Policy."));
        Policy policy = start with
        {
            Name = root["metadata"].Text("name").Or(start.Name),
            Profile = words.Word(root.Text("profile"), PolicyWords.Profiles) ?? start.Profile,
            KubernetesVersion = words.Version(root.Text("kubernetesVersion")) ?? start.KubernetesVersion,
            IsSetComplete = words.Word(root.Text("set"), PolicyWords.Sets) ?? start.IsSetComplete,
            Enforcement = words.Word(root.Text("enforcement"), PolicyWords.Enforcements) ?? start.Enforcement,
            Parameters = Policy.Merge(start.Parameters, new ParameterReader(words, words.AllParameters).Read(root["parameters"])),
            Select = words.Selector(root["select"]) ?? start.Select,
            Exclude = words.Selector(root["exclude"]) ?? start.Exclude,
            Pods = ReadPods(root["pods"], start.Pods, words),
            Secrets = start.Secrets.With(new SecretSettingsReader(words).Read(root["secrets"])),
            Trust = start.Trust.With(new TrustReader(words, f => Beside(path, f)).Read(root.Views("trust"))) with
            {
                Approvals = new ApprovalSettingsReader(words, readFile).Read(root["approvals"], path) ?? start.Trust.Approvals,
            },
            Waivers = [.. start.Waivers, .. words.Waivers(root.Views("waivers"))],
            CustomRules = [.. start.CustomRules.Union(customRules)],
        };
        return policy with { Rules = ReadRules(root["rules"], policy, words) };
    }

    private static PodTemplates ReadPods(NodeView view, PodTemplates templates, PolicyFields words)
    {
        foreach (MappingEntry entry in view.Mapping?.Entries ?? [])
        {
            string[] paths = entry.Value is SequenceNode ? PolicyFields.Known(view.TextList(entry.Key)) : view.Text(entry.Key) is { IsKnown: true } path
                ? [path.Value] : [];
            if (PodTemplates.ProblemOf(entry.Key, paths) is { } problem)
                words.Report(entry.Value.File, entry.KeySpan, problem);
            else
                templates = templates.With(entry.Key, paths);
        }
        return templates;
    }

    private static Dictionary<string, RuleSetting> ReadRules(NodeView view, Policy policy, PolicyFields words)
    {
        var rules = new Dictionary<string, RuleSetting>(StringComparer.OrdinalIgnoreCase);
        foreach (KeyValuePair<string, RuleSetting> earlier in policy.Rules)
            rules[earlier.Key] = earlier.Value;
        foreach (MappingEntry entry in view.Mapping?.Entries ?? [])
        {
            if (words.Rule(entry.Key, entry.Value.File, entry.KeySpan) is not { } rule)
                continue;
            RuleSetting setting = words.Setting(view, entry, rule);
            rules[rule.Id] = rules.TryGetValue(rule.Id, out RuleSetting? earlier) ? earlier.With(setting) : setting;
        }
        return rules;
    }

    private static DocumentError At(Field<string> field, NodeView root, string message)
    {
        DocumentLocation location = field.Location ?? root.Location!;
        return new DocumentError(location.File.Path, location.Span, message);
    }
}
