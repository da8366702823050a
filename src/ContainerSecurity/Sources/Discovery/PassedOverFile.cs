namespace ContainerSecurity.Sources;

/// <summary>A file that a folder holds and that is not read.</summary>
/// <param name="Name">Its name, as it would be shown.</param>
/// <param name="Reason">Why, as a sentence.</param>
public sealed record PassedOverFile(string Name, string Reason)
{
    /// <summary>Why, as reports count it.</summary>
    public PassedOverKind Kind { get; init; }

    /// <summary>
    /// Why a file whose name is that of one which would be read cannot be opened, as a clause: it is a pipe, a
    /// device, a link that leads nowhere or out of the folder. Null where it is passed over for another reason.
    /// </summary>
    public string? Fault { get; init; }
}
