using System.Text;
using ContainerSecurity.Documents;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies;

/// <summary>Findings that are known and do not fail a run, kept as fingerprints that survive moved lines.</summary>
public sealed class Baseline
{
    private readonly HashSet<string> fingerprints;

    /// <summary>Creates a baseline.</summary>
    /// <param name="fingerprints">See <see cref="PolicyFinding.Fingerprint"/>.</param>
    public Baseline(IEnumerable<string> fingerprints) => this.fingerprints = new HashSet<string>(fingerprints, StringComparer.Ordinal);

    /// <summary>How many findings are known.</summary>
    public int Count => fingerprints.Count;

    /// <summary>Whether a finding is known.</summary>
    public bool Knows(Finding finding) => fingerprints.Contains(FindingFingerprint.Of(finding));

    /// <summary>Reads a baseline file.</summary>
    /// <param name="text">What <see cref="Write"/> wrote.</param>
    /// <param name="path">The name shown in errors.</param>
    /// <param name="errors">Receives what could not be read.</param>
    public static Baseline Read(string text, string path, ICollection<DocumentError> errors)
    {
        DocumentSet documents = new DocumentReader().Read(text, path);
        foreach (DocumentError error in documents.Said())
            errors.Add(error);
        var view = new NodeView(documents.Documents.Count > 0 ? documents.Documents[0] : null, errors);
        var known = new List<string>();
        foreach (Field<NodeView> item in view.Views("findings").Items)
            if (item.IsKnown && item.Value.Text("fingerprint") is { IsKnown: true } fingerprint)
                known.Add(fingerprint.Value);
        return new Baseline(known);
    }

    /// <summary>Writes a baseline file: YAML, one finding a line, sorted, so that differences read well.</summary>
    public static void Write(IEnumerable<PolicyFinding> findings, TextWriter writer)
    {
        writer.Write("# Known findings. Written by 'csec scan --write-baseline'; remove a line to see its finding again.\nfindings:\n");
        IEnumerable<string> lines = findings
            .Where(f => f.Waived is null)
            .Select(f =>
                $"- {{fingerprint: \"{f.Fingerprint}\", rule: {f.Finding.Rule.Id}, file: "
                    + $"{Quote(f.Finding.Location.File.Path)}, resource: {Quote(f.Finding.Resource.ToString())}}}\n")
            .Distinct()
            .OrderBy(line => line, StringComparer.Ordinal);
        foreach (string line in lines)
            writer.Write(line);
    }

    private static string Quote(string text)
    {
        var builder = new StringBuilder("\"");
        foreach (char c in text)
            builder.Append(c is '"' or '\\' ? $"\\{c}" : char.IsControl(c) || c is '\u2028' or '\u2029' ? $"\\u{(int)c:x4}" : c.ToString());
        return builder.Append('"').ToString();
    }
}
