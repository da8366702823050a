using System.Collections.Immutable;
using System.Text;
using ContainerSecurity.Analyzers.Judging;
using ContainerSecurity.Analyzers.Projection;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Rules;
using ContainerSecurity.Sources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSecurity.Analyzers.Manifests;

/// <summary>The files that the project passes to the compiler: its policy, and what the engine reads, judged together as one set.</summary>
internal sealed class ProjectFiles
{
    private const string PolicyProperty = "build_property.ContainerSecurityPolicy";
    private const string SwitchProperty = "build_property.ContainerSecurityAnalyzeFiles";
    private const string TellProperty = "build_property.ContainerSecurityTellFiles";
    private const string FolderProperty = "build_property.ProjectDir";

    private readonly ImmutableArray<AdditionalText> files;
    private readonly Dictionary<string, AdditionalText> byPath = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<DocumentError> policyErrors = [];
    private readonly AdditionalText? policyFile;
    private readonly Lazy<Dictionary<string, List<Decision>>> decisions;
    private readonly bool isOn;
    private readonly bool isComplete;
    private readonly bool isTold;
    private readonly string? projectFolder;

    /// <summary>Reads the project's policy.</summary>
    /// <param name="options">The files and properties that the compiler was given.</param>
    /// <param name="ownRules">The only rules to run, none of the catalogue; empty for the catalogue.</param>
    public ProjectFiles(AnalyzerOptions options, params Rule[] ownRules)
    {
        files = options.AdditionalFiles;
        foreach (AdditionalText file in files)
            byPath[Normalize(file.Path)] = file;
        AnalyzerConfigOptions properties = options.AnalyzerConfigOptionsProvider.GlobalOptions;
        string? Property(string name) => properties.TryGetValue(name, out string? value) && value.Length > 0 ? value : null;
        isOn = !string.Equals(Property(SwitchProperty), "false", StringComparison.OrdinalIgnoreCase);
        isTold = !string.Equals(Property(TellProperty), "false", StringComparison.OrdinalIgnoreCase);
        isComplete = isOn && Property(SwitchProperty) is not null;
        projectFolder = Property(FolderProperty) is { } folder ? Normalize(folder).TrimEnd('/') : null;
        policyFile = Property(PolicyProperty) is { } named
            ? files.FirstOrDefault(f => Normalize(f.Path).EndsWith(Normalize(named), StringComparison.Ordinal))
            : files.FirstOrDefault(f => PolicyFile.Names.Contains(Path.GetFileName(f.Path)));
        PolicyReadResult? read = policyFile is null ? null : new PolicyReader(ownRules, TextOf, IsOfAnotherPackage).Load(policyFile.Path);
        if (read is not null)
            policyErrors = read.Errors;
        else if (Property(PolicyProperty) is { } missing)
            policyErrors = [new DocumentError(
                missing,
                SourceSpan.FileStart,
                $"The policy file '{Path.GetFileName(missing)}' is not passed to the compiler, so the default policy judges; "
                    + "add it to the project's AdditionalFiles.")];
        Folder = policyFile is null ? null : FolderOf(Normalize(policyFile.Path));
        // Where the policy is wrong, which is told, the default one judges: nothing passes for want of a policy.
        Policy policy = read is { IsValid: true } ? read.Policy : Policy.Default;
        Engine = new PolicyEngine(ownRules.Length > 0 ? OnlyOwn(policy, ownRules) : policy, new PolicyEngineOptions { Parallelism = 1 });
        TellsErrors = ownRules.Length == 0;
        decisions = new Lazy<Dictionary<string, List<Decision>>>(Decide);
    }

    /// <summary>The engine with the project's policy.</summary>
    public PolicyEngine Engine { get; }

    /// <summary>Whether what cannot be read is told, which one analyzer does for all.</summary>
    public bool TellsErrors { get; }

    /// <summary>The policy's folder, which its paths are relative to; null without a policy.</summary>
    public string? Folder { get; }

    /// <summary>The folder that files are named from: the policy's, else the project's; null without either.</summary>
    public string? BaseFolder => Folder ?? projectFolder;

    /// <summary>Judges one file.</summary>
    public void Judge(AdditionalText file, Action<Diagnostic> report)
    {
        if (!isTold)
            return;
        if (TellsErrors)
        {
            foreach (DocumentError error in policyErrors.Where(e => e.File == file.Path))
                report(DiagnosticReporter.ToDiagnostic(error, At(file, error.Span), DiagnosticSeverity.Warning));
            foreach (NotEvaluated gap in Engine.Policy.NotEvaluated.Where(g => g.Location.File.Path == file.Path))
                report(DiagnosticReporter.ToDiagnostic(gap, At(file, gap.Location.Span)));
        }
        if (!IsJudged(file) || !decisions.Value.TryGetValue(file.Path, out List<Decision>? found))
            return;
        foreach (Decision decision in found)
            Tell(decision, file, report);
    }

