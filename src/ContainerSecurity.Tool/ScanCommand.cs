using System.CommandLine;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Reports;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Tool;

/// <summary><c>csec scan</c>.</summary>
internal sealed class ScanCommand : Command
{
    private const string Never = "never";
    private readonly Terminal terminal;
    private readonly Argument<string[]> paths = new("path") { Description = "Files, folders (recursive), or - for standard input.", Arity = ArgumentArity.ZeroOrMore, DefaultValueFactory = _ => ["."] };
    private readonly Option<string[]> policies = new("--policy") { Description = "Policy file; a later one overrides an earlier." };
    private readonly Option<string?> profile = new("--profile") { Description = "baseline, restricted, recommended (default), all or none." };
    private readonly Option<string?> version = new("--kubernetes-version") { Description = "Version whose Pod Security Standards apply, such as v1.30 (default: newest known)." };
    private readonly Option<string[]> rules = new("--rule") { Description = "Only this rule, by ID or slug." };
    private readonly Option<string> format = new("--format") { Description = "text, json, sarif, junit, github or markdown.", DefaultValueFactory = _ => "text" };
    private readonly Option<string?> outputFile = new("--output") { Description = "Write the report to this file." };
    private readonly Option<string> failOn = new("--fail-on") { Description = "Lowest severity that fails: info, low, medium, high, critical or never.", DefaultValueFactory = _ => "high" };
    private readonly Option<string?> baseline = new("--baseline") { Description = "File of known findings that do not fail the run." };
    private readonly Option<string?> writeBaseline = new("--write-baseline") { Description = "Write all findings there as known." };
    private readonly Option<string[]> include = new("--include") { Description = "Only files that match this pattern." };
    private readonly Option<string[]> exclude = new("--exclude") { Description = "No files that match this pattern." };
    private readonly Option<string> type = new("--type") { Description = "What the files are: auto, kubernetes, dockerfile, compose, docker-inspect or text (any file, searched for secrets).", DefaultValueFactory = _ => "auto" };

    public ScanCommand(Terminal terminal)
        : base("scan", "Judges files and folders.")
    {
        this.terminal = terminal;
        profile.AcceptOnlyFromAmong([.. PolicyWords.Profiles]);
        format.AcceptOnlyFromAmong([.. PolicyWords.Formats]);
        failOn.AcceptOnlyFromAmong([.. PolicyWords.Severities, Never]);
        type.AcceptOnlyFromAmong([.. PolicyWords.SourceTypes]);
        paths.Validators.Add(result =>
        {
            foreach (string option in result.Tokens.Select(t => t.Value).Where(t => t.Length > 1 && t[0] == '-'))
                result.AddError($"There is no option '{option}'; 'csec scan --help' lists them. A file of that name is written './{option}'.");
        });
        Arguments.Add(paths);
        foreach (Option option in new Option[] { policies, profile, version, rules, format, outputFile, failOn, baseline, writeBaseline, include, exclude, type })
            Options.Add(option);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var errors = new List<DocumentError>();
        if (ReadPolicy(parsed, errors) is not { } policy || !CheckRules(parsed, policy))
            return ExitCode.BadInput;
        var known = new List<DocumentError>();
        string? baselineFile = parsed.GetValue(baseline);
        var engine = new PolicyEngine(policy, new PolicyEngineOptions
        {
            Type = PolicyWords.SourceType(parsed.GetValue(type)!),
            OnlyRules = parsed.GetValue(rules) ?? [],
            Baseline = baselineFile is null ? null : Baseline.Read(File.ReadAllText(baselineFile), baselineFile, known),
        });
        errors.AddRange(known);
        var files = new FileSelection(parsed.GetValue(include) ?? [], parsed.GetValue(exclude) ?? [], PolicyWords.SourceType(parsed.GetValue(type)!), terminal.Input);
        IReadOnlyList<ManifestSource> sources = files.Find(parsed.GetValue(paths) ?? ["."], errors);
        return parsed.GetValue(outputFile) is { } file ? WriteFile(file, parsed, engine, sources, errors) : Report(parsed, engine, sources, errors, terminal.Output);
    }

    private int WriteFile(string file, ParseResult parsed, PolicyEngine engine, IReadOnlyList<ManifestSource> sources, List<DocumentError> errors)
    {
        using var writer = new StreamWriter(file);
        return Report(parsed, engine, sources, errors, writer);
    }

    private int Report(ParseResult parsed, PolicyEngine engine, IReadOnlyList<ManifestSource> sources, List<DocumentError> errors, TextWriter writer)
    {
        bool toTerminal = ReferenceEquals(writer, terminal.Output);
        var options = new ReportOptions(CommandLine.Version, toTerminal && terminal.UsesColor(parsed.GetValue(CommonOptions.NoColor)));
        var all = parsed.GetValue(writeBaseline) is null ? null : new List<PolicyFinding>();
        bool fails = false, broken = errors.Count > 0;
        using (ReportWriter report = ReportWriter.Create(PolicyWords.Format(parsed.GetValue(format)!), writer, options))
        using (var progress = new ProgressLine(terminal, sources.Count))
        {
            report.Begin(engine.Rules);
            foreach (DocumentError error in errors)
                report.Write(new Decision(error.File, 0, [], [error]));
            foreach (Decision decision in engine.Scan(sources))
            {
                report.Write(decision);
                progress.Advance();
                broken |= decision.Errors.Count > 0;
                fails |= decision.Findings.Any(f => f.IsActive && Fails(f.Severity, parsed.GetValue(failOn)!));
                all?.AddRange(decision.Findings);
            }
            report.End();
        }
        if (all is not null)
            WriteBaseline(parsed.GetValue(writeBaseline)!, all);
        return broken ? ExitCode.BadInput : fails && all is null ? ExitCode.Findings : ExitCode.Clean;
    }

    private static void WriteBaseline(string file, List<PolicyFinding> findings)
    {
        using var writer = new StreamWriter(file);
        Baseline.Write(findings, writer);
    }

    private static bool Fails(Severity severity, string failOn) => failOn != Never && severity >= PolicyWords.Severity(failOn);

    private Policy? ReadPolicy(ParseResult parsed, List<DocumentError> errors)
    {
        Policy policy = Policy.Default;
        var reader = new PolicyReader();
        foreach (string file in parsed.GetValue(policies) ?? [])
        {
            PolicyReadResult read = reader.Load(file, policy);
            policy = read.Policy;
            foreach (DocumentError error in read.Errors)
                terminal.Error.WriteLine($"csec: {error}");
            if (read.Errors.Count > 0)
                return null;
        }
        if (parsed.GetValue(profile) is { } name)
            policy = policy with { Profile = PolicyWords.Profile(name) };
        if (parsed.GetValue(version) is not { } text)
            return policy;
        if (KubernetesVersion.TryParse(text, out KubernetesVersion kubernetes))
            return policy with { KubernetesVersion = kubernetes };
        terminal.Error.WriteLine($"csec: '{text}' is no Kubernetes version; write it like v1.30, or latest.");
        return null;
    }

    private bool CheckRules(ParseResult parsed, Policy policy)
    {
        string[] unknown = [.. (parsed.GetValue(rules) ?? []).Where(r => RuleCatalog.Find(r) is null && !policy.CustomRules.Any(c => c.Descriptor.Id == r))];
        foreach (string rule in unknown)
            terminal.Error.WriteLine($"csec: there is no rule '{rule}'; 'csec rules' lists them.");
        return unknown.Length == 0;
    }
}
