namespace ContainerSecurity.SupplyChain.Advisories;

/// <summary>Data of one origin, and how new they are.</summary>
/// <param name="Name">The name of the file or folder that was brought, without where it lies.</param>
/// <param name="Kind">
/// What the data are, such as <c>osv</c>, <c>alpine-secdb</c>, <c>debian-tracker</c>, <c>csaf</c>, <c>github</c>, <c>kev</c> or
/// <c>epss</c>.
/// </param>
/// <param name="Newest">
/// The date of what is newest in them, as the data say; of data that say none, when they were fetched
/// (<see cref="Fetching.FetchRecord"/>). Null where nothing says it.
/// </param>
public sealed record AdvisoryData(string Name, string Kind, DateTimeOffset? Newest)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Kind} ({Name})";
}
