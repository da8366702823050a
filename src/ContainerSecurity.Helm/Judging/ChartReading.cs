using ContainerSecurity.Documents;
using ContainerSecurity.Helm.Templates;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Kubernetes;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Helm.Judging;

/// <summary>One reading of a chart: rendered with each set of values, its documents in their places, its values as texts.</summary>
/// <param name="chart">The chart.</param>
/// <param name="sets">The sets of values, the chart's own first.</param>
/// <param name="options">What else it is rendered with.</param>
/// <param name="scope">Which files are judged.</param>
/// <param name="name">The name of the source.</param>
/// <param name="pods">Where kinds carry pods.</param>
internal sealed class ChartReading(ChartSource chart, IReadOnlyList<ValueSet> sets, ChartFormatOptions options, FolderScope scope, string name, PodTemplates pods)
{
    private readonly PlacedFiles files = new();
    private readonly List<DocumentError> errors = [];
    private readonly List<DocumentNote> notes = [];

    public SourceContent Read()
    {
        var documents = new ChartDocuments(files, pods);
        List<Resource> first = [];
        List<SourceVariant> variants = [];
        foreach (ValueSet set in sets)
        {
            RenderedChart rendered = chart.RenderOpen(WithValues(set));
            AddErrors(rendered, set);
            RenderedTemplate[] templates = Judged(rendered);
            var known = new HashSet<string>(StringComparer.Ordinal);
            Resource[] resources = [.. templates.SelectMany(t => documents.Read(t, t.Text, known))];
            if (set == sets[0])
                first.AddRange(resources);
            else
                variants.Add(new SourceVariant(set.Name, resources));
            Resource[] others = [.. templates.Where(t => t.Alternative is not null).SelectMany(t => documents.Read(t, t.Alternative!, known))];
            if (others.Length > 0)
                variants.Add(new SourceVariant(set.Name, others));
        }
        first.AddRange(Values());
        return new SourceContent(name, first, [.. errors, .. documents.Errors]) { Notes = notes, VariantName = sets[0].Name, Variants = variants };
    }

    private ChartRendering WithValues(ValueSet set)
    {
        ChartRendering given = options.Rendering;
        return set.File is null ? given : new ChartRendering
        {
            ValuesFiles = [set.File],
            Set = given.Set,
            SetString = given.SetString,
            SetFile = given.SetFile,
            SetJson = given.SetJson,
            SetLiteral = given.SetLiteral,
            ReadFile = given.ReadFile,
            ReleaseName = given.ReleaseName,
            Namespace = given.Namespace,
            IsUpgrade = given.IsUpgrade,
            HelmVersion = given.HelmVersion,
            KubernetesVersion = given.KubernetesVersion,
            ApiVersions = given.ApiVersions,
            SkipsSchema = given.SkipsSchema,
        };
    }

    /// <summary>The templates that are judged. Where none of the files that are named is one, they shape all, and all are judged.</summary>
    private RenderedTemplate[] Judged(RenderedChart rendered)
    {
        RenderedTemplate[] all = [.. rendered.Templates.Where(t => t.Role != TemplateRole.Notes && !scope.IsHidden(PathFilter.Shown(t.Path)))];
        RenderedTemplate[] named = scope.Named is null ? all : [.. all.Where(t => scope.Judges(PathFilter.Shown(t.Path)))];
        return named.Length > 0 || rendered.Errors.Any(e => scope.Named?.Contains(PathFilter.Shown(e.File)) == true) ? named : all;
    }

    /// <summary>Takes in what failed and what was not decided. What a set of values alone makes fail is said of that set.</summary>
    private void AddErrors(RenderedChart rendered, ValueSet set)
    {
        foreach (DocumentError error in rendered.Errors)
        {
            DocumentError shown = error with { File = PathFilter.Shown(error.File) };
            if (!errors.Contains(shown))
                errors.Add(set.File is null ? shown : shown with { Message = $"With {set.Name}: {shown.Message}" });
        }
        foreach (DocumentNote note in rendered.Notes)
            if (note with { File = PathFilter.Shown(note.File) } is var shown && !notes.Contains(shown))
                notes.Add(shown);
    }

    /// <summary>The files of values as texts, which may hold secrets that no template prints.</summary>
    private IEnumerable<TextFile> Values()
    {
        string root = chart.Path.TrimEnd('/') + "/";
        IEnumerable<SourceFile> own = chart.Files.Where(f => ChartFiles.IsValues(f.Name)).Select(f => new SourceFile(PathFilter.Shown(root + f.Name), GoBytes.Text(f.Data)));
        foreach (SourceFile file in own.Concat(options.Rendering.ValuesFiles))
            if (file.Text is { Length: > 0 } && !scope.IsHidden(PathFilter.Shown(file.Path)))
                yield return new TextFile(files.Of(file).Source);
    }
}
