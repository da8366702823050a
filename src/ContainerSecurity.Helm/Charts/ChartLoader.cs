using ContainerSecurity.Helm.Templates;
using ContainerSecurity.Helm.Templates.Values;
using ContainerSecurity.Helm.Values;
using ContainerSecurity.Helm.Versions;

namespace ContainerSecurity.Helm.Charts;

/// <summary>Puts a chart together from its files, as Helm does.</summary>
internal static class ChartLoader
{
    private const string ChartFileName = "Chart.yaml";
    private const string ValuesFileName = "values.yaml";
    private const string SchemaFileName = "values.schema.json";
    private const string RequirementsFileName = "requirements.yaml";
    private const string TemplateFolder = "templates/";
    private const string ChartFolder = "charts/";
    private const int DeepestNesting = 20;

    private static readonly string[] NoFiles = [ChartFileName, "Chart.lock", ValuesFileName, SchemaFileName];

    /// <summary>Makes a chart of files.</summary>
    /// <param name="files">The files, with paths relative to the chart.</param>
    /// <param name="root">What the paths of places begin with: empty, or a path that ends with a slash.</param>
    /// <param name="rules">The rules of the version of Helm; null for those of the default one.</param>
    /// <exception cref="ChartException">They are no chart.</exception>
    public static Chart Load(IReadOnlyList<ChartFile> files, string root = "", HelmRules? rules = null)
    {
        ChartFile? ignoreFile = files.FirstOrDefault(f => f.Name == ".helmignore");
        var ignore = HelmIgnore.Read(ignoreFile is null ? "" : TextOf(ignoreFile));
        return Load([.. files.Where(f => !ignore.Ignores(f.Name)).Select(WithoutMark)], new Folder(root, "", rules ?? HelmRules.Default), 0);
    }

    private static Chart Load(IReadOnlyList<ChartFile> files, Folder path, int depth)
    {
        if (depth > DeepestNesting)
            throw new ChartException($"charts are nested deeper than {DeepestNesting} levels");
        ChartFile definition = files.FirstOrDefault(f => f.Name == ChartFileName) ?? throw new ChartException($"{ChartFileName} file is missing");
        MapValue metadata = ReadMap(definition, path);
        foreach (string field in ChartObject.TextKeys)
            if (metadata[field] is BoolValue or FloatValue)
                metadata.Set(field, new TextValue(Functions.TextOf.Value(metadata[field]!)));
        string name = metadata["name"] is TextValue { Text.Length: > 0 } given
            ? given.Text
            : throw new ChartException("validation: chart.metadata.name is required");
        if (metadata["version"] is null or NilValue)
            throw new ChartException("validation: chart.metadata.version is required");
        bool isFirstVersion = metadata["apiVersion"] is null or NilValue or TextValue { Text: "v1" };
        if (metadata["apiVersion"] is null)
            metadata.Set("apiVersion", GoValue.Of("v1"));
        if (files.FirstOrDefault(f => f.Name == RequirementsFileName) is { } requirements && ReadMap(requirements, path)["dependencies"] is { } listed)
            metadata.Set("dependencies", listed);
        var chart = new Chart
        {
            Metadata = metadata,
            Name = name,
            Folder = path.Root + path.Path,
            Schema = files.FirstOrDefault(f => f.Name == SchemaFileName),
            Templates = [.. files.Where(f => f.Name.StartsWith(TemplateFolder, StringComparison.Ordinal))],
            Files = [.. files.Where(f => IsPlainFile(f.Name, isFirstVersion))],
            Values = files.FirstOrDefault(f => f.Name == ValuesFileName) is { } values ? ReadValues(values, path) : new MapValue(GoType.Map),
        };
        LoadDependencies(chart, files, path, depth);
        return chart;
    }

    private static bool IsPlainFile(string name, bool isFirstVersion) =>
        !NoFiles.Contains(name)
        && !name.StartsWith(TemplateFolder, StringComparison.Ordinal)
        && !(name.StartsWith(ChartFolder, StringComparison.Ordinal) && !name.EndsWith(".prov", StringComparison.Ordinal))
        && (isFirstVersion || name is not (RequirementsFileName or "requirements.lock"));

    private static void LoadDependencies(Chart chart, IReadOnlyList<ChartFile> files, Folder path, int depth)
    {
        IEnumerable<IGrouping<string, ChartFile>> folders = files
            .Where(f => f.Name.StartsWith(ChartFolder, StringComparison.Ordinal) && !f.Name.EndsWith(".prov", StringComparison.Ordinal))
            .GroupBy(f => f.Name.Substring(ChartFolder.Length).Split('/')[0], StringComparer.Ordinal);
        foreach (IGrouping<string, ChartFile> folder in folders)
        {
            if (folder.Key[0] is '_' or '.')
                continue;
            string inner = $"{ChartFolder}{folder.Key}";
            if (folder.Key.EndsWith(".tgz", StringComparison.Ordinal))
                chart.Dependencies.Add(Load([.. ChartArchive.Read(folder.First().Data).Select(WithoutMark)], path.Below(inner), depth + 1));
            else if (folder.All(f => f.Name.Length > inner.Length))
                chart.Dependencies.Add(Load([.. folder.Select(f => f with { Name = f.Name.Substring(inner.Length + 1) })], path.Below(inner), depth + 1));
        }
    }

    private static MapValue ReadMap(ChartFile file, Folder path)
    {
        IReadOnlyList<GoValue> documents = ValuesText.Read(path.TextOf(file), out string error);
        if (error.Length > 0)
            throw new ChartException($"cannot load {path}{file.Name}: {error}");
        return documents.Count == 0 || documents[0] is NilValue
            ? new MapValue(GoType.Map)
            : documents[0] as MapValue ?? throw new ChartException($"cannot load {path}{file.Name}: it must be a map");
    }

    private static MapValue ReadValues(ChartFile file, Folder path)
    {
        try
        {
            return ValuesFile.Read(path.TextOf(file), path.Rules);
        }
        catch (FormatException failure)
        {
            throw new ChartException($"cannot load {path}{file.Name}: {failure.Message}");
        }
    }

    /// <summary>Where the files of a chart lie: below what all paths begin with, in the chart that brings it.</summary>
    private readonly record struct Folder(string Root, string Path, HelmRules Rules)
    {
        public Folder Below(string name) => this with { Path = $"{Path}{name}/" };

        public TemplateText TextOf(ChartFile file) => new(Path + file.Name, ChartLoader.TextOf(file)) { Path = Root + Path + file.Name };

        public override string ToString() => Path;
    }

    /// <summary>A file without its byte order mark.</summary>
    private static ChartFile WithoutMark(ChartFile file) => file.Data is [0xEF, 0xBB, 0xBF, .. var rest] ? file with { Data = rest } : file;

    private static string TextOf(ChartFile file) => GoBytes.Text(file.Data);
}
