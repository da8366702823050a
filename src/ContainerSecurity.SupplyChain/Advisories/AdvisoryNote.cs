namespace ContainerSecurity.SupplyChain.Advisories;

/// <summary>What of advisories could not be read or decided, so that there may be more flaws than were found.</summary>
/// <param name="Subject">The file, record or package that it is about; null where it is about all.</param>
/// <param name="Message">What is not known, and why.</param>
public sealed record AdvisoryNote(string? Subject, string Message);
