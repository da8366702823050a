using ContainerSecurity.Documents;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies;

/// <summary>Reads the fields of a policy file below its top level, each checked against what exists.</summary>
internal sealed class PolicyFields(List<DocumentError> errors, IEnumerable<Rule> rules, Func<string, bool>? isOtherRule = null)
{
    internal static readonly string[] SettingKeys = ["enabled", "severity", "enforcement", "harden", "parameters", "select", "exclude"];
    internal static readonly string[] SelectorKeys = ["kinds", "namespaces", "names", "labels", "containers", "images", "paths"];
    internal static readonly string[] WaiverKeys =
        ["rule", "rules", "vulnerability", "vulnerabilities", "packages", "match", "reason", "owner", "expires", "claim"];
    private readonly RuleDescriptor[] known = [.. rules.Select(r => r.Descriptor), WaiverFindings.ExpiredWaiver, WaiverFindings.UnusedWaiver];

    /// <summary>The parameters of all rules.</summary>
    public IReadOnlyList<RuleParameter> AllParameters => [.. known.SelectMany(r => r.Parameters)];

    public void CheckKeys(NodeView view, IReadOnlyCollection<string> allowed)
    {
        foreach (MappingEntry entry in view.Mapping?.Entries ?? [])
            if (!allowed.Contains(entry.Key))
                Report(
                    entry.Value.File,
                    entry.KeySpan,
                    $"There is no key '{entry.Key}' here{Suggestion.For(entry.Key, allowed)}. Allowed: {string.Join(", ", allowed)}.");
    }

    /// <summary>One of a few words; null where it is missing or wrong.</summary>
    public T? Word<T>(Field<string> field, IReadOnlyDictionary<string, T> words)
        where T : struct
    {
        if (!field.IsKnown)
            return null;
        if (words.TryGetValue(field.Value, out T value))
            return value;
        Report(field, $"'{field.Value}' is none of {string.Join(", ", words.Keys)}{Suggestion.For(field.Value, words.Keys)}.");
        return null;
    }

    public KubernetesVersion? Version(Field<string> field)
    {
        if (!field.IsKnown)
            return null;
        if (KubernetesVersion.TryParse(field.Value, out KubernetesVersion version))
            return version;
        Report(field, $"'{field.Value}' is no Kubernetes version; write it like v1.30, or latest.");
        return null;
    }

    /// <summary>A rule by ID or slug; null where there is none, and an error where it is not known elsewhere.</summary>
    public RuleDescriptor? Rule(string name, SourceFile file, SourceSpan span)
    {
        RuleDescriptor? rule = Array.Find(
            known,
            r => string.Equals(r.Id, name, StringComparison.OrdinalIgnoreCase)
                || string.Equals(r.Slug, name, StringComparison.OrdinalIgnoreCase));
        if (rule is null && isOtherRule?.Invoke(name) != true)
            Report(
                file,
                span,
                $"There is no rule '{name}'{Suggestion.For(name, known.Select(r => r.Id).Concat(known.Select(r => r.Slug)))}. 'csec rules' lists them.");
        return rule;
    }

    /// <summary>What stands behind a rule: <c>true</c>, <c>false</c>, a severity, an enforcement, or an object with more.</summary>
    public RuleSetting Setting(NodeView parent, MappingEntry entry, RuleDescriptor rule)
    {
        if (entry.Value is ScalarNode scalar)
            return Short(scalar);
        NodeView view = parent[entry.Key];
        CheckKeys(view, SettingKeys);
        Field<bool> enabled = view.Boolean("enabled");
        return new RuleSetting
        {
            Enabled = enabled.IsKnown ? enabled.Value : null,
            Severity = Word(view.Text("severity"), PolicyWords.Severities),
            Enforcement = Word(view.Text("enforcement"), PolicyWords.Enforcements),
            Harden = Harden(view.Text("harden"), rule),
            Parameters = new ParameterReader(this, rule.Parameters).Read(view["parameters"]),
            Select = Selector(view["select"]) ?? ResourceSelector.Everything,
            Exclude = Selector(view["exclude"]),
        };
    }

