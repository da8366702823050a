using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Resources.Projects;

/// <summary>Reads a project and the files around it as the image that it becomes.</summary>
internal static class ContainerProjectReader
{
    /// <summary>The number of frameworks that a project is read for at most.</summary>
    internal const int MaxFrameworks = 16;

    /// <summary>Reads a project. Returns null where it becomes no image, or cannot be read, which is then an error.</summary>
    /// <param name="file">The project's file.</param>
    /// <param name="beside">Reads a file by its path from the project's folder.</param>
    /// <param name="errors">Receives what is wrong.</param>
    /// <param name="notes">Receives what cannot be told, and so is not judged.</param>
    public static ContainerProject? Read(
        SourceFile file, Func<string, Field<string>> beside, ICollection<DocumentError> errors, ICollection<DocumentNote> notes)
    {
        if (ProjectXml.Read(file, errors) is not { Name: "Project" } root)
            return null;
        var files = new ProjectFileReader(file, beside, errors);
        var project = ProjectEvaluation.Of(root, files, null);
        (string? Framework, ProjectEvaluation Project)[] published =
            [.. Evaluations(project, root, files).Where(e => ProjectKinds.BecomesImage(e.Project, file))];
        if (published.Length == 0)
            return null;
        SdkVersion? sdk = files.FindAbove(ProjectNames.Sdk) is { } json ? SdkVersion.Read(files.TextOf(json).Value) : null;
        ProjectVariant[] variants = [.. published.Select(p => new ProjectVariant(p.Project, root, sdk))];
        string name = NameOf(file.Path);
        if (project["TargetFrameworks"] is { IsKnown: true } several && ProjectExpansion.Split(several.Value).Count() > MaxFrameworks)
            notes.Add(new DocumentNote(
                file.Path, root.KeySpan, $"The project '{name}' is built for more than {MaxFrameworks} frameworks; the rest were not judged."));
        MappingNode node = variants.Length == 1 ? variants[0].Node : new MappingNode(
            file, root.KeySpan, [.. variants.Select((v, i) => new MappingEntry(published[i].Framework ?? "", root.KeySpan, v.Node))]);
        foreach (ProjectVariant variant in variants)
            Note(variant, name, notes);
        return new ContainerProject(new NodeView(node), Field<string>.Known(name), variants[0].Labels)
        {
            Images = [.. Distinct(variants.Select(v => v.Base).Where(b => b.IsKnown))
                .Select(b => new ImageUse($"The project '{name}' builds its image on", b))],
            Users = [.. Distinct(variants.Select(v => v.User).Where(u => !u.IsUnknown)).Select(u => new ImageUser("The published image", u))],
            Environment = Distinct(variants.SelectMany(v => v.Environment)),
            HandedOn = Distinct(variants.Where(v => v.IsMultiPlatform).SelectMany(v => v.Environment)),
            Sdk = sdk,
        };
    }

    /// <summary>The project for each framework that it is built for.</summary>
    private static IEnumerable<(string? Framework, ProjectEvaluation Project)> Evaluations(
        ProjectEvaluation project, ProjectElement root, ProjectFileReader files)
    {
        Field<string> several = project["TargetFrameworks"];
        if (!project["TargetFramework"].IsMissing || !several.Is(f => f.Length > 0))
            return [(null, project)];
        return ProjectExpansion.Split(several.Value).Distinct(StringComparer.OrdinalIgnoreCase).Take(MaxFrameworks)
            .Select(f => ((string?)f, ProjectEvaluation.Of(root, files, f)));
    }

    /// <summary>Says what cannot be told of an image, once for all frameworks.</summary>
    private static void Note(ProjectVariant variant, string name, ICollection<DocumentNote> notes)
    {
        if (!variant.User.IsUnknown)
            return;
        DocumentNode place = variant.User.Node ?? variant.Base.Node ?? variant.Node;
        string why = variant.NamesUser ? "sets ContainerUser to what its files do not tell"
            : !variant.Base.IsKnown ? "builds its image on one that its files do not tell"
            : variant.HasUserByBase ? "may give its image a variable APP_UID that its files do not tell"
            : $"builds its image on '{variant.Base}', of whose user nothing is known";
        var note = new DocumentNote(place.File.Path, place.FieldSpan,
            $"The project '{name}' {why}: whether its containers run as root was not judged. Set ContainerUser to a number above 0.");
        if (!notes.Contains(note))
            notes.Add(note);
    }

    private static Field<string>[] Distinct(IEnumerable<Field<string>> fields) =>
        [.. fields.GroupBy(f => (f.State, f.Or(""), f.Location?.File.Path, f.Location?.Span)).Select(g => g.First())];

    private static EnvironmentVariable[] Distinct(IEnumerable<EnvironmentVariable> variables) =>
        [.. variables.GroupBy(v => (v.Name.Or(""), v.Value.Or(""), v.Name.Location?.File.Path, v.Name.Location?.Span)).Select(g => g.First())];

    private static string NameOf(string path)
    {
        string name = path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
        int dot = name.LastIndexOf('.');
        return dot > 0 ? name.Substring(0, dot) : name;
    }
}
