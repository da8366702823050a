namespace ContainerSecurity.Images.Layers;

/// <summary>What an entry of a layer is.</summary>
public enum LayerEntryType
{
    /// <summary>A regular file.</summary>
    File,

    /// <summary>A folder.</summary>
    Directory,

    /// <summary>A symbolic link.</summary>
    SymbolicLink,

    /// <summary>A further name of a file.</summary>
    HardLink,

    /// <summary>A character device.</summary>
    CharacterDevice,

    /// <summary>A block device.</summary>
    BlockDevice,

    /// <summary>A named pipe.</summary>
    Pipe,

    /// <summary>A path that this layer deletes from the layers below.</summary>
    Whiteout,

    /// <summary>A folder whose content in the layers below this layer deletes.</summary>
    OpaqueWhiteout,

    /// <summary>What AUFS left beside the files; no part of the image.</summary>
    AufsMetadata,
}