    /// <summary>What may be changed so that a rule finds nothing; a rule that has no mechanical fix cannot be asked for one.</summary>
    private HardeningScope? Harden(Field<string> field, RuleDescriptor rule)
    {
        HardeningScope? scope = Word(field, PolicyWords.Hardening);
        if (scope is null or HardeningScope.None || rule.IsHardenable)
            return scope;
        Report(
            field,
            $"What {rule.Id} finds cannot be mended mechanically, so 'harden' does nothing here; remove it. "
                + $"Hardenable: {string.Join(", ", known.Where(r => r.IsHardenable).Select(r => r.Id))}.");
        return null;
    }

    /// <summary>A selector; null where there is none.</summary>
    public ResourceSelector? Selector(NodeView view)
    {
        if (view.Mapping is null)
            return null;
        CheckKeys(view, SelectorKeys);
        CheckLists(view);
        return new ResourceSelector
        {
            Kinds = Known(view.TextList("kinds")),
            Namespaces = Known(view.TextList("namespaces")),
            Names = Known(view.TextList("names")),
            Containers = Known(view.TextList("containers")),
            Images = [.. Known(view.TextList("images")).Where(i => ParameterKinds.ImagePatterns.Problem(i) is null)],
            Paths = Known(view.TextList("paths")),
            Labels = view.Map("labels").ToDictionary(),
        };
    }

    /// <summary>Reports lists of a selector that say nothing, which would make it wider than it was meant, and patterns that name no image.</summary>
    private void CheckLists(NodeView view)
    {
        foreach (string key in SelectorKeys.Except(["labels"]))
            if (view.Mapping![key] is { } list && (view.TextList(key).Items is { Count: 0 } || view.TextList(key).Items.Any(i => i.Or("").Trim().Length == 0)))
                Report(list.File, list.FieldSpan, $"'{key}' holds nothing, or an item that says nothing; fill it in, or leave it out.");
        foreach (Field<string> image in view.TextList("images").Items)
            if (image.IsKnown && image.Value.Trim().Length > 0 && ParameterKinds.ImagePatterns.Problem(image.Value) is { } problem)
                Report(image, $"{problem}; 'images' takes {ParameterKinds.ImagePatterns.Allowed}.");
    }

    public IEnumerable<Waiver> Waivers(FieldList<NodeView> list)
    {
        foreach (Field<NodeView> item in list.Items)
            if (item.IsKnown && Waiver(item.Value) is { } waiver)
                yield return waiver;
    }

    private Waiver? Waiver(NodeView view)
    {
        CheckKeys(view, WaiverKeys);
        Field<string>[] names = [.. view.TextList("rules").Items, view.Text("rule")];
        string[] waived = [.. names.Where(n =>
            n.IsKnown && (n.Value == "*" || Rule(n.Value, n.Node!.File, n.Location!.Span) is not null)).Select(n => n.Value)];
        Field<string>[] flaws = [.. view.TextList("vulnerabilities").Items, view.Text("vulnerability")];
        bool namesRule = names.Any(n => n.IsKnown), namesFlaw = flaws.Any(f => f.IsKnown);
        Field<string> reason = view.Text("reason");
        if (!namesRule && !namesFlaw)
            Report(view.Location!.File, view.Location.Span, "The waiver names no rule; add 'rule: CSEC####', or 'vulnerability: CVE-…' for a known flaw.");
        bool isReasoned = IsSaid(reason, "gives no reason; add 'reason: …'", "say why the finding is accepted");
        Field<string> owner = view.Text("owner");
        bool isOwned = owner.IsMissing || IsSaid(owner, "names an owner without a name; fill it in, or leave it out", "name who answers for it");
        // One that names flaws alone is about every rule that finds such.
        if (!namesRule && namesFlaw)
            waived = ["*"];
        if (waived.Length == 0 || !isReasoned || !isOwned || !IsNarrow(view, flaws))
            return null;
        return new Waiver
        {
            Rules = waived,
            Vulnerabilities = [.. flaws.Where(f => f.IsKnown).Select(f => f.Value.Trim())],
            Packages = Known(view.TextList("packages")),
            Claim = Word(view.Text("claim"), PolicyWords.Claims) ?? WaiverClaim.Accepted,
            Match = Selector(view["match"]) ?? ResourceSelector.Everything,
            Reason = reason.Value,
            Owner = owner.IsKnown ? owner.Value : null,
            Expires = Day(view.Text("expires")),
            Location = view.Location,
        };
    }

