using ContainerSecurity.Documents;

namespace ContainerSecurity.Sources;

/// <summary>
/// Finds the files that a scan reads: those named, those that patterns match, and of the folders named all whose name
/// is that of something judged.
/// </summary>
/// <remarks>
/// Links to folders are not followed, nor is a file's that leads out of the folder that is searched. Folders that
/// <see cref="SourceDiscoveryOptions.SkippedFolders"/> names are not entered.
/// </remarks>
public sealed class SourceDiscovery
{
    private static readonly char[] Wildcards = ['*', '?', '['];

    private readonly SourceDiscoveryOptions options;
    private readonly PathFilter filter;
    private readonly TextSelection texts;
    private readonly Dictionary<string, Source> found = new(StringComparer.Ordinal);
    private readonly List<DocumentError> errors = [];
    private readonly List<PassedOverFile> passedOver = [];
    private readonly HashSet<string> named = new(StringComparer.Ordinal);
    private readonly FolderSearch folders;
    private readonly Dictionary<string, FileSurroundings> surroundings = new(StringComparer.Ordinal);

    private SourceDiscovery(SourceDiscoveryOptions options)
    {
        this.options = options;
        filter = new PathFilter(options.Include, options.Exclude);
        texts = new TextSelection(options);
        folders = new FolderSearch(options.Folders);
    }

    /// <summary>
    /// Finds the sources below paths. Of compose files that are found it reads which others they take in: those are
    /// judged with them, and not again by themselves.
    /// </summary>
    /// <param name="paths">Files, folders and patterns such as <c>deploy/**/*.yaml</c>.</param>
    /// <param name="options">Which files are taken; null for the defaults.</param>
    public static SourceSelection Find(IEnumerable<string> paths, SourceDiscoveryOptions? options = null)
    {
        var discovery = new SourceDiscovery(options ?? new SourceDiscoveryOptions());
        foreach (string path in paths ?? throw new ArgumentNullException(nameof(paths)))
            discovery.AddNamed(path);
        return discovery.Select();
    }

    private SourceSelection Select()
    {
        List<Source> whole = TakeFolders();
        bool areComposed = options.Type is SourceType.Auto or SourceType.Compose;
        IReadOnlyDictionary<string, string> fragments = areComposed ? ComposeFragments.Find(found.Keys, named) : new Dictionary<string, string>();
        passedOver.AddRange(fragments.Select(f => new PassedOverFile(f.Key, $"'{f.Value}' takes it in, and is judged with it.")));
        // The base of an override brings it in.
        IEnumerable<Source> sources = found.Values.Where(
            s => !fragments.ContainsKey(s.Name) && !(areComposed && ComposeFileNames.BasesBeside(s.Name).Any(found.ContainsKey)));
        return new SourceSelection([.. sources.Concat(whole).OrderBy(s => !s.IsText).ThenBy(s => s.Name, StringComparer.Ordinal)], errors, passedOver);
    }

    /// <summary>Takes the files out that are judged through the folders that they belong to, and gives these.</summary>
    private List<Source> TakeFolders()
    {
        var taken = new List<Source>();
        if (options.Folders.Count == 0)
            return taken;
        foreach ((SourceFolder folder, IReadOnlyCollection<string> files) in folders.Find(found.Keys))
        {
            bool isWhole = files.Contains(folder.Name);
            taken.Add(Source.FromFolder(folder, new FolderScope(isWhole ? null : files, IsHidden), isFound: !files.Any(named.Contains)));
            foreach (string file in files)
                found.Remove(file);
        }
        foreach (string file in options.Type == SourceType.Chart ? found.Keys.ToArray() : [])
        {
            if (named.Contains(file))
                errors.Add(new DocumentError(file, SourceSpan.FileStart, "It is no chart, nor a file of one."));
            found.Remove(file);
        }
        return taken;
    }

    /// <summary>Whether patterns or an ignore file leave a file out.</summary>
    private bool IsHidden(string file) =>
        !filter.Picks(file)
        || passedOver.Exists(p => p.Kind == PassedOverKind.Ignored && (p.Name == file || (p.Name.EndsWith("/", StringComparison.Ordinal)
            && file.StartsWith(p.Name, StringComparison.Ordinal))));

    private void AddNamed(string path)
    {
        if (Directory.Exists(path))
            AddTree(path, null);
        else if (File.Exists(path))
            Add(path, null);
        else if (path.IndexOfAny(Wildcards) >= 0)
            AddPattern(path);
        else
            errors.Add(new DocumentError(path, SourceSpan.FileStart, "There is no such file or folder."));
    }

    /// <summary>Adds the files that a pattern matches, whatever they are called.</summary>
    private void AddPattern(string pattern)
    {
        string folder = FolderOf(pattern);
        int before = found.Count + passedOver.Count;
        if (Directory.Exists(folder))
            AddTree(folder, PathFilter.Shown(pattern));
        if (found.Count + passedOver.Count == before)
            errors.Add(new DocumentError(pattern, SourceSpan.FileStart, "There is no file that matches."));
    }

    /// <summary>The folder that a pattern's search begins in.</summary>
    internal static string FolderOf(string pattern)
    {
        int wild = pattern.IndexOfAny(Wildcards);
        int start = (wild < 0 ? pattern : pattern.Substring(0, wild)).LastIndexOfAny(['/', '\\']);
        return start < 0 ? "." : start == 0 ? "/" : pattern.Substring(0, start);
    }

