using ContainerSecurity.Documents;

namespace ContainerSecurity.Sources;

/// <summary>
/// What a working tree was before its change: the files of a commit, written to a folder of their own, so that the
/// sources of before can be judged as those of now are. Neither git nor the repository's filters touch the working tree.
/// </summary>
public sealed class GitChanges : IDisposable
{
    private const string Link = "120000";
    private const int MaxBytes = 64 << 20;
    private readonly IGit git;
    private readonly string top;
    private readonly string folder = Path.Combine(Path.GetTempPath(), "csec-since-" + Guid.NewGuid().ToString("N"));
    private readonly Dictionary<string, string> renamed = new(StringComparer.Ordinal);

    private readonly Dictionary<string, string> named = new(StringComparer.Ordinal);
    private long room;

    private GitChanges(IGit git, string top, string commit, long maxTotal)
    {
        this.git = git;
        room = maxTotal;
        this.top = top;
        Commit = commit;
    }

    /// <summary>The commit that now is compared with: where the history of the revision and that of what is checked out part.</summary>
    public string Commit { get; }

    /// <summary>Looks up where a change begins, and writes what was there before it to a temporary folder.</summary>
    /// <param name="git">Runs git at the top of the working tree.</param>
    /// <param name="top">The top of the working tree.</param>
    /// <param name="revision">A branch, tag or commit.</param>
    /// <param name="maxTotal">How many bytes all files may have together. The default value is 2 GiB.</param>
    /// <exception cref="GitException">There is no such commit, its files are larger together than what is allowed, or git fails.</exception>
    public static GitChanges Since(IGit git, string top, string revision, long maxTotal = 2L << 30)
    {
        _ = git ?? throw new ArgumentNullException(nameof(git));
        _ = revision ?? throw new ArgumentNullException(nameof(revision));
        if (revision.Length == 0 || revision[0] == '-'
            || git.TryLines("rev-parse", "-q", "--verify", $"{revision}^{{commit}}") is not [{ } commit])
            throw new GitException($"'{revision}' names no commit here; in a shallow clone, fetch it first.");
        string from = git.TryLines("merge-base", commit, "HEAD") is [{ } common, ..] ? common : commit;
        var changes = new GitChanges(git, top ?? throw new ArgumentNullException(nameof(top)), from, maxTotal);
        try
        {
            changes.FindRenames();
            changes.Write();
            return changes;
        }
        catch (Exception)
        {
            changes.Dispose();
            throw;
        }
    }

    /// <summary>
    /// The sources below paths as they were before the change, under the names that they have now; folders that are
    /// judged as a whole, such as charts, under those of the temporary folder: see <see cref="NamesNow"/>.
    /// </summary>
    /// <param name="paths">Files and folders of the working tree, and patterns.</param>
    /// <param name="options">Which files are taken.</param>
    public IReadOnlyList<Source> SourcesBefore(IEnumerable<string> paths, SourceDiscoveryOptions options)
    {
        var before = new Dictionary<string, Source>(StringComparer.Ordinal);
        foreach (string path in paths ?? throw new ArgumentNullException(nameof(paths)))
        {
            string root = File.Exists(path) || Directory.Exists(path) ? path : SourceDiscovery.FolderOf(path);
            named[ShownFolder(Path.Combine(folder, Below(root)))] = ShownFolder(root);
            foreach (Source source in SourceDiscovery.Find([Path.Combine(folder, Below(path))], options).Sources)
            {
                string file = source.Name;
                string name = NameNow(file, root);
                before[name] = source.ReadFolder is not null ? source : source.Renamed(name, () => RegularFile.Open(file));
            }
        }
        return [.. before.Values];
    }

    /// <summary>Puts the names of now in the place of those of the temporary folder, wherever a text has such.</summary>
    /// <param name="text">A path, or a text that names some, from a decision on <see cref="SourcesBefore"/>.</param>
    public string NamesNow(string text)
    {
        _ = text ?? throw new ArgumentNullException(nameof(text));
        if (text.IndexOf(Path.GetFileName(folder), StringComparison.Ordinal) < 0)
            return text;
        foreach (KeyValuePair<string, string> root in named.OrderByDescending(r => r.Key.Length))
            text = text.Replace(root.Key, root.Value).Replace(root.Key.TrimEnd('/'), root.Value.TrimEnd('/'));
        return text;
    }

    /// <summary>What stands before the files of a folder where they are shown, its slash included; nothing for the working directory.</summary>
    private static string ShownFolder(string path)
    {
        string file = PathFilter.Shown(Path.Combine(path, "x"));
        return file.Substring(0, file.Length - 1);
    }

