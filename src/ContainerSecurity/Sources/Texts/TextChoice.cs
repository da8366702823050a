namespace ContainerSecurity.Sources;

/// <summary>Whether a file of a folder is searched for secrets.</summary>
internal sealed class TextChoice
{
    private TextChoice()
    {
    }

    private TextChoice(PassedOverKind kind, string reason) => (PassedOver, Reason) = (kind, reason);

    /// <summary>It is not, and nobody expects it.</summary>
    public static TextChoice None { get; } = new();

    /// <summary>It is.</summary>
    public static TextChoice Searched { get; } = new();

    /// <summary>It is where its beginning says that it is a script or a key.</summary>
    public static TextChoice IfScript { get; } = new();

    public static TextChoice LockFile { get; } = new(PassedOverKind.LockFile, "It is a lock file of a package manager.");

    public static TextChoice Minified { get; } = new(PassedOverKind.Minified, "It is a bundle that a program wrote.");

    public static TextChoice SourceMap { get; } = new(PassedOverKind.SourceMap, "It maps a bundle to its sources.");

    public static TextChoice Binary { get; } = new(PassedOverKind.Binary, "It is binary, as its name says.");

    /// <summary>Why it is passed over, as reports count it.</summary>
    public PassedOverKind PassedOver { get; }

    /// <summary>Why it is passed over, as a sentence; null where it is not, or where nobody expects it to be read.</summary>
    public string? Reason { get; }
}
