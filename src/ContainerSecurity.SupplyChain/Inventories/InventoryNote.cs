namespace ContainerSecurity.SupplyChain.Inventories;

/// <summary>What of an image or a folder is not known, so that it may hold more than was found.</summary>
/// <param name="File">The file, by its path; null where it is about the whole.</param>
/// <param name="Message">What is not known, and why.</param>
public sealed record InventoryNote(string? File, string Message)
{
    /// <summary>The note with its file, as a sentence.</summary>
    internal string Said => File is null ? Message : $"'{File}': {Message}";
}
