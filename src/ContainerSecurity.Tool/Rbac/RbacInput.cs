using System.CommandLine;
using ContainerSecurity.Access;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Tool.Rbac;

/// <summary>Reads the objects that the commands are about, and says what is wrong with them.</summary>
internal sealed class RbacInput(Terminal terminal)
{
    private readonly SourceReader reader = new(new SourceReaderOptions { Type = SourceType.Kubernetes });

    /// <summary>The option that leaves out what Kubernetes brings.</summary>
    public static Option<bool> NoStockRoles() => new("--no-stock-roles")
    {
        Description = "A binding to a role that Kubernetes brings, such as view, gives nothing where the files do not hold the role.",
    };

    /// <summary>Whether something could not be read.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Reads files and folders. What cannot be read is said, and all else is read.</summary>
    public IReadOnlyList<Resource> Read(IReadOnlyList<string> paths)
    {
        SourceSelection selection = SourceDiscovery.Find(paths.Where(p => p != BoundedInput.Path), new SourceDiscoveryOptions { Type = SourceType.Kubernetes });
        foreach (DocumentError error in selection.Errors)
            Report(error);
        var resources = new List<Resource>();
        foreach (Source source in selection.Sources)
            resources.AddRange(Take(reader.Read(source)));
        if (paths.Contains(BoundedInput.Path))
        {
            using var input = new MemoryStream(BoundedInput.Read(terminal.Input), writable: false);
            resources.AddRange(Take(reader.Read(input, BoundedInput.Name)));
        }
        if (!HasErrors && resources.Count == 0)
            Report(new DocumentError(string.Join(", ", paths), SourceSpan.FileStart, "There are no Kubernetes objects here."));
        return resources;
    }

    /// <summary>Says on the error output what is not known, once each.</summary>
    public void Explain(IEnumerable<RbacGap> gaps)
    {
        foreach (RbacGap gap in gaps.Distinct())
            terminal.Error.WriteLine(gap.Location is { } place
                ? $"csec: {place.Place}: not known: {gap.Reason}"
                : $"csec: not known: {gap.Reason}");
    }

    private IReadOnlyList<Resource> Take(SourceContent content)
    {
        foreach (DocumentError error in content.Errors)
            Report(error);
        return content.Resources;
    }

    private void Report(DocumentError error)
    {
        HasErrors = true;
        terminal.Error.WriteLine($"csec: {error}");
    }
}
