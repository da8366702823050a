using System.CommandLine;
using ContainerSecurity.Access;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Kubernetes;

namespace ContainerSecurity.Tool.Rbac;

/// <summary>Reads the objects that the commands are about, and says what is wrong with them.</summary>
internal sealed class RbacInput(Terminal terminal)
{
    private static readonly string[] Extensions = [".yaml", ".yml", ".json"];
    private static readonly string[] SkippedFolders = [".git", ".svn", ".hg", "node_modules"];

    private readonly DocumentReader reader = new();

    /// <summary>The option for files, of all commands.</summary>
    public static Option<string[]> Files() => new("--file", "-f") { Description = "File or folder with roles, bindings and what else the cluster holds, or - for standard input; repeatable.", Required = true };

    /// <summary>The option that leaves out what Kubernetes brings.</summary>
    public static Option<bool> NoStockRoles() => new("--no-stock-roles") { Description = "A binding to a role that Kubernetes brings, such as view, gives nothing where the files do not hold the role." };

    /// <summary>Whether something could not be read.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Reads files and folders. What cannot be read is said, and all else is read.</summary>
    public IReadOnlyList<Resource> Read(IEnumerable<string> paths)
    {
        var resources = new List<Resource>();
        foreach (string path in paths)
            foreach (string file in FilesOf(path))
                resources.AddRange(ReadFile(file));
        if (!HasErrors && resources.Count == 0)
            Report(new DocumentError(string.Join(", ", paths), SourceSpan.FileStart, "There are no Kubernetes objects here."));
        return resources;
    }

    /// <summary>Says on the error output what is not known, once each.</summary>
    public void Explain(IEnumerable<RbacGap> gaps)
    {
        foreach (RbacGap gap in gaps.Distinct())
            terminal.Error.WriteLine(gap.Location is { } place ? $"csec: {place.File.Path}:{place.Span.Line}: not known: {gap.Reason}" : $"csec: not known: {gap.Reason}");
    }

    private IEnumerable<string> FilesOf(string path)
    {
        if (path == BoundedInput.Path || File.Exists(path))
            return [path];
        if (Directory.Exists(path))
            return [.. Walk(path).Order(StringComparer.Ordinal)];
        Report(new DocumentError(path, SourceSpan.FileStart, "There is no such file or folder."));
        return [];
    }

    private IEnumerable<string> Walk(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(folder))
            if (Extensions.Contains(Path.GetExtension(file).ToLowerInvariant()))
                yield return file;
        foreach (string inner in Directory.EnumerateDirectories(folder))
            if (!SkippedFolders.Contains(Path.GetFileName(inner)) && !FileTree.IsLink(inner))
                foreach (string file in Walk(inner))
                    yield return file;
    }

    private IReadOnlyList<Resource> ReadFile(string file)
    {
        try
        {
            DocumentSet set = ReadDocuments(file);
            var errors = new List<DocumentError>(set.Errors);
            Resource[] resources = [.. set.Documents.SelectMany(d => KubernetesReader.Read(d, errors))];
            errors.ForEach(Report);
            return resources;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Report(new DocumentError(file, SourceSpan.FileStart, $"The file cannot be read: {e.Message}"));
            return [];
        }
    }

    private DocumentSet ReadDocuments(string file)
    {
        if (file == BoundedInput.Path)
        {
            byte[] bytes = BoundedInput.Read(terminal.Input);
            return reader.Read(bytes, bytes.Length, BoundedInput.Name);
        }
        using FileStream stream = RegularFile.Open(file);
        return reader.Read(stream, file.Replace('\\', '/'));
    }

    private void Report(DocumentError error)
    {
        HasErrors = true;
        terminal.Error.WriteLine($"csec: {error}");
    }
}