    private void AddTree(string root, string? pattern) =>
        AddFolder(root, root, RepositoryIgnores.Above(root, options.IgnoreFiles, errors), 1, pattern);

    private void AddFolder(string folder, string root, FolderIgnores? above, int depth, string? pattern)
    {
        try
        {
            FolderIgnores? ignores = options.IgnoreFiles.Count == 0 ? above : FolderIgnores.Enter(folder, above, options.IgnoreFiles, errors);
            foreach (string file in Directory.EnumerateFiles(folder))
                AddFound(file, root, ignores, pattern);
            foreach (string inner in Directory.EnumerateDirectories(folder))
                if (!FileTree.IsLink(inner))
                    Enter(inner, root, ignores, depth, pattern);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add(new DocumentError(folder, SourceSpan.FileStart, $"The folder cannot be read: {e.Message}"));
        }
    }

    private void Enter(string folder, string root, FolderIgnores? ignores, int depth, string? pattern)
    {
        if (options.SkippedFolders.Contains(Path.GetFileName(folder)))
            passedOver.AddRange(SkippedFolder.WhyOf(Path.GetFileName(folder)) is (var kind, { } why) ? [PassOver(folder + "/", kind, why)] : []);
        else if (ignores?.Ignores(folder, isFolder: true) == true)
            passedOver.Add(PassOver(folder + "/", PassedOverKind.Ignored, "An ignore file hides it."));
        else if (depth >= options.MaxDepth)
            errors.Add(TooDeep(folder));
        else
            AddFolder(folder, root, ignores, depth + 1, pattern);
    }

    private DocumentError TooDeep(string folder) => new(
        PathFilter.Shown(folder), SourceSpan.FileStart, $"The folders are nested deeper than {options.MaxDepth} levels; what is below was not searched.");

    /// <summary>Adds a file of a folder. One that is no regular file may be anything, and is not opened to see.</summary>
    private void AddFound(string file, string root, FolderIgnores? ignores, string? pattern)
    {
        string shown = PathFilter.Shown(file);
        bool isMeant = IsMeant(file, shown, pattern);
        if ((!isMeant && (pattern is not null || !texts.AreWanted)) || !filter.Picks(shown))
            return;
        TextChoice text = texts.Choose(shown, isPattern: pattern is not null);
        if (!isMeant && text == TextChoice.None)
            return;
        if (ignores?.Ignores(file, isFolder: false) == true)
            passedOver.Add(PassOver(shown, PassedOverKind.Ignored, "An ignore file hides it."));
        else if (text.Reason is { } reason)
            passedOver.Add(PassOver(shown, text.PassedOver, reason));
        else if (FaultOf(file, root) is { } fault)
            passedOver.Add(new PassedOverFile(shown, $"It is not opened: {fault}.") { Fault = fault });
        else if (isMeant || texts.Confirms(text, file))
            Add(file, root, isText: !isMeant && pattern is null);
    }

    private static PassedOverFile PassOver(string path, PassedOverKind kind, string reason) => new(PathFilter.Shown(path), reason) { Kind = kind };

    private bool IsMeant(string file, string shown, string? pattern) =>
        pattern is not null ? Glob.Matches(pattern, shown) : options.Type == SourceType.Text || folders.Recognizes(shown) || IsWanted(file) || options.Wants(shown);

    private bool IsWanted(string file) =>
        SourceTypes.OfFile(file) is { } named && (options.Type is SourceType.Auto or SourceType.Chart || options.Type == named || IsOfAnyName(file));

    /// <summary>What <c>docker inspect</c> printed has no name of its own; pipelines and dev containers have names that others have too.</summary>
    private bool IsOfAnyName(string file) =>
        (options.Type == SourceType.Pipeline && PipelineNames.KindOf(file) is not null)
        || (options.Type == SourceType.DevContainer && DevContainerFormat.IsName(file))
        || options.Type == SourceType.DockerInspect && Path.GetExtension(file).Equals(".json", StringComparison.OrdinalIgnoreCase);

    private string? FaultOf(string file, string root)
    {
        if (FileKind.Fault(SurroundingsOf(root).Whole(file), out bool isLink) is { } fault)
            return fault;
        try
        {
            return isLink && FileKind.LeadsOut("", file, root) ? "it is a link that leads out of the folder" : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message.TrimEnd('.');
        }
    }

    private void Add(string file, string? root, bool isText = false)
    {
        string shown = PathFilter.Shown(file);
        if (root is null)
            named.Add(shown);
        // A file that is named and lies in a folder that is named too is a named one.
        if (filter.Picks(shown) && (root is null || !found.ContainsKey(shown)))
            found[shown] = Source.FromFile(shown, SurroundingsOf(root), isFound: root is not null, isSearched: texts.AreWanted, isText);
    }

    /// <summary>What is beside the files of a folder that was named; of those that were named themselves, what is in their own.</summary>
    private FileSurroundings SurroundingsOf(string? root)
    {
        if (!surroundings.TryGetValue(root ?? "", out FileSurroundings? known))
            surroundings.Add(root ?? "", known = new FileSurroundings(root, new MissingFiles()));
        return known;
    }
}
