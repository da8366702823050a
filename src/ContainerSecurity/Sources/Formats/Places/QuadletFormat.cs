using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Quadlet;

namespace ContainerSecurity.Sources;

/// <summary>Reads units of Podman's Quadlet, and the files that add to them.</summary>
/// <param name="isAsked">Whether every source is one, whatever it is called.</param>
internal sealed class QuadletFormat(bool isAsked = false) : ISourceFormat
{
    private static readonly string[] Ends = [".container", ".kube", ".pod", ".build", ".image", ".volume"];

    /// <summary>Whether a file is one by its name.</summary>
    public static bool IsName(string path)
    {
        string name = ComposeFileNames.NameOf(path);
        return Array.Exists(Ends, e => name.Length > e.Length && name.EndsWith(e, StringComparison.Ordinal)) || IsPart(path);
    }

    public bool CanRead(SourceData source) =>
        source.File is not null && IsName(source.Name) && Array.Exists(QuadletReader.Sections, s => UnitFile.Holds(source.Text, s));

    public SourceContent Read(SourceData source)
    {
        var errors = new List<DocumentError>();
        if (source.Text.IndexOf('\0') is >= 0 and var nul)
            return new SourceContent(source.Name, [], [DocumentReader.BinaryFile(source.File!, nul)]);
        var unit = UnitFile.Read(source.File!, errors);
        if (isAsked && !Array.Exists(QuadletReader.Sections, unit.Has))
        {
            errors.Add(new DocumentError(source.Name, SourceSpan.FileStart, "There is no unit of Quadlet in the file: it has no section [Container] or its like."));
            return new SourceContent(source.Name, [], errors);
        }
        var parts = new SourceParts(unit.Root, errors);
        string name = ComposeFileNames.NameOf(source.Name);
        int dot = name.LastIndexOf('.');
        return new SourceContent(source.Name, QuadletReader.Read(parts, unit, dot > 0 ? name.Substring(0, dot) : name, IsPart(source.Name)), errors)
        {
            Notes = parts.Notes,
        };
    }

    /// <summary>Whether a file adds to units: <c>web.container.d/10-limits.conf</c>, <c>container.d/all.conf</c>.</summary>
    private static bool IsPart(string path)
    {
        string shown = path.Replace('\\', '/');
        if (!shown.EndsWith(".conf", StringComparison.Ordinal))
            return false;
        int slash = shown.LastIndexOf('/');
        string folder = slash < 0 ? "" : shown.Substring(0, slash);
        folder = folder.Substring(folder.LastIndexOf('/') + 1);
        return Array.Exists(Ends, e => folder.EndsWith($"{e}.d", StringComparison.Ordinal) || folder == $"{e.Substring(1)}.d");
    }
}