    /// <summary>Whether a file of the working tree is not, byte for byte, what it was before.</summary>
    /// <param name="file">The file.</param>
    public bool Touches(string file)
    {
        try
        {
            string earlier = Path.Combine(folder, Below(file));
            return !File.Exists(earlier) || !File.Exists(file) || !File.ReadAllBytes(earlier).SequenceEqual(File.ReadAllBytes(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return true;
        }
    }

    /// <summary>Removes the temporary folder.</summary>
    public void Dispose()
    {
        try
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Whoever cleans the folder of temporary files removes it.
        }
    }

    /// <summary>A path from the top of the working tree.</summary>
    /// <exception cref="GitException">It leads out of the working tree.</exception>
    private string Below(string path)
    {
        string full = Path.GetFullPath(path), bound = Path.GetFullPath(top).TrimEnd(Path.DirectorySeparatorChar);
        return full == bound ? ""
            : full.StartsWith(bound + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? full.Substring(bound.Length + 1)
            : throw new GitException($"'{path}' is not in the repository whose changes are asked for.");
    }

    /// <summary>The name by which the search of now finds a file: what is below the path, behind the path as it was given.</summary>
    private string NameNow(string earlier, string root)
    {
        string rest = earlier.Substring(Path.Combine(folder, Below(root)).Length).TrimStart('/', '\\');
        return PathFilter.Shown(rest.Length == 0 ? root : root.TrimEnd('/', '\\') + "/" + rest);
    }

    /// <summary>Finds the files that were moved. Trees are compared with each other alone, so no filter of the repository runs.</summary>
    private void FindRenames()
    {
        if (git.TryLines("rev-parse", "-q", "--verify", "HEAD^{commit}") is null)
            return;
        IReadOnlyList<string> pieces = git.Pieces("diff-tree", "-r", "-z", "-M", "--no-ext-diff", "--name-status", Commit, "HEAD");
        for (int i = 0; i + 1 < pieces.Count;)
        {
            // A file that was moved has two names behind its status.
            bool isMoved = pieces[i].Length > 0 && pieces[i][0] == 'R' && i + 2 < pieces.Count;
            if (isMoved)
                renamed[pieces[i + 1]] = pieces[i + 2];
            i += isMoved ? 3 : 2;
        }
    }

    /// <summary>
    /// Writes the files of the commit under the names that they have now. A link becomes the file that it leads to
    /// within the tree; what is larger than is judged is left out.
    /// </summary>
    private void Write()
    {
        Directory.CreateDirectory(folder);
        var links = new List<(string Path, string Target)>();
        ILookup<string, (string Mode, string Id, string Path)> byId = git.Pieces("ls-tree", "-r", "-z", "--full-tree", Commit)
            .Select(Entry).OfType<(string Mode, string Id, string Path)>().ToLookup(e => e.Id, StringComparer.Ordinal);
        using var contents = new GitContents(git, MaxBytes);
        foreach ((HistoryBlob blob, byte[]? bytes) in contents.Read(byId.Select(g => new HistoryBlob(g.Key, g.First().Path, null))))
            foreach ((string mode, _, string path) in byId[blob.Id])
                if (bytes is null)
                    continue;
                else if (mode == Link)
                    links.Add((path, System.Text.Encoding.UTF8.GetString(bytes)));
                else
                    Write(path, bytes);
        contents.End();
        foreach ((string path, string target) in links)
            if (Inside(Path.Combine(Path.GetDirectoryName(path) ?? "", target)) is { } file && File.Exists(file))
                Write(path, File.ReadAllBytes(file));
    }

    private void Write(string path, byte[] bytes)
    {
        if (Inside(renamed.TryGetValue(path, out string? now) ? now : path) is not { } file)
            return;
        if ((room -= bytes.Length) < 0)
            throw new GitException($"the files of {Commit} are too large together to be compared with.");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, bytes);
    }

    /// <summary>The file of a path of the tree; null where it would lie outside of the folder, whatever the tree says.</summary>
    private string? Inside(string path)
    {
        try
        {
            string file = Path.GetFullPath(Path.Combine(folder, path));
            return file.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? file : null;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or PathTooLongException)
        {
            return null;
        }
    }

    private static (string Mode, string Id, string Path)? Entry(string line)
    {
        int tab = line.IndexOf('\t');
        return line.Substring(0, Math.Max(tab, 0)).Split(' ') is [var mode, "blob", var id] ? (mode, id, line.Substring(tab + 1)) : null;
    }
}