    private void Tell(Decision decision, AdditionalText file, Action<Diagnostic> report)
    {
        foreach (PolicyFinding finding in decision.Findings)
            if (finding.IsActive)
                report(DiagnosticReporter.ToDiagnostic(finding, At(finding.Finding.Location, file), IsOfAbsence(finding.Finding.Location), Shown));
        // A .globalconfig may switch off what says more.
        foreach (PolicyFinding finding in decision.Folded)
            report(DiagnosticReporter.ToDiagnostic(finding, At(finding.Finding.Location, file), isSuggestion: true, Shown));
        foreach (DocumentError error in decision.Errors.Where(e => TellsErrors || e.IsFault))
            report(DiagnosticReporter.ToDiagnostic(
                error,
                At(FileOf(error.File) ?? file, error.Span),
                error.IsFault ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info));
        // What concerns a policy is told where it is written.
        foreach (NotEvaluated gap in decision.NotEvaluated.Where(g => TellsErrors && g.Resource is not null))
            report(DiagnosticReporter.ToDiagnostic(gap, At(file, gap.Place.Span)));
    }

    /// <summary>A message without the machine's paths, which files have that are named from no folder.</summary>
    private string Shown(string message)
    {
        foreach (AdditionalText file in message.IndexOf('/') < 0 ? [] : files)
            if (ProjectPath.From(BaseFolder, Normalize(file.Path)) is var name && ProjectPath.IsRooted(name))
                message = message.Replace(name, ProjectPath.Shown(name));
        return message;
    }

    /// <summary>Whether a finding is about something missing; what a service of a compose file lacks is told at its name.</summary>
    private static bool IsOfAbsence(DocumentLocation location) =>
        location.IsMissing
        || (location.Path.StartsWith("services.", StringComparison.Ordinal) && location.Path.IndexOfAny(['.', '['], "services.".Length) < 0)
        || (location.Path.StartsWith("services['", StringComparison.Ordinal)
            && location.Path.IndexOf("']", StringComparison.Ordinal) == location.Path.Length - 2);

    /// <summary>What is wrong with a policy that is none of the files the compiler was given.</summary>
    public IEnumerable<DocumentError> ErrorsElsewhere => TellsErrors && isTold ? policyErrors.Where(e => !files.Any(f => f.Path == e.File)) : [];

    private static Policy OnlyOwn(Policy policy, Rule[] rules) => policy with
    {
        CustomRules = rules,
        Rules = RuleCatalog.All.Select(r => r.Descriptor.Id).Concat(rules.Select(r => r.Descriptor.Id)).ToDictionary(
            id => id,
            id => RuleCatalog.Find(id) is not null ? new RuleSetting { Enabled = false }
                : policy.Rules.TryGetValue(id, out RuleSetting? said) ? said
                : new RuleSetting(),
            StringComparer.OrdinalIgnoreCase),
    };

    /// <summary>Whether a name is the ID of a rule that a package of rules may bring, whose analyzer reads the policy itself.</summary>
    private static bool IsOfAnotherPackage(string rule) =>
        !rule.StartsWith("CSEC", StringComparison.OrdinalIgnoreCase) && rule.Length > 0 && char.IsLetter(rule[0]) && char.IsDigit(rule[rule.Length - 1]);

    /// <summary>The decisions on each file, which are made once for the same contents. Rules of a user's own are asked each time.</summary>
    private Dictionary<string, List<Decision>> Decide() => TellsErrors && files.Any(IsJudged) ? KnownDecisions.Of(Contents(), Scan) : Scan();

    /// <summary>All that decisions depend on: the files, where they lie, and the time, by which waivers and images come to their end.</summary>
    private string Contents()
    {
        var key = new StringBuilder();
        key.Append(DateTimeOffset.UtcNow.ToString("yyyyMMddHHmm", System.Globalization.CultureInfo.InvariantCulture))
            .Append('\n').Append(projectFolder).Append('\n').Append(policyFile?.Path).Append('\n').Append(isComplete);
        foreach (AdditionalText file in files)
            key.Append('\n').Append(file.Path).Append('\0')
                .Append(file.GetText() is { } text ? Convert.ToBase64String(text.GetChecksum().ToArray()) : null);
        return key.ToString();
    }

