using System.Text;
using ContainerSecurity.Documents;
using ContainerSecurity.Helm;
using ContainerSecurity.Policies;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Tool.LanguageServer.Judging;

/// <summary>
/// A document that is part of a Helm chart: a template is no YAML before it is rendered, so it is judged through its chart, with the
/// text that the editor holds in the place of the file's.
/// </summary>
internal sealed class ChartDocument
{
    private const string Marker = "Chart.yaml";
    private const int MaxAbove = 12;

    private readonly string file;
    private readonly string folder;

    private ChartDocument(string file, string folder)
    {
        this.file = file;
        this.folder = folder;
    }

    /// <summary>The outermost chart that a file belongs to; null where it belongs to none.</summary>
    public static ChartDocument? Of(string? file)
    {
        ChartDocument? found = null;
        string? folder = file is null ? null : Path.GetDirectoryName(file);
        for (int i = 0; i < MaxAbove && folder is not null; i++, folder = Path.GetDirectoryName(folder))
            if (Path.Combine(folder, Marker) is var marker && File.Exists(marker) && new ChartFormat().Open(marker)?.Covers(file!) == true)
                found = new ChartDocument(file!, folder);
        return found;
    }

    /// <summary>The chart with a text in the place of the document's.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="ChartException">The chart cannot be read.</exception>
    public Source SourceOf(string text)
    {
        ChartSource chart = ChartSource.Open(folder).With(Path.GetRelativePath(folder, file).Replace('\\', '/'), Encoding.UTF8.GetBytes(text));
        return ChartFormat.ToSource(chart);
    }

    /// <summary>What of a decision on the chart stands in the document, or is set by it; what the whole chart lacks too.</summary>
    public Decision Own(Decision decision) => decision with
    {
        Findings = [.. decision.Findings.SelectMany(Own)],
        Errors = [.. decision.Errors.Where(e => IsOwn(e.File) || IsOfAll(e.File))],
        NotEvaluated = [.. decision.NotEvaluated.Where(n => n.ResourceLocation is not { } place || IsOwn(place.File.Path))],
        Notes = [.. decision.Notes.Where(n => IsOwn(n.File))],
    };

    /// <summary>A finding of a template at the value that set it, where that is the document.</summary>
    private IEnumerable<PolicyFinding> Own(PolicyFinding judged)
    {
        DocumentLocation place = judged.Finding.Location;
        if (IsOwn(place.File.Path))
            return [judged];
        return place.Related.Where(r => IsOwn(r.File.Path)).Take(1).Select(r => judged with
        {
            Finding = judged.Finding with
            {
                Location = new DocumentLocation(r.File, r.Span, place.Path) { Related = [new RelatedPlace(place.File, place.Span, "printed by")] },
            },
        });
    }

    /// <summary>Whether a place is the chart itself: where that cannot be read, nothing of it was judged.</summary>
    private bool IsOfAll(string name) => Path.GetFullPath(name) is var full && (full == folder || full == Path.Combine(folder, Marker));

    private bool IsOwn(string name) => Path.GetFullPath(name) == file;
}
