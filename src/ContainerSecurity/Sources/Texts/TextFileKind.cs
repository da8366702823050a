namespace ContainerSecurity.Sources;

/// <summary>What the name of a file says of its text.</summary>
internal enum TextFileKind
{
    /// <summary>Something that people wrote and that neither deploys nor configures: sources, documentation.</summary>
    Source,

    /// <summary>Settings, infrastructure, a script, or a file of credentials.</summary>
    Settings,

    /// <summary>Nothing: a script, a program, a text.</summary>
    Unnamed,

    /// <summary>A lock file of a package manager.</summary>
    LockFile,

    /// <summary>A bundle that a program wrote.</summary>
    Minified,

    /// <summary>A map from a bundle to its sources.</summary>
    SourceMap,

    /// <summary>No text.</summary>
    Binary,
}
