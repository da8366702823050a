using System.Text;
using ContainerSecurity.Documents;
using ContainerSecurity.Rules;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Policies;

/// <summary>
/// Findings that are known and do not fail a run, kept as fingerprints that survive moved lines. Paths begin at the top
/// of the Git repository that holds the baseline file, or else at the file's own folder, so that the working directory of
/// a run does not matter.
/// </summary>
public sealed class Baseline
{
    private readonly HashSet<string> fingerprints;
    private readonly PathsBelow? paths;

    /// <summary>Creates a baseline of findings whose files are named as they are in the run.</summary>
    /// <param name="fingerprints">See <see cref="PolicyFinding.Fingerprint"/>.</param>
    public Baseline(IEnumerable<string> fingerprints) => this.fingerprints = new HashSet<string>(fingerprints, StringComparer.Ordinal);

    private Baseline(IReadOnlyList<BaselineEntry> entries, string path)
        : this(entries.Select(e => e.Fingerprint)) => (Entries, paths) = (entries, PathsOf(path));

    /// <summary>How many findings are known.</summary>
    public int Count => fingerprints.Count;

    /// <summary>The entries of the baseline file, in its order; empty for a baseline that was read from none.</summary>
    public IReadOnlyList<BaselineEntry> Entries { get; } = [];

    /// <summary>Whether a finding is known.</summary>
    public bool Knows(Finding finding) => fingerprints.Contains(FingerprintOf(finding));

    /// <summary>Reads a baseline file. What is no baseline is an error, and so is an entry without a fingerprint.</summary>
    /// <param name="text">What <see cref="Write"/> wrote.</param>
    /// <param name="path">The file's path: the paths of its entries begin at its repository or folder. It is shown in errors.</param>
    /// <param name="errors">Receives what could not be read.</param>
    public static Baseline Read(string text, string path, ICollection<DocumentError> errors)
    {
        DocumentSet documents = new DocumentReader().Read(text, path);
        foreach (DocumentError error in documents.Said())
            errors.Add(error);
        DocumentNode? root = documents.Documents.Count > 0 ? documents.Documents[0] : null;
        var view = new NodeView(root, errors);
        var known = new List<BaselineEntry>();
        if (root is not MappingNode mapping || mapping["findings"] is not SequenceNode)
            errors.Add(new DocumentError(path, SourceSpan.FileStart,
                "This is no baseline: it has no list 'findings'. 'csec scan --write-baseline FILE' writes one; 'findings: []' knows nothing."));
        foreach (Field<NodeView> item in view.Views("findings").Items)
            if (item.IsKnown && item.Value.Text("fingerprint") is { IsKnown: true } fingerprint)
                known.Add(new BaselineEntry(fingerprint.Value, item.Value.Text("rule").Or(""), item.Value.Text("file").Or(""), item.Value.Text("resource").Or(""),
                    fingerprint.Location!));
            else if (item.Location is { } at)
                errors.Add(new DocumentError(path, at.Span, "This entry of the baseline has no 'fingerprint', so it knows no finding."));
        return new Baseline(known, path);
    }

    /// <summary>Writes a baseline file: YAML, one finding a line, sorted, so that differences read well.</summary>
    /// <param name="findings">The findings; waived ones are left out.</param>
    /// <param name="writer">Receives the text.</param>
    /// <param name="path">The file that is written, at whose repository or folder the paths begin; null to name files as the run does.</param>
    public static void Write(IEnumerable<PolicyFinding> findings, TextWriter writer, string? path = null)
    {
        PathsBelow? paths = path is null ? null : PathsOf(path);
        writer.Write("# Known findings. Written by 'csec scan --write-baseline'; remove a line to see its finding again.\nfindings:");
        string[] lines =
        [
            .. findings
                .Where(f => f.Waived is null)
                .Select(f =>
                    $"- {{fingerprint: \"{FindingFingerprint.Of(f.Finding, paths)}\", rule: {f.Finding.Rule.Id}, file: "
                        + $"{Quote(Shown(f.Finding.Location.File.Path, paths))}, resource: {Quote(f.Finding.Resource.ToString())}}}\n")
                .Distinct()
                .OrderBy(line => line, StringComparer.Ordinal),
        ];
        writer.Write(lines.Length == 0 ? " []\n" : "\n");
        foreach (string line in lines)
            writer.Write(line);
    }

    /// <summary>What identifies a finding in this baseline.</summary>
    internal string FingerprintOf(Finding finding) => FindingFingerprint.Of(finding, paths);

    /// <summary>A file as the entries name it.</summary>
    internal string PathOf(string file) => Shown(file, paths);

    /// <summary>Whether a file that an entry names is there no more.</summary>
    internal bool IsGone(string file) =>
        paths is not null && file.Length > 0 && file.IndexOfAny(['(', ':', '#']) < 0 && !File.Exists(Path.Combine(paths.Root, file));

    private static string Shown(string file, PathsBelow? paths) => paths?.Of(file) ?? file.Replace('\\', '/');

    private static PathsBelow PathsOf(string path) => new(WorkingTree.TopOf(path) ?? Path.GetDirectoryName(Path.GetFullPath(path)) ?? ".");

    private static string Quote(string text)
    {
        var builder = new StringBuilder("\"");
        foreach (char c in text)
            builder.Append(c is '"' or '\\' ? $"\\{c}" : char.IsControl(c) || c is '\u2028' or '\u2029' ? $"\\u{(int)c:x4}" : c.ToString());
        return builder.Append('"').ToString();
    }
}
