namespace ContainerSecurity.SupplyChain.Advisories.Fetching;

/// <summary>What came of fetching a file.</summary>
public enum FetchOutcome
{
    /// <summary>It could not be fetched, or what came is not what it should be. What was there before is still there.</summary>
    Failed,

    /// <summary>It was fetched and verified.</summary>
    Fetched,

    /// <summary>The server has nothing newer, or the file has the digest that was asked for.</summary>
    Unchanged,
}
