using System.CommandLine;
using System.CommandLine.Parsing;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Policies.Frameworks;
using ContainerSecurity.Reports;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.Rules;
using ContainerSecurity.Sources;
using ContainerSecurity.Tool.Reporting;
using ContainerSecurity.Tool.SupplyChain;
using ContainerSecurity.Tool.SupplyChain.Signing;

namespace ContainerSecurity.Tool;

/// <summary>The options of every command that judges something, and the run they ask for: a policy, a report, an exit code.</summary>
internal sealed class ScanOptions
{
    private const string Never = "never";
    private readonly Terminal terminal;
    private readonly PolicyOptions policy;
    private readonly ReportOutputs outputs;
    private readonly Option<string> failOn =
        new("--fail-on")
        {
            Description = "Lowest severity that denies where the policy sets no enforcement: info, low, medium, high, critical or never.",
            DefaultValueFactory = _ => "high"
        };
    private readonly Option<bool> allowNotEvaluated = CommonOptions.AllowNotEvaluated();
    private readonly Option<bool> verifyImages = new("--verify-images")
    {
        Description = "Ask the registries of images that the policy's 'trust' names for their signatures; without it such images have no verdict.",
    };
    private readonly Option<string[]> plainHttp =
        new("--plain-http-registry") { Description = "A registry (host:port) that --verify-images asks without TLS." };
    private readonly VerdictAttestation attestation = new();
    private readonly Option<string?> baseline = new("--baseline") { Description = "File of known findings that do not fail the run." };
    private FrameworkAssessment? assessment;
    private BaselineUse? use;
    private readonly Option<string?> writeBaseline = new("--write-baseline") { Description = "Write all findings there as known." };

    private readonly Option<string?> framework = new("--framework")
    {
        Description = $"Judge by the controls of a framework: {string.Join(", ", Framework.All.Select(f => f.Name))}.",
    };

    /// <param name="command">The command that takes the options.</param>
    /// <param name="terminal">Where it reads and writes.</param>
    /// <param name="isKubernetes">Whether what is judged depends on a version of Kubernetes.</param>
    /// <param name="isDiscovered">Whether the nearest policy file above what is judged is taken where none is named.</param>
    public ScanOptions(Command command, Terminal terminal, bool isKubernetes, bool isDiscovered = false)
    {
        outputs = new ReportOutputs(command);
        this.terminal = terminal;
        policy = new PolicyOptions(isKubernetes, isDiscovered);
        framework.AcceptWords([.. Framework.All.Select(f => f.Name)]);
        failOn.AcceptWords([.. PolicyWords.Severities.Keys, Never]);
        Option[] own = [.. outputs.All, failOn, framework, allowNotEvaluated, baseline, writeBaseline];
        foreach (Option option in (Option[])[.. policy.All, .. own, .. attestation.All])
            command.Options.Add(option);
        if (!isKubernetes)
            return;
        command.Options.Add(verifyImages);
        command.Options.Add(plainHttp);
    }

    /// <summary>The data that packages are compared with, whose age reports say; null where there are none.</summary>
    public IReadOnlyList<VulnerabilityData>? VulnerabilityData { get; set; }

    /// <summary>Whether people are told nothing besides findings and errors.</summary>
    public bool IsQuiet(ParseResult parsed) => outputs.IsQuiet(parsed);

    /// <summary>Whether all reports are text, which alone can be written as it comes.</summary>
    public bool WritesText(CommandResult result) => outputs.AreText(result);

    /// <summary>Takes the files that the run itself writes out of what it reads.</summary>
    public SourceSelection WithoutOutputs(ParseResult parsed, SourceSelection selection)
    {
        HashSet<string> written = [.. outputs.Files(parsed).Select(Path.GetFullPath)];
        return written.Count == 0
            ? selection
            : selection with { Sources = [.. selection.Sources.Where(s => !s.IsFound || !written.Contains(Path.GetFullPath(s.Name)))] };
    }

    /// <summary>The engine that the options ask for; null where they are wrong, which is said.</summary>
    public PolicyEngine? CreateEngine(ParseResult parsed, SourceType type, List<DocumentError> errors, params IReadOnlyList<ISourceFormat> formats) =>
        CreateEngine(parsed, type, errors, [], formats);

