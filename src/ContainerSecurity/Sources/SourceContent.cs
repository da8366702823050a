using ContainerSecurity.Documents;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Sources;

/// <summary>What a source holds: the resources that could be read, and the errors of what could not.</summary>
/// <param name="Name">The source's name.</param>
/// <param name="Resources">The resources in source order.</param>
/// <param name="Errors">The errors in source order.</param>
public sealed record SourceContent(string Name, IReadOnlyList<Resource> Resources, IReadOnlyList<DocumentError> Errors)
{
    /// <summary>
    /// Whether the source neither is nor begins as anything that its format reads. One that was come upon in a search
    /// is then passed over.
    /// </summary>
    public bool IsForeign { get; init; }

    /// <summary>What people should know of how the source was read, and that is no mistake. The default value is nothing.</summary>
    public IReadOnlyList<DocumentNote> Notes { get; init; } = [];

    /// <summary>
    /// What belongs to the source and was not read, because it lies elsewhere or would need a program, such as a base on another
    /// machine. Each is told as not evaluated. The default value is nothing.
    /// </summary>
    public IReadOnlyList<DocumentError> Unread { get; init; } = [];

    /// <summary>The name of the way in which <see cref="Resources"/> were read, where there are <see cref="Variants"/> with other names; null for none.</summary>
    public string? VariantName { get; init; }

    /// <summary>
    /// What the source holds where it is read in other ways. They are judged alone, each resource for itself: what is found in all
    /// ways is said once, what is not names those in which it occurs. The default value is none.
    /// </summary>
    public IReadOnlyList<SourceVariant> Variants { get; init; } = [];

    /// <summary>Why the source was passed over; null where it was read.</summary>
    public string? Skipped { get; internal init; }

    /// <summary>Why the source was passed over, as reports count it.</summary>
    internal PassedOverKind SkippedKind { get; init; }

    /// <summary>Whether the resources are a text that no format reads, searched for secrets alone.</summary>
    internal bool IsSearched { get; init; }

    /// <summary>This content of a source that was come upon in a search: one that is foreign is passed over, whatever is wrong with it.</summary>
    internal SourceContent AsFound() => !IsForeign || Resources.Count > 0 ? this : new SourceContent(Name, [], [])
    {
        Skipped = Errors.Count == 0
            ? "It holds nothing that is judged."
            : $"It does not begin as anything that is judged, and cannot be read: {Errors[0].Message}",
    };
}
