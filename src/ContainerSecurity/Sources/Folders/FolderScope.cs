namespace ContainerSecurity.Sources;

/// <summary>Which files of a folder are judged. All of them may be read to know what they say.</summary>
public sealed class FolderScope
{
    private readonly Func<string, bool> isHidden;

    /// <summary>Creates a scope.</summary>
    /// <param name="named">The only files that are judged, by their paths; null for all.</param>
    /// <param name="isHidden">Returns whether a file is not judged by its path, as one that an ignore file hides; null for no file.</param>
    public FolderScope(IReadOnlyCollection<string>? named = null, Func<string, bool>? isHidden = null)
    {
        Named = named;
        this.isHidden = isHidden ?? (_ => false);
    }

    /// <summary>Every file.</summary>
    public static FolderScope Whole { get; } = new();

    /// <summary>The only files that are judged, by their paths as reports show them; null for all. One of them may shape others, as a file of values does.</summary>
    public IReadOnlyCollection<string>? Named { get; }

    /// <summary>Returns whether a file is judged.</summary>
    /// <param name="path">The path, as reports show it.</param>
    public bool Judges(string path) => (Named is null || Named.Contains(path)) && !IsHidden(path);

    /// <summary>Returns whether a file is not judged, because patterns or an ignore file leave it out.</summary>
    /// <param name="path">The path, as reports show it.</param>
    public bool IsHidden(string path) => isHidden(path ?? throw new ArgumentNullException(nameof(path)));
}
