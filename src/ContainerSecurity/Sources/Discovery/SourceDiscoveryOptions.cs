namespace ContainerSecurity.Sources;

/// <summary>Which files a search takes.</summary>
public sealed class SourceDiscoveryOptions
{
    /// <summary>
    /// What the files of folders must be by their names; <see cref="SourceType.Text"/> takes every text. The default
    /// value is <see cref="SourceType.Auto"/>: whatever is judged.
    /// </summary>
    public SourceType Type { get; init; }

    /// <summary>
    /// Which texts of folders are taken as well, to be searched for secrets where no format reads them; with
    /// <see cref="SourceType.Auto"/> and <see cref="SourceType.Text"/> alone. Lock files, bundles, source maps and binary
    /// files are then passed over; what is named is taken all the same. The default value is <see cref="SecretScope.Off"/>.
    /// </summary>
    public SecretScope Secrets { get; init; }

    /// <summary>
    /// Returns whether a file of a folder is wanted by its path, although its name is none that the library knows:
    /// for formats of others. By default none is.
    /// </summary>
    public Func<string, bool> Wants { get; init; } = _ => false;

    /// <summary>
    /// Formats of what several files describe together, such as charts: those files are then judged through it, and not
    /// again on their own; a file that is named belongs to the folder above it. The default value is none.
    /// </summary>
    public IReadOnlyList<IFolderFormat> Folders { get; init; } = [];

    /// <summary>
    /// Patterns, one of which a path must match: <c>*</c>, <c>**</c>, <c>?</c>, <c>[a-z]</c>. One without a folder is
    /// for names anywhere, one with a folder for paths from any folder on. Empty, the default, for all.
    /// </summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Patterns, none of which a path may match. The default value is none.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>
    /// Names of files that say, as git reads them, what of their folder is passed over, such as <c>.gitignore</c>.
    /// They hold for what folders hold and not for what is named. With <c>.gitignore</c> those of the folders above
    /// count up to the top of the repository, and its <c>info/exclude</c>. The default value is none.
    /// </summary>
    public IReadOnlyList<string> IgnoreFiles { get; init; } = [];

    /// <summary>
    /// Names of folders that are not entered wherever they stand below what is named. The default value is those of
    /// version control (<c>.git</c>, <c>.svn</c>, <c>.hg</c>), packages (<c>node_modules</c>) and build output
    /// (<c>bin</c>, <c>obj</c>).
    /// </summary>
    public IReadOnlyList<string> SkippedFolders { get; init; } = SkippedFolder.Names;

    /// <summary>How deep folders are entered, from 1. What is deeper is an error. The default value is 128.</summary>
    public int MaxDepth { get; init; } = 128;
}
