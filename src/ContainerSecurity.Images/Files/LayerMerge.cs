using ContainerSecurity.Images.Layers;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Images.Files;

/// <summary>
/// Applies entries of layers to a tree of files, after the OCI specification's layer.md. Symbolic links in the folders
/// of a path lead to where they point below the root, as an unpacker's do.
/// </summary>
internal sealed class LayerMerge(ImageReadLimits limits)
{
    private const int MaxLinks = 40;
    private readonly HashSet<ImageFile> whiteouts = [];
    private readonly HashSet<ImageFile> opaque = [];
    private ImageLayer? layer;
    private int entries;
    private int created;
    private int steps;

    public ImageFile Root { get; } = new("", null, 0);

    public void Begin(ImageLayer next) => layer = next;

    public void Apply(LayerEntry entry, Digest? digest)
    {
        if (++entries > limits.MaxEntries)
            throw Fault(ImageReadFailure.LimitExceeded, $"the image has more than {limits.MaxEntries} entries");
        switch (entry.Type)
        {
            case LayerEntryType.AufsMetadata:
                break;
            case LayerEntryType.Whiteout:
                if (FindParent(entry.Path, mayCreate: false)?.Child(entry.Name) is { } hidden)
                    Hide(hidden);
                break;
            case LayerEntryType.OpaqueWhiteout:
                opaque.Add(Folder(entry.Path, mayCreate: true)!);
                break;
            default:
                Put(entry, digest);
                break;
        }
    }

    /// <summary>
    /// Ends a layer: what its whiteouts hide is removed, in one walk, wherever in the layer they stood. Files that this
    /// layer brought stay, and folders that hold such files.
    /// </summary>
    public void End()
    {
        if (whiteouts.Count + opaque.Count == 0)
            return;
        var walk = new List<(ImageFile File, bool IsHidden)> { (Root, false) };
        for (int i = 0; i < walk.Count; i++)
        {
            (ImageFile folder, bool isHidden) = walk[i];
            bool hidesChildren = isHidden || opaque.Contains(folder);
            foreach (ImageFile child in folder.UnsortedChildren)
                walk.Add((child, hidesChildren || whiteouts.Contains(child)));
        }
        for (int i = walk.Count - 1; i >= 0; i--)
            if (walk[i] is (var file, true) && file.Layer != layer!.Index)
                RemoveOrKeep(file);
        whiteouts.Clear();
        opaque.Clear();
    }

    /// <summary>The file that an entry of this path is; null where there is none.</summary>
    public ImageFile? Find(string path) => FindParent(path, mayCreate: false)?.Child(path[(path.LastIndexOf('/') + 1)..]);

    public int CountFiles()
    {
        int count = 0;
        var open = new Stack<ImageFile>([Root]);
        while (open.TryPop(out ImageFile? folder))
        {
            foreach (ImageFile child in folder.UnsortedChildren)
                open.Push(child);
            count += folder.UnsortedChildren.Count;
        }
        return count;
    }

    private void Put(LayerEntry entry, Digest? digest)
    {
        if (entry.Path.Length == 0)
        {
            if (entry.Type != LayerEntryType.Directory)
                throw Fault(ImageReadFailure.Malformed, "the root is not a folder");
            Root.Set(entry, null);
            return;
        }
        ImageFile? target = entry.Type == LayerEntryType.HardLink ? LinkedFile(entry) : null;
        ImageFile parent = FindParent(entry.Path, mayCreate: true)!;
        ImageFile file = parent.Child(entry.Name) ?? Create(entry.Name, parent);
        if (ReferenceEquals(file, target))
            return;
        file.Layer = layer!.Index;
        if (entry.Type != LayerEntryType.Directory)
            file.Clear();
        if (target is null)
            file.Set(entry, digest);
        else
            file.SetLike(target);
    }

    private ImageFile LinkedFile(LayerEntry entry) =>
        FindParent(entry.LinkTarget!, mayCreate: false)?.Child(
            entry.LinkTarget![(entry.LinkTarget!.LastIndexOf('/') + 1)..]) is { Type: not LayerEntryType.Directory } target
            ? target
            : throw Fault(ImageReadFailure.Malformed, $"the hard link '{entry.Path}' names '{entry.LinkTarget}', which is no file of the image");

    private ImageFile? FindParent(string path, bool mayCreate) => Folder(path[..Math.Max(0, path.LastIndexOf('/'))], mayCreate);

    /// <summary>The folder at a path, links followed; null where it is not there and may not be made.</summary>
    private ImageFile? Folder(string path, bool mayCreate)
    {
        ImageFile folder = Root;
        var parts = new Stack<string>();
        Push(parts, path);
        for (int links = 0; parts.TryPop(out string? part);)
        {
            if (++steps > limits.MaxSteps)
                throw Fault(ImageReadFailure.LimitExceeded, $"the paths of the image take more than {limits.MaxSteps} steps to follow");
            if (part == "..")
            {
                folder = folder.Parent ?? Root;
                continue;
            }
            ImageFile? child = folder.Child(part);
            if (child?.Type == LayerEntryType.SymbolicLink)
            {
                if (++links > MaxLinks)
                    throw Fault(ImageReadFailure.Malformed, $"the folder '{path}' leads through more than {MaxLinks} symbolic links, as a loop does");
                folder = child.LinkTarget!.StartsWith('/') ? Root : folder;
                Push(parts, child.LinkTarget);
                continue;
            }
            if (child is { Type: not LayerEntryType.Directory })
                child = mayCreate ? throw Fault(ImageReadFailure.Malformed, $"'{child.Path}' is no folder, but '{path}' leads through it") : null;
            if (child is null && !mayCreate)
                return null;
            folder = child ?? Create(part, folder);
        }
        return folder;
    }

    private void Push(Stack<string> parts, string path)
    {
        string[] more = path.Split('/');
        if (parts.Count + more.Length > limits.MaxPathLength)
            throw Fault(ImageReadFailure.Malformed, "symbolic links make a path longer than any path may be");
        for (int i = more.Length - 1; i >= 0; i--)
            if (more[i] is not ("" or "."))
                parts.Push(more[i]);
    }

    private ImageFile Create(string name, ImageFile parent)
    {
        if (++created > limits.MaxFiles)
            throw Fault(ImageReadFailure.LimitExceeded, $"the image has more than {limits.MaxFiles} files");
        var file = new ImageFile(name, parent, layer!.Index);
        parent.Add(file);
        return file;
    }

    /// <summary>Single files go at once, so that what follows does not lead through a link that is deleted; folders go when the layer ends.</summary>
    private void Hide(ImageFile file)
    {
        if (file.UnsortedChildren.Count > 0)
            whiteouts.Add(file);
        else if (file.Layer != layer!.Index)
            file.Parent!.Remove(file);
    }

    private void RemoveOrKeep(ImageFile file)
    {
        if (file.UnsortedChildren.Count > 0)
            file.Layer = layer!.Index;
        else
            file.Parent!.Remove(file);
    }

    private ImageReadException Fault(ImageReadFailure failure, string what) => new(failure, $"{layer}: {what}.");
}
