namespace ContainerSecurity.SupplyChain.Advisories.Fetching;

/// <summary>What a server said of a file that was downloaded.</summary>
/// <param name="Ending">What is to stand behind the name, so that it says what the file is; empty where it does.</param>
/// <param name="ETag">The entity tag; null for none.</param>
/// <param name="LastModified">When it changed last; null where that is not said.</param>
internal sealed record DownloadResult(string Ending, string? ETag, DateTimeOffset? LastModified);
