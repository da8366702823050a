using ContainerSecurity.Images.Layers;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Images.Files;

/// <summary>A file of an image as a container would see it: all layers applied.</summary>
public sealed class ImageFile
{
    private Dictionary<string, ImageFile>? children;

    internal ImageFile(string name, ImageFile? parent, int layer)
    {
        Name = name;
        Parent = parent;
        Layer = layer;
        Type = LayerEntryType.Directory;
        Mode = 0b111_101_101;
    }

    /// <summary>The last part of the path; empty for the root.</summary>
    public string Name { get; }

    /// <summary>What it is: never a whiteout, nor a hard link, which is the file it names.</summary>
    public LayerEntryType Type { get; private set; }

    /// <summary>The number of the layer that brought the file as it is, from 0.</summary>
    public int Layer { get; internal set; }

    /// <summary>The permission bits, <c>07777</c> at most; <c>0755</c> for a folder that no layer has an entry for.</summary>
    public int Mode { get; private set; }

    /// <summary>The owner's number.</summary>
    public long UserId { get; private set; }

    /// <summary>The group's number.</summary>
    public long GroupId { get; private set; }

    /// <summary>The size of a regular file in bytes.</summary>
    public long Size { get; private set; }

    /// <summary>The target as written of a symbolic link; null for all else.</summary>
    public string? LinkTarget { get; private set; }

    /// <summary>Whether the file gives capabilities to who runs it.</summary>
    public bool HasCapabilities { get; private set; }

    /// <summary>The sha256 digest of a regular file, where it was asked for.</summary>
    public Digest? Digest { get; private set; }

    /// <summary>The path from the root, without a slash at either end.</summary>
    public string Path => Parent is null ? "" : Parent.Parent is null ? Name : $"{Parent.Path}/{Name}";

    /// <summary>What is in the folder, by name in ordinal order; empty for all else.</summary>
    public IEnumerable<ImageFile> Children => UnsortedChildren.OrderBy(c => c.Name, StringComparer.Ordinal);

    internal ImageFile? Parent { get; }

    internal IReadOnlyCollection<ImageFile> UnsortedChildren => children is null ? [] : children.Values;

    internal ImageFile? Child(string name) => children?.GetValueOrDefault(name);

    internal void Add(ImageFile child) => (children ??= new(StringComparer.Ordinal)).Add(child.Name, child);

    internal void Remove(ImageFile child) => children?.Remove(child.Name);

    internal void Clear() => children = null;

    internal void Set(LayerEntry entry, Digest? digest)
    {
        Type = entry.Type;
        Mode = entry.Mode;
        UserId = entry.UserId;
        GroupId = entry.GroupId;
        Size = entry.Size;
        LinkTarget = entry.LinkTarget;
        HasCapabilities = entry.HasCapabilities;
        Digest = digest;
    }

    internal void SetLike(ImageFile other)
    {
        Type = other.Type;
        Mode = other.Mode;
        UserId = other.UserId;
        GroupId = other.GroupId;
        Size = other.Size;
        LinkTarget = other.LinkTarget;
        HasCapabilities = other.HasCapabilities;
        Digest = other.Digest;
    }
}