    /// <summary>Reports flaws and packages that are written and say nothing, which would make the waiver wider than it was meant.</summary>
    private bool IsNarrow(NodeView view, Field<string>[] flaws)
    {
        bool isNarrow = true;
        foreach (Field<string> flaw in flaws)
            if (!flaw.IsMissing && flaw.Or("").Trim() is "" or "*")
            {
                Report(flaw, "A flaw is named by its identifier, such as CVE-2024-1234. The waiver does not count until then.");
                isNarrow = false;
            }
        foreach (string key in (string[])["vulnerabilities", "packages"])
            if (view.TextList(key) is { State: not FieldState.Missing } list && (list.Items.Count == 0 || list.Items.Any(i => i.Or("").Trim().Length == 0)))
            {
                DocumentLocation at = list.Location ?? view.Location!;
                Report(at.File, at.Span, $"'{key}' holds nothing, or an item that says nothing; fill it in, or leave it out. The waiver does not count until then.");
                isNarrow = false;
            }
        return isNarrow;
    }

    /// <summary>Reports a text of a waiver that is empty or a placeholder.</summary>
    private bool IsSaid(Field<string> field, string whereEmpty, string wherePlaceholder)
    {
        string text = field.Or("").Trim();
        if (!WaiverText.IsPlaceholder(text))
            return true;
        Report(field, text.Length == 0 ? $"The waiver {whereEmpty}." : $"'{text}' is a placeholder; {wherePlaceholder}. The waiver does not count until then.");
        return false;
    }

    private DateTime? Day(Field<string> field)
    {
        if (!field.IsKnown)
            return null;
        if (InFileWaivers.TryDate(field.Value, out DateTime day))
            return day;
        Report(field, $"'{field.Value}' is no date; write it like 2027-01-31. The waiver counts as expired.");
        return DateTime.MinValue;
    }

    private RuleSetting Short(ScalarNode scalar)
    {
        if (scalar.TryBoolean(out bool enabled))
            return new RuleSetting { Enabled = enabled };
        if (PolicyWords.Severities.TryGetValue(scalar.Text, out Severity severity))
            return new RuleSetting { Severity = severity };
        if (PolicyWords.Enforcements.TryGetValue(scalar.Text, out Enforcement enforcement))
            return new RuleSetting { Enforcement = enforcement };
        Report(
            scalar.File,
            scalar.FieldSpan,
            $"'{scalar.Text}' says nothing about a rule; write true, false, a severity "
                + $"({string.Join(", ", PolicyWords.Severities.Keys)}), an enforcement ({string.Join(", ", PolicyWords.Enforcements.Keys)}), or an object.");
        return new RuleSetting();
    }

    /// <summary>The known texts of a list.</summary>
    public static string[] Known(FieldList<string> list) => [.. list.Items.Where(i => i.IsKnown).Select(i => i.Value)];

    /// <summary>A view of a node, whose errors are those of the file.</summary>
    public NodeView View(DocumentNode node) => new(node, errors);

    /// <summary>Reports what is wrong with a field.</summary>
    public void Report(Field<string> field, string message) => Report(field.Location!.File, field.Location.Span, message);

    /// <summary>Reports what is wrong at a place.</summary>
    public void Report(SourceFile file, SourceSpan span, string message) => errors.Add(new DocumentError(file.Path, span, message));
}
