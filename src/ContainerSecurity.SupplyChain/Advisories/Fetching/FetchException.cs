namespace ContainerSecurity.SupplyChain.Advisories.Fetching;

/// <summary>Why a file was not fetched, for people.</summary>
internal sealed class FetchException(string message) : Exception(message);
