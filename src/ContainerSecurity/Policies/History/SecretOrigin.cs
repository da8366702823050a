using System.Globalization;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Policies;

/// <summary>Where a secret came into the history of a repository, and whether it still stands.</summary>
/// <param name="Commit">The commit that brought it.</param>
/// <param name="StandsIn">A file of the commit that is checked out, or of the working tree, that still holds it; null where none does.</param>
/// <param name="StandsAtLine">The line there.</param>
public sealed record SecretOrigin(HistoryCommit Commit, string? StandsIn, int? StandsAtLine)
{
    private const int ShortLength = 12;

    /// <summary>Whether the secret is still in the files, and not in the history alone.</summary>
    public bool Stands => StandsIn is not null;

    /// <summary>The author's date as ISO 8601; null where the commit has none.</summary>
    internal string? Date => Commit.AuthorDate?.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    /// <summary>Names the commit with its date, and says whether the secret still stands.</summary>
    public override string ToString() =>
        $"since commit {Commit.Id.Substring(0, Math.Min(ShortLength, Commit.Id.Length))}"
        + (Date is { } date ? $" of {date}" : "")
        + (Stands ? $", still stands in {StandsIn}:{StandsAtLine}" : ", no longer stands, but the history keeps it");
}
