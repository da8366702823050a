using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies.Frameworks;

/// <summary>
/// Takes the decisions of a scan and says of each control of the engine's framework whether it passes, fails or is not
/// judged, and why. What was not looked at does not pass. Not thread-safe.
/// </summary>
public sealed class FrameworkAssessment
{
    private readonly HashSet<JudgedSection> judged = [];
    private readonly Dictionary<string, string> undecided = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> off = new(StringComparer.Ordinal);
    private readonly int[] findings;
    private readonly int[] accepted;
    private int errors;

    /// <summary>Creates an assessment without decisions.</summary>
    /// <param name="engine">The engine whose decisions it takes.</param>
    /// <exception cref="ArgumentException">The engine's options name no framework.</exception>
    public FrameworkAssessment(PolicyEngine engine)
    {
        _ = engine ?? throw new ArgumentNullException(nameof(engine));
        Framework = engine.Options.Framework ?? throw new ArgumentException("The engine judges by no framework.", nameof(engine));
        findings = new int[Framework.Controls.Count];
        accepted = new int[Framework.Controls.Count];
        foreach (string id in Framework.RuleIds)
            if (RuleCatalog.Find(id) is { } rule && Framework.WhyOff(rule, engine.Policy) is { } reason)
                off[id] = reason;
    }

    /// <summary>The framework.</summary>
    public Framework Framework { get; }

    /// <summary>What is known of each control so far, in the order of the framework.</summary>
    public IReadOnlyList<ControlResult> Results => [.. Framework.Controls.Select(ResultOf)];

    /// <summary>How many controls have a status.</summary>
    /// <param name="status">The status.</param>
    public int Count(ControlStatus status) => Results.Count(r => r.Status == status);

    /// <summary>Takes a decision in.</summary>
    /// <param name="decision">A decision of the engine.</param>
    public void Add(Decision decision)
    {
        _ = decision ?? throw new ArgumentNullException(nameof(decision));
        errors += decision.Errors.Count;
        judged.UnionWith(decision.Judged.Where(j => Framework.IsAbout(j.IsOfKubernetes)));
        foreach (NotEvaluated gap in decision.NotEvaluated)
            undecided[gap.Rule] = gap.Reason;
        foreach (PolicyFinding finding in decision.Findings.Concat(decision.Folded))
            Add(finding);
    }

    private void Add(PolicyFinding found)
    {
        foreach (FrameworkControl control in Framework.ControlsOf(found.Finding))
            (found.IsActive ? findings : accepted)[Framework.IndexOf(control)]++;
    }

    private ControlResult ResultOf(FrameworkControl control, int index)
    {
        (ControlStatus status, string? reason) = findings[index] > 0 ? (ControlStatus.Fail, null)
            : control.Unjudgeable is { } why ? (ControlStatus.NotJudged, why)
            : Gap(control) is { } gap ? (ControlStatus.NotJudged, gap)
            : (ControlStatus.Pass, Remark(control, accepted[index]));
        return new ControlResult(control, status, reason) { Findings = findings[index], Accepted = accepted[index] };
    }

    /// <summary>Why a control without findings does not pass; null where it does.</summary>
    private string? Gap(FrameworkControl control)
    {
        ControlRule[] running = [.. control.Rules.Where(r => !off.ContainsKey(r.RuleId))];
        if (running.Length == 0)
            return string.Join(" ", control.Rules.Select(r => off[r.RuleId]).Distinct());
        if (control.Rules.FirstOrDefault(r => off.ContainsKey(r.RuleId) && (r.IsEssential || IsSwitchedOff(r))) is { } missing)
            return off[missing.RuleId];
        if (running.FirstOrDefault(r => undecided.ContainsKey(r.RuleId)) is { } open)
            return $"{open.RuleId} was not evaluated: {undecided[open.RuleId]}";
        if (!running.Any(r => WasJudged(control, r)) || running.Any(r => r.IsEssential && !WasJudged(control, r)))
            return "Nothing was scanned that its rules judge.";
        return errors > 0 ? $"Not all could be read: {errors} error{(errors == 1 ? "" : "s")}." : null;
    }

    private bool IsSwitchedOff(ControlRule rule) => off[rule.RuleId].StartsWith("The policy switches", StringComparison.Ordinal);

    private bool WasJudged(FrameworkControl control, ControlRule rule) => judged.Any(j => control.IsAbout(j.Kind) && rule.WasJudged(j));

    /// <summary>What a pass leaves out.</summary>
    private string? Remark(FrameworkControl control, int accepted)
    {
        IEnumerable<string> parts = control.Rules.Where(r => off.ContainsKey(r.RuleId)).Select(r => off[r.RuleId]).Distinct();
        if (accepted > 0)
            parts = parts.Prepend($"{accepted} finding{(accepted == 1 ? " is" : "s are")} waived or known.");
        string remark = string.Join(" ", parts);
        return remark.Length == 0 ? null : remark;
    }
}
