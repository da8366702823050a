namespace ContainerSecurity.Images.Layers;

/// <summary>One entry of a layer, as the layer has it.</summary>
/// <param name="Path">The path from the root, without a slash at either end; empty for the root itself. For a whiteout the path it deletes.</param>
/// <param name="Type">What it is.</param>
public sealed record LayerEntry(string Path, LayerEntryType Type)
{
    /// <summary>The permission bits, <c>07777</c> at most.</summary>
    public int Mode { get; init; }

    /// <summary>The owner's number.</summary>
    public long UserId { get; init; }

    /// <summary>The group's number.</summary>
    public long GroupId { get; init; }

    /// <summary>The size of a file in bytes, holes included.</summary>
    public long Size { get; init; }

    /// <summary>The target as written of a symbolic link; the path of the other name of a hard link; null for all else.</summary>
    public string? LinkTarget { get; init; }

    /// <summary>When it was changed last.</summary>
    public DateTimeOffset ModifiedAt { get; init; }

    /// <summary>Whether the file gives capabilities to who runs it (<c>security.capability</c>).</summary>
    public bool HasCapabilities { get; init; }

    /// <summary>The content of a file, to be read before the next entry is asked for; empty for all else.</summary>
    public Stream Content { get; init; } = Stream.Null;

    /// <summary>The last part of the path.</summary>
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];
}
