using ContainerSecurity.Documents;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Docker.Hosts;

/// <summary>What was read of one part of a host.</summary>
/// <param name="Resources">What is judged; none where it is gone, or could not be read.</param>
/// <param name="Errors">What could not be read.</param>
internal sealed record HostContent(IReadOnlyList<Resource> Resources, IReadOnlyList<DocumentError> Errors)
{
    /// <summary>Something that was there when it was listed and is not any more.</summary>
    public static HostContent Gone { get; } = new([], []);

    /// <summary>What tells one state of an object from another; empty where there is but one.</summary>
    public string Fingerprint { get; init; } = "";

    /// <summary>The ID by which the engine knows the object, whatever it was asked by; null where it was not read.</summary>
    public string? Id { get; init; }

    /// <summary>When the object was made or last started, in the engine's time; null where it does not say.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Why the part was passed over; null where it was read.</summary>
    public string? Skipped { get; init; }

    /// <summary>Something that could not be read.</summary>
    public static HostContent Failed(string path, string message) => new([], [new DocumentError(path, SourceSpan.FileStart, message)]);
}