    /// <summary>The engine that the options ask for; null where they are wrong, which is said.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="type">What the sources are.</param>
    /// <param name="errors">Receives what is wrong with the baseline.</param>
    /// <param name="paths">What is judged, from where a policy file is looked for.</param>
    /// <param name="formats">Formats of sources besides those of the library.</param>
    public PolicyEngine? CreateEngine(ParseResult parsed, SourceType type, List<DocumentError> errors, IReadOnlyList<string> paths,
        IReadOnlyList<ISourceFormat> formats)
    {
        if (policy.Read(parsed, terminal, paths) is not { } read)
            return null;
        if (attestation.IsWanted(parsed) && IsRelaxed(parsed))
        {
            terminal.Error.WriteLine("csec: a verdict is attested of the whole policy alone, without --rule, --framework, --profile, --kubernetes-version, --fail-on, --baseline, --write-baseline and --allow-not-evaluated.");
            return null;
        }
        string? baselineFile = parsed.GetValue(baseline);
        Baseline? known = baselineFile is null ? null : Baseline.Read(RegularFile.ReadText(baselineFile), baselineFile, errors);
        use = known is null ? null : new BaselineUse(known);
        string line = parsed.GetValue(failOn)!;
        PolicyEngine? engine = PolicyOptions.CreateEngine(read, terminal, new PolicyEngineOptions
        {
            Type = type,
            Formats = formats,
            OnlyRules = policy.Rules(parsed),
            SkippedRules = policy.SkippedRules(parsed),
            Framework = parsed.GetValue(framework) is { } name ? Framework.Find(name) : null,
            DenyFrom = line == Never ? null : PolicyWords.Severities[line],
            AllowNotEvaluated = parsed.GetValue(allowNotEvaluated),
            ImageTrust = parsed.GetValue(verifyImages) ? RegistryTrust.Create(parsed.GetValue(plainHttp) ?? []) : null,
            Baseline = known,
        });
        assessment = engine is null || parsed.GetValue(framework) is null ? null : new FrameworkAssessment(engine);
        return engine;
    }

    /// <summary>Signs the verdict where that is asked for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="engine">What judged.</param>
    /// <param name="code">The exit code of the run.</param>
    /// <param name="areFiles">Whether files were judged, and not images.</param>
    /// <returns>The exit code.</returns>
    public int Attest(ParseResult parsed, PolicyEngine engine, int code, bool areFiles) =>
        attestation.Write(parsed, (engine.Policy.Name, policy.Digest), code, areFiles, terminal);

    /// <summary>Takes in an image that was read, for a verdict about it.</summary>
    public void OnRead(string location, Image image) => attestation.AddImage(location, image);

    private bool IsRelaxed(ParseResult parsed) =>
        policy.DepartsFromFiles(parsed) || parsed.GetValue(framework) is not null || parsed.GetValue(allowNotEvaluated) || parsed.GetValue(baseline) is not null
        || parsed.GetValue(writeBaseline) is not null || parsed.GetValue(failOn) != "high";

    /// <summary>Whether what could not be evaluated is no error.</summary>
    public bool AllowsNotEvaluated(ParseResult parsed) => parsed.GetValue(allowNotEvaluated);

    /// <summary>Judges the sources, reports, and gives the exit code.</summary>
    public int Run(ParseResult parsed, PolicyEngine engine, IReadOnlyList<Source> sources, ScanCoverage coverage, ProgressLine progress, bool areFiles = false)
    {
        if (areFiles && attestation.IsWanted(parsed))
            foreach (Source source in sources)
                attestation.AddFile(source.Name);
        return Run(parsed, engine.Rules, engine.Scan(sources), coverage, progress);
    }

    /// <summary>Reports what was judged, and gives the exit code.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="rules">The rules that judged.</param>
    /// <param name="decisions">The decisions, as they come.</param>
    /// <param name="coverage">Sees to it that nobody takes silence for consent.</param>
    /// <param name="progress">Shows how far the scan is.</param>
    /// <param name="isLive">Whether each decision is written at once, because nobody knows when the next one comes.</param>
    public int Run(ParseResult parsed, IReadOnlyList<RuleDescriptor> rules, IEnumerable<Decision> decisions, ScanCoverage coverage, ProgressLine progress,
        bool isLive = false)
    {
        var options = new ReportOptions(CommandLine.Version)
        {
            VulnerabilityData = VulnerabilityData,
            Assessment = assessment,
            PolicyFiles = policy.Files,
            Root = WorkingTree.TopOf(".") ?? Environment.CurrentDirectory,
        };
        if (outputs.IsQuiet(parsed))
            progress.BeSilent();
        var all = parsed.GetValue(writeBaseline) is null ? null : new List<PolicyFinding>();
        bool denies = false, broken = coverage.Errors.Count > 0;
        ReportSummary summary;
        using (OpenReports report = outputs.Open(parsed, terminal, options))
        using (progress)
        {
            summary = report.Summary;
            report.Begin(rules);
            foreach (DocumentError error in coverage.Errors)
                report.Write(OfError(error));
            foreach (Decision decision in coverage.Over(decisions))
            {
                progress.Hide();
                attestation.Add(decision);
                use?.Add(decision);
                report.Write(decision);
                if (isLive)
                    report.Flush();
                progress.Advance();
                broken |= decision.NotEvaluated.Count > 0 && !decision.AllowsNotEvaluated;
                denies |= decision.Denying.Any();
                all?.AddRange(decision.Findings.Concat(decision.Folded));
            }
            if (coverage.End() is { } nothing)
            {
                report.Write(OfError(nothing));
                broken = true;
            }
            if (use?.Stale is { Count: > 0 } stale)
                report.Write(new Decision("", 0, [], []) { Notes = stale, IsAddition = true });
            report.End();
        }
        if (all is not null)
            WriteBaseline(parsed.GetValue(writeBaseline)!, all);
        return ExitCode.Of(summary.Faults > 0, broken || summary.Errors > 0, denies && all is null);
    }

    private static Decision OfError(DocumentError error) => new(error.File, 0, [], [error]);

    private static void WriteBaseline(string file, List<PolicyFinding> findings)
    {
        using var writer = new StreamWriter(file);
        Baseline.Write(findings, writer, file);
    }
}
