using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Docker;
using ContainerSecurity.Resources.Shell;

namespace ContainerSecurity.Resources;

/// <summary>What a file that describes containers in its own words holds, in the making.</summary>
/// <param name="root">The file.</param>
/// <param name="errors">Receives what is wrong.</param>
internal sealed class SourceParts(MappingNode root, ICollection<DocumentError> errors)
{
    /// <summary>Of one file, as many things that were not read are said one by one.</summary>
    private const int MaxNotes = 50;

    /// <summary>Of one file, as many containers and builds are judged.</summary>
    private const int MaxResources = 5_000;

    private readonly List<Resource> resources = [];
    private readonly List<DocumentNote> notes = [];
    private bool isFull;

    /// <summary>The file.</summary>
    public MappingNode Root => root;

    /// <summary>What people should know of what was not read.</summary>
    public IReadOnlyList<DocumentNote> Notes => notes;

    /// <summary>Adds a resource. One beyond the bound is said and not judged.</summary>
    public void Add(Resource resource)
    {
        if (resources.Count >= MaxResources)
        {
            if (!isFull)
                errors.Add(new DocumentError(
                    root.File.Path,
                    resource.Location.Span,
                    $"The file describes more than {MaxResources} containers and builds; what stands from here on was not judged. Split it."));
            isFull = true;
            return;
        }
        resource.IsInText = true;
        resources.Add(resource);
    }

    /// <summary>Adds a container.</summary>
    /// <param name="body">What it is made of.</param>
    /// <param name="name">Its name.</param>
    /// <param name="isWhole">Whether the engine's defaults hold for what is not said.</param>
    /// <param name="traits">What the engine has no words for.</param>
    public void Add(BodyDraft body, string name, bool isWhole, ContainerTraits traits = default) =>
        Add(DockerReader.ReadDescribed(body.ToBody(), Field<string>.Known(name, body.Place), isWhole, traits));

    /// <summary>Adds what a script runs and builds.</summary>
    /// <param name="script">The script; a list stands for its items, anything else for nothing.</param>
    /// <param name="owner">What the script belongs to.</param>
    /// <param name="dialect">Whose words the script is in.</param>
    public void AddScript(DocumentNode? script, string owner, ShellDialect dialect = ShellDialect.Posix)
    {
        if (script is SequenceNode list)
            foreach (DocumentNode item in list.Items)
                AddScript(item, owner, dialect);
        else if (script is ScalarNode { IsNull: false } text)
            foreach (Resource resource in ScriptContainers.Read(text, owner, dialect).TakeWhile(_ => !isFull))
                Add(resource);
    }

    /// <summary>Says that something was not read.</summary>
    public void Note(DocumentNode at, string message)
    {
        if (notes.Count < MaxNotes && notes.TrueForAll(n => n.Span != at.FieldSpan || n.Message != message))
            notes.Add(new DocumentNote(at.File.Path, at.FieldSpan, message));
    }

    /// <summary>Says that a value is of the wrong type, unless it is filled in later.</summary>
    public void Mistyped(DocumentNode at, string expected)
    {
        if (at is ScalarNode { IsTemplate: true } or UnknownNode)
            Note(at, $"'{at.Path}' is an expression, and was not judged.");
        else
            errors.Add(new DocumentError(at.File.Path, at.FieldSpan, $"'{at.Path}' must be {expected}; it was not judged."));
    }

    /// <summary>An object, said where it is something else; null for none.</summary>
    public MappingNode? MappingOf(DocumentNode? node)
    {
        if (node is not (null or MappingNode or ScalarNode { IsNull: true }))
            Mistyped(node, "an object");
        return node as MappingNode;
    }

    /// <summary>The items of a list, said where it is something else; one text is a list of itself.</summary>
    public IReadOnlyList<DocumentNode> ItemsOf(DocumentNode? node)
    {
        if (node is SequenceNode list)
            return list.Items;
        if (node is MappingNode or ScalarNode { IsTemplate: true } or UnknownNode)
            Mistyped(node, "a list");
        return node is ScalarNode { IsNull: false, IsTemplate: false } ? [node] : [];
    }

    /// <summary>The resources with that of the file itself before them.</summary>
    /// <param name="file">The file itself.</param>
    public IReadOnlyList<Resource> Together(Resource file)
    {
        Resource[] all = [file, .. resources];
        foreach (Resource resource in all)
            resource.Together = all;
        return all;
    }

    /// <summary>The name of the file without its folder.</summary>
    public static Field<string> NameOf(MappingNode root)
    {
        string path = root.File.Path;
        return Field<string>.Known(path.Substring(Math.Max(path.LastIndexOf('/'), path.LastIndexOf('\\')) + 1), root);
    }
}
