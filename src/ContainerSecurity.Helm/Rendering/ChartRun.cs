using ContainerSecurity.Documents;
using ContainerSecurity.Helm.Charts;
using ContainerSecurity.Helm.Functions;
using ContainerSecurity.Helm.Templates;
using ContainerSecurity.Helm.Templates.Values;
using ContainerSecurity.Helm.Values;
using ContainerSecurity.Helm.Values.Schemas;
using ContainerSecurity.Helm.Versions;

namespace ContainerSecurity.Helm.Rendering;

/// <summary>One rendering of a chart, from its files to what its templates print.</summary>
internal sealed class ChartRun
{
    private const string DefaultNamespace = "default";
    private const string CustomResourceFolder = "crds/";
    private const string NotesName = "NOTES.txt";

    private readonly ChartSource source;
    private readonly ChartRendering rendering;
    private readonly Undecided? undecided;
    private readonly List<DocumentError> errors = [];
    private readonly List<DocumentNote> notes = [];
    private List<RenderedTemplate> templates = [];
    private Chart? chart;
    private HelmRules rules = HelmRules.Default;

    private ChartRun(ChartSource source, ChartRendering rendering, Undecided? undecided)
    {
        this.source = source;
        this.rendering = rendering;
        this.undecided = undecided;
    }

    private string Root => source.Path.TrimEnd('/') + "/";

    private string ChartFilePath => Root + "Chart.yaml";

    /// <summary>Renders a chart with all values known.</summary>
    public static RenderedChart Closed(ChartSource source, ChartRendering rendering) => new ChartRun(source, rendering, null).Run();

    /// <summary>Renders a chart with unknown values; where conditions are not known, once with either branch.</summary>
    public static RenderedChart Open(ChartSource source, ChartRendering rendering)
    {
        var undecided = new Undecided();
        var run = new ChartRun(source, rendering, undecided);
        RenderedChart first = run.Run();
        if (!undecided.Places.Any(p => !p.IsLoop))
            return first;
        RenderedChart second = new ChartRun(source, rendering, new Undecided { TakesBranches = false }).Run();
        return run.Result([.. first.Templates.Select(t => WithAlternative(t, second))]);
    }

    private static RenderedTemplate WithAlternative(RenderedTemplate template, RenderedChart other)
    {
        RenderedText? text = other.Templates.FirstOrDefault(t => t.Source == template.Source)?.Text;
        return text is null || text.Text == template.Text.Text
            ? template
            : new RenderedTemplate(template.Source, template.Path, template.Text, template.Role) { Alternative = text };
    }

    private RenderedChart Run()
    {
        try
        {
            RenderAll();
        }
        catch (ChartException failure)
        {
            Fail(ChartFilePath, SourceSpan.FileStart, failure.Message);
        }
        catch (FormatException failure)
        {
            Fail(ChartFilePath, SourceSpan.FileStart, failure.Message);
        }
        catch (GoFunctionException failure)
        {
            Fail(ChartFilePath, SourceSpan.FileStart, failure.Message);
        }
        if (undecided is null && errors.Count > 0)
            templates = [];
        return Result(templates);
    }

    private RenderedChart Result(IReadOnlyList<RenderedTemplate> rendered) =>
        new(chart?.Text("name") ?? "", chart?.Text("version") ?? "") { Templates = rendered, Errors = errors, Notes = notes, Rules = rules };

    private void RenderAll()
    {
        SemanticVersion helm = SemanticVersion.Parse(rendering.HelmVersion)
            ?? throw new ChartException($"'{rendering.HelmVersion}' is no version of Helm, such as {HelmVersions.Default}.");
        rules = HelmRules.Of(helm);
        string kubernetes = rendering.KubernetesVersion ?? HelmVersions.KubernetesOf(rendering.HelmVersion);
        if (SemanticVersion.Parse(kubernetes) is null)
            throw new ChartException($"invalid kube version '{kubernetes}': it must be a version, such as v1.33.0");
        chart = ChartLoader.Load(undecided is null ? source.Files : [.. source.Files.Select(OpenFiles.WithoutHoles)], Root, rules);
        MapValue values = UserValues.Of(rendering, rules);
        if (undecided is not null)
            foreach (string missing in Requirements.LeaveOutMissing(chart))
                notes.Add(new(ChartFilePath, SourceSpan.FileStart, $"The chart '{missing}' is a dependency and not in charts/, so it is not judged; run 'helm dependency build' first."));
        Requirements.Process(chart, values, rules);
        MapValue all = ValuesMerge.Coalesce(chart, values, rules: rules);
        if (!rendering.SkipsSchema)
            CheckSchema(chart, all);
        if (undecided is null && errors.Count > 0)
            return;
        if (undecided is not null)
            OpenFiles.MarkOpen(all);
        var capabilities = new Capabilities(kubernetes.StartsWith('v') ? kubernetes : "v" + kubernetes, ApiVersionSet.Of(helm, rendering.ApiVersions), "v" + helm)
        {
            IsOpen = undecided is not null,
        };
        string? at = rendering.Namespace ?? (undecided is null ? DefaultNamespace : null);
        var renderer = new ChartRenderer(new Release(rendering.ReleaseName, at, rendering.IsUpgrade), capabilities) { Undecided = undecided, Rules = rules };
        if (renderer.Refusal(chart) is { } refusal)
        {
            if (undecided is null || rendering.KubernetesVersion is not null)
                throw new ChartException(refusal);
            notes.Add(new(ChartFilePath, SourceSpan.FileStart, $"Helm does not install the chart by itself: {refusal}."));
        }
        foreach (RenderedFile file in renderer.RenderEach(chart, all, isOpen: undecided is not null))
            Add(file);
        templates.Sort((x, y) => string.CompareOrdinal(x.Source, y.Source));
        AddCustomResources(chart, chart.Name);
        AddUndecided();
    }

