using ContainerSecurity.Documents;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Policies;

/// <summary>What a source holds: the resources that could be read, and the errors of what could not.</summary>
/// <param name="Path">The source's name.</param>
/// <param name="Resources">The resources in source order.</param>
/// <param name="Errors">The errors in source order.</param>
internal sealed record SourceContent(string Path, IReadOnlyList<Resource> Resources, List<DocumentError> Errors)
{
    /// <summary>Whether the source neither is nor begins as anything that is judged.</summary>
    public bool IsForeign { get; init; }

    /// <summary>Why the source was passed over; null where it was judged.</summary>
    public string? Skipped { get; private init; }

    /// <summary>This content of a source that was come upon in a search: one that is foreign is passed over, whatever is wrong with it.</summary>
    public SourceContent AsFound() => !IsForeign || Resources.Count > 0 ? this : new SourceContent(Path, [], [])
    {
        Skipped = Errors.Count == 0 ? "It holds nothing that is judged." : $"It does not begin as anything that is judged, and cannot be read: {Errors[0].Message}",
    };
}
