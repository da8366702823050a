using System.Collections.Immutable;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSecurity.Analyzers.Manifests;

/// <summary>The files that the project passes to the compiler: its policy, and manifests that are judged together, as one set.</summary>
internal sealed class ProjectFiles
{
    private const string PolicyProperty = "build_property.ContainerSecurityPolicy";
    private const string SwitchProperty = "build_property.ContainerSecurityAnalyzeFiles";
    private static readonly string[] PolicyNames = ["container-policy.yaml", "container-policy.yml"];

    private readonly ImmutableArray<AdditionalText> files;
    private readonly CancellationToken cancellation;
    private readonly PolicyReadResult? read;
    private readonly AdditionalText? policyFile;
    private readonly Lazy<Dictionary<string, Decision>> decisions;
    private readonly bool isOn;

    public ProjectFiles(AnalyzerOptions options, CancellationToken cancellation)
    {
        files = options.AdditionalFiles;
        this.cancellation = cancellation;
        AnalyzerConfigOptions properties = options.AnalyzerConfigOptionsProvider.GlobalOptions;
        isOn = !properties.TryGetValue(SwitchProperty, out string? value) || !string.Equals(value, "false", StringComparison.OrdinalIgnoreCase);
        properties.TryGetValue(PolicyProperty, out string? named);
        policyFile = files.FirstOrDefault(f => string.IsNullOrEmpty(named) ? Array.IndexOf(PolicyNames, Path.GetFileName(f.Path)) >= 0 : Normalize(f.Path).EndsWith(Normalize(named!), StringComparison.Ordinal));
        read = policyFile is null ? null : new PolicyReader(readFile: TextOf).Load(policyFile.Path);
        Folder = policyFile is null ? null : Normalize(Path.GetDirectoryName(policyFile.Path) ?? "");
        Engine = new PolicyEngine(read?.Policy, new PolicyEngineOptions { Parallelism = 1 });
        decisions = new Lazy<Dictionary<string, Decision>>(Scan);
    }

    /// <summary>The engine with the project's policy.</summary>
    public PolicyEngine Engine { get; }

    /// <summary>The policy's folder, which its paths are relative to; null without a policy.</summary>
    public string? Folder { get; }

    /// <summary>Judges one file.</summary>
    public void Judge(AdditionalText file, Action<Diagnostic> report)
    {
        if (read?.Errors.Where(e => e.File == file.Path) is { } errors)
            foreach (DocumentError error in errors)
                report(Judging.Judge.ToDiagnostic(error, At(file, error.Span), DiagnosticSeverity.Warning));
        if (!IsManifest(file) || !decisions.Value.TryGetValue(file.Path, out Decision? decision) || decision.Findings.Count + decision.Errors.Count == 0)
            return;
        var manifest = new ManifestDocuments(TextOf(file.Path), NameOf(file));
        foreach (PolicyFinding finding in decision.Findings)
            if (finding.IsActive && Judging.Judge.ToDiagnostic(finding, At(file, finding.Finding.Location.Span), manifest.IsMissing(finding.Finding)) is { } diagnostic)
                report(diagnostic);
        foreach (DocumentError error in decision.Errors)
            report(Judging.Judge.ToDiagnostic(error, At(file, error.Span), DiagnosticSeverity.Info));
    }

    private Dictionary<string, Decision> Scan()
    {
        AdditionalText[] manifests = [.. files.Where(IsManifest)];
        ManifestSource[] sources = [.. manifests.Select(f => ManifestSource.FromText(NameOf(f), TextOf(f.Path)))];
        var found = new Dictionary<string, Decision>(StringComparer.Ordinal);
        foreach ((Decision decision, int i) in Engine.Scan(sources, cancellation).Take(manifests.Length).Select((d, i) => (d, i)))
            found[manifests[i].Path] = decision;
        return found;
    }

    private bool IsManifest(AdditionalText file) =>
        isOn && file != policyFile && Path.GetExtension(file.Path) is { } extension && (extension.Equals(".yaml", StringComparison.OrdinalIgnoreCase) || extension.Equals(".yml", StringComparison.OrdinalIgnoreCase));

    private string NameOf(AdditionalText file)
    {
        string name = Normalize(file.Path);
        return Folder is { Length: > 0 } && name.StartsWith(Folder + "/", StringComparison.Ordinal) ? name.Substring(Folder.Length + 1) : name;
    }

    private string TextOf(string path) =>
        files.FirstOrDefault(f => Normalize(f.Path) == Normalize(path))?.GetText(cancellation)?.ToString()
        ?? throw new FileNotFoundException($"'{path}' is not passed to the compiler; add it to the project's AdditionalFiles.");

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

    private Location At(AdditionalText file, SourceSpan span)
    {
        var lines = new LinePositionSpan(new LinePosition(span.Line - 1, span.Column - 1), new LinePosition(span.EndLine - 1, Math.Max(span.EndColumn - 1, span.EndLine == span.Line ? span.Column - 1 : 0)));
        TextSpan place = file.GetText(cancellation) is { } text && span.EndLine <= text.Lines.Count ? PlaceOf(text, lines) : default;
        return Location.Create(file.Path, place, lines);
    }

    private static TextSpan PlaceOf(SourceText text, LinePositionSpan lines)
    {
        int start = Math.Min(text.Lines[lines.Start.Line].Start + lines.Start.Character, text.Length);
        return TextSpan.FromBounds(start, Math.Max(start, Math.Min(text.Lines[lines.End.Line].Start + lines.End.Character, text.Length)));
    }
}