    /// <summary>Holds values against schemas. Helm refuses what does not fit; what is judged is rendered all the same.</summary>
    private void CheckSchema(Chart root, MapValue values)
    {
        ValuesSchema check = ValuesSchema.Check(root, values);
        foreach ((ChartFile file, Chart owner, string message) in check.Notes)
            notes.Add(new(owner.Folder + file.Name, SourceSpan.FileStart, $"Values are not held against the schema: {message}."));
        if (check.Errors.Length == 0)
            return;
        string path = ChartFilePath;
        SourceSpan span = SourceSpan.FileStart;
        if (check.Place is { } place)
            (path, span) = (place.Text.Path, place.Text.SpanOf(place.Start, place.Length));
        if (undecided is null)
            Fail(path, span, check.Errors);
        else
            notes.Add(new(path, span, $"Helm does not install the chart with these values: {check.Errors.TrimEnd()}"));
    }

    private void Add(RenderedFile file)
    {
        if (file.Failure is { } failure)
        {
            Fail(failure, file.Source);
            return;
        }
        TemplateRole role = file.Name.EndsWith(NotesName, StringComparison.Ordinal) ? TemplateRole.Notes : TemplateRole.Manifest;
        var text = new RenderedText(file.Text!);
        templates.Add(new RenderedTemplate(file.Name, file.Source.Path, text, role));
        if (role == TemplateRole.Manifest && text.Text.Contains(InstallOrder.HookAnnotation, StringComparison.Ordinal))
            AddUnknownHooks(text, file.Source);
    }

    /// <summary>Says which documents Helm leaves out, since it does not know their hooks.</summary>
    private void AddUnknownHooks(RenderedText text, TemplateText source)
    {
        int at = 0;
        foreach (string document in InstallOrder.Split(text.Text, rules))
        {
            at = Math.Max(at, text.Text.IndexOf(document, at, StringComparison.Ordinal));
            foreach (string hook in InstallOrder.UnknownHooks(document).Where(h => !h.Contains(RenderedText.Hole, StringComparison.Ordinal)))
            {
                int written = text.Text.IndexOf(InstallOrder.HookAnnotation, at, StringComparison.Ordinal);
                TextPlace? place = written < 0 ? null : text.OriginOf(written).Template;
                notes.Add(new(
                    place?.File.Path ?? source.Path,
                    place?.Span ?? SourceSpan.FileStart,
                    $"Helm knows no hook '{hook}' and leaves the document out without a word; name one of {string.Join(", ", InstallOrder.HookNames)}."));
            }
            at += document.Length;
        }
    }

    /// <summary>The definitions that a chart and those it brings install as they are.</summary>
    private void AddCustomResources(Chart owner, string path)
    {
        foreach (ChartFile file in owner.Files.Where(f => IsCustomResource(f.Name)))
        {
            var text = new TemplateText($"{path}/{file.Name}", GoBytes.Text(file.Data)) { Path = owner.Folder + file.Name };
            var whole = TracedText.Of(text.Text, new Trace(text.Text.Length, new Place(text, 0, text.Text.Length), null, IsExact: true));
            templates.Add(new RenderedTemplate(text.Name, text.Path, new RenderedText(whole), TemplateRole.CustomResources));
        }
        foreach (Chart dependency in owner.Dependencies)
            AddCustomResources(dependency, $"{path}/charts/{dependency.Name}");
    }

    private static bool IsCustomResource(string name) =>
        name.StartsWith(CustomResourceFolder, StringComparison.Ordinal) && PathFunctions.Extension(name).ToLowerInvariant() is ".yaml" or ".yml" or ".json";

    private void AddUndecided()
    {
        foreach ((Place written, bool isLoop) in undecided?.Places ?? [])
        {
            if (TraceResolver.Follow(written) is not { } place)
                continue;
            string what = place.Text.Text.Substring(place.Start, Math.Min(place.Length, 120)).Trim();
            notes.Add(new(place.Text.Path, place.Text.SpanOf(place.Start, place.Length), isLoop
                ? $"What the loop over '{what}' prints is not judged: it depends on the cluster or on values that are not given."
                : $"Whether '{what}' holds depends on the cluster or on values that are not given; both cases are judged."));
        }
    }

    private void Fail(TemplateException failure, TemplateText file)
    {
        if (TraceResolver.Follow(failure.Place) is { } place)
            Fail(place.Text.Path, place.Text.SpanOf(place.Start, place.Length), failure.Message);
        else
            Fail(file.Path, failure.Template == file.Name ? new SourceSpan(Math.Max(1, failure.Line), 1, Math.Max(1, failure.Line), 1) : SourceSpan.FileStart, failure.Message);
    }

    private void Fail(string path, SourceSpan span, string message) => errors.Add(new DocumentError(path, span, message));
}