    /// <summary>The decisions on each file. One on the policy's own waivers is for none of them, and code may use those.</summary>
    private Dictionary<string, List<Decision>> Scan()
    {
        var found = new Dictionary<string, List<Decision>>(StringComparer.Ordinal);
        var sources = new Dictionary<string, Source>(StringComparer.Ordinal);
        var paths = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (AdditionalText file in files.Where(IsJudged))
        {
            Source source = SourceOf(file);
            sources[source.Name] = source;
            paths[source.Name] = file.Path;
            found[file.Path] = [];
        }
        foreach (Decision decision in Engine.Scan(sources.Values))
            if (paths.TryGetValue(decision.Source, out string? path))
                found[path].Add(decision);
        return found;
    }

    /// <summary>Whether the engine reads files of this name. Most files of JSON are other tools': one must say that it is a manifest.</summary>
    private bool IsJudged(AdditionalText file) =>
        isOn && file != policyFile && SourceTypes.OfFile(file.Path) is { } type
        && (type != SourceType.Kubernetes || !file.Path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || HoldsObject(TextOf(file.Path)));

    private static bool HoldsObject(string json) =>
        json.IndexOf("\"apiVersion\"", StringComparison.Ordinal) >= 0 && json.IndexOf("\"kind\"", StringComparison.Ordinal) >= 0;

    private Source SourceOf(AdditionalText file)
    {
        string path = Normalize(file.Path);
        string name = ProjectPath.From(BaseFolder, path);
        // Whether a file is absent is known only where the package has collected all of the project's.
        bool isKnown = isComplete && projectFolder is not null && IsIn(projectFolder, path);
        bool isProject = SourceTypes.OfFile(path) == SourceType.Project;
        return new Source(name, () => Open(file), isKnown ? neighbour => isProject ? Beside(path, neighbour) : Nearest(path, neighbour) : null);
    }

    /// <summary>A file that a project takes in, by its path from the project's folder.</summary>
    private MemoryStream? Beside(string path, string name) =>
        byPath.TryGetValue(Normalize(FolderOf(path) + "/" + name), out AdditionalText? file) ? Open(file) : null;

    /// <summary>The file of a name that the engine knows it by; null where none has it.</summary>
    private AdditionalText? FileOf(string name) =>
        byPath.TryGetValue(Normalize(name), out AdditionalText? file)
        || (BaseFolder is { } root && byPath.TryGetValue(Normalize(root + "/" + name), out file))
            ? file : null;

    /// <summary>A place of a finding: in the file that was judged, or in one that it takes in.</summary>
    private Location At(DocumentLocation place, AdditionalText judged) => At(FileOf(place.File.Path) ?? judged, place.Span);

    private static bool IsIn(string folder, string path) => folder.Length > 0 && path.StartsWith(folder + "/", StringComparison.Ordinal);

    /// <summary>A file beside another or, as builds run in a folder above as often, in the nearest folder above.</summary>
    private MemoryStream? Nearest(string path, string name)
    {
        for (string folder = FolderOf(path); ; folder = FolderOf(folder))
            if (byPath.TryGetValue(folder + "/" + name, out AdditionalText? file))
                return Open(file);
            else if (folder.Length == 0)
                return null;
    }

    private static MemoryStream Open(AdditionalText file) => new(Encoding.UTF8.GetBytes(file.GetText()?.ToString() ?? ""), writable: false);

    private string TextOf(string path) =>
        byPath.TryGetValue(Normalize(path), out AdditionalText? file) && file.GetText() is { } text ? text.ToString()
        : throw new FileNotFoundException($"'{Path.GetFileName(path)}' is not passed to the compiler; add it to the project's AdditionalFiles.");

    private static string FolderOf(string path) => path.Substring(0, Math.Max(0, path.LastIndexOf('/')));

    private static string Normalize(string path)
    {
        var parts = new List<string>();
        foreach (string part in path.Replace('\\', '/').Split('/'))
            if (part == ".." && parts.Count > 0)
                parts.RemoveAt(parts.Count - 1);
            else if (part != ".")
                parts.Add(part);
        return string.Join("/", parts);
    }

    private static Location At(AdditionalText file, SourceSpan span)
    {
        var lines = new LinePositionSpan(
            new LinePosition(span.Line - 1, span.Column - 1),
            new LinePosition(span.EndLine - 1, Math.Max(span.EndColumn - 1, span.EndLine == span.Line ? span.Column - 1 : 0)));
        TextSpan place = file.GetText() is { } text && span.EndLine <= text.Lines.Count ? PlaceOf(text, lines) : default;
        return Location.Create(file.Path, place, lines);
    }

    private static TextSpan PlaceOf(SourceText text, LinePositionSpan lines)
    {
        int start = Math.Min(text.Lines[lines.Start.Line].Start + lines.Start.Character, text.Length);
        return TextSpan.FromBounds(start, Math.Max(start, Math.Min(text.Lines[lines.End.Line].Start + lines.End.Character, text.Length)));
    }
}
