namespace ContainerSecurity.Sources;

/// <summary>
/// Finds the compose files of a search that others of it take in whole: by <c>include</c>, or by <c>extends</c> for
/// each of their services. They are judged there, as what runs.
/// </summary>
internal sealed class ComposeFragments
{
    private readonly Dictionary<string, string> shown = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ComposeUses> uses = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> takenBy = new(StringComparer.Ordinal);
    private readonly HashSet<string> fixedFiles;

    private ComposeFragments(IEnumerable<string> files, IEnumerable<string> kept)
    {
        foreach (string file in files)
            shown[Path.GetFullPath(file)] = file;
        fixedFiles = new HashSet<string>(kept.Select(Path.GetFullPath), StringComparer.Ordinal);
    }

    /// <summary>The files that others take in, each with the one that does.</summary>
    /// <param name="files">The files that were found.</param>
    /// <param name="kept">Those of them that are judged whatever others do.</param>
    public static IReadOnlyDictionary<string, string> Find(IReadOnlyCollection<string> files, IEnumerable<string> kept)
    {
        string[] projects = [.. files.Where(f => ComposeFileNames.IsCompose(ComposeFileNames.NameOf(f))).OrderBy(f => f, StringComparer.Ordinal)];
        if (projects.Length == 0)
            return new Dictionary<string, string>();
        var search = new ComposeFragments(files, kept.Concat(projects.Where(p => HasOverride(p, files))));
        search.TakeIncluded([.. projects.Select(Path.GetFullPath)]);
        search.TakeExtended();
        return search.takenBy.ToDictionary(t => search.shown[t.Key], t => search.shown[t.Value], StringComparer.Ordinal);
    }

    /// <summary>Who includes a project does not take in its override, so that it is judged by itself as well.</summary>
    private static bool HasOverride(string project, IReadOnlyCollection<string> files)
    {
        string folder = project.Substring(0, project.Length - ComposeFileNames.NameOf(project).Length);
        return ComposeFileNames.OverridesOf(ComposeFileNames.NameOf(project)).Any(o => files.Contains(folder + o));
    }

    /// <summary>Begins at the files that nobody includes; of those that include each other in a circle, the first stays.</summary>
    private void TakeIncluded(string[] projects)
    {
        var included = new HashSet<string>(projects.SelectMany(p => UsesOf(p).Includes.Where(i => i != p)), StringComparer.Ordinal);
        foreach (string project in projects.OrderBy(included.Contains))
            if (!takenBy.ContainsKey(project))
                TakeIncludedBy(project);
    }

    private void TakeIncludedBy(string project)
    {
        var open = new Stack<string>([project]);
        var seen = new HashSet<string>(StringComparer.Ordinal) { project };
        while (open.Count > 0)
            foreach (string included in UsesOf(open.Pop()).Includes)
                if (shown.ContainsKey(included) && seen.Add(included))
                {
                    open.Push(included);
                    if (!fixedFiles.Contains(included) && !takenBy.ContainsKey(included))
                        takenBy.Add(included, project);
                }
    }

    /// <summary>Takes the files of which each service is extended, as far as somebody who stays leads to them.</summary>
    private void TakeExtended()
    {
        ILookup<string, string> extended = uses.Values.ToList().SelectMany(u => u.Extends).ToLookup(e => e.File, e => e.Service, StringComparer.Ordinal);
        var candidates = new HashSet<string>(extended.Select(e => e.Key).Where(f => IsCovered(f, extended[f])), StringComparer.Ordinal);
        var open = new Stack<(string File, string By)>(uses.Keys.Where(f => !candidates.Contains(f)).Select(f => (f, f)));
        while (open.Count > 0)
        {
            (string file, string by) = open.Pop();
            foreach ((string target, string _) in UsesOf(file).Extends)
                if (candidates.Remove(target))
                {
                    takenBy.Add(target, by);
                    open.Push((target, by));
                }
        }
    }

    private bool IsCovered(string file, IEnumerable<string> extended) =>
        shown.ContainsKey(file)
        && !fixedFiles.Contains(file)
        && !takenBy.ContainsKey(file)
        && !ComposeFileNames.IsFixed(ComposeFileNames.NameOf(file))
        && UsesOf(file).Services is { Count: > 0 } services
        && services.All(new HashSet<string>(extended, StringComparer.Ordinal).Contains);

    private ComposeUses UsesOf(string file)
    {
        if (!uses.TryGetValue(file, out ComposeUses? read))
            uses.Add(file, read = ComposeUses.Read(file));
        return read;
    }
}
