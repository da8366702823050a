namespace ContainerSecurity.Sources;

/// <summary>Why a file is passed over, as reports count it.</summary>
public enum PassedOverKind
{
    /// <summary>It is nothing that is judged, cannot be opened, or is judged with another file.</summary>
    Other,

    /// <summary>An ignore file hides it, or the folder that it is.</summary>
    Ignored,

    /// <summary>It is a folder of packages of others: <c>node_modules</c>.</summary>
    Packages,

    /// <summary>It is a lock file of a package manager, full of checksums.</summary>
    LockFile,

    /// <summary>It is a bundle that a program wrote, not people.</summary>
    Minified,

    /// <summary>It maps a bundle to its sources.</summary>
    SourceMap,

    /// <summary>It holds no text.</summary>
    Binary,

    /// <summary>It is larger than what is searched.</summary>
    TooLarge,

    /// <summary>It is a folder of what a build made: <c>bin</c>, <c>obj</c>.</summary>
    BuildOutput,
}
