using System.Globalization;

namespace ContainerSecurity.Rules.Images.Releases;

/// <summary>A release of a distribution or runtime.</summary>
/// <param name="Product">The product, by the name of its official image.</param>
/// <param name="Name">The release's number, such as <c>3.12</c>.</param>
/// <param name="Alias">Another word for it in tags: a code name, or a shorter number that stays on this release; null where there is none.</param>
/// <param name="End">The last day with fixes; null where none is announced.</param>
internal sealed record ProductRelease(string Product, string Name, string? Alias, DateTime? End)
{
    /// <summary>Whether the release got its last fix before a day.</summary>
    public bool HasEnded(DateTime day) => End < day;

    /// <summary>
    /// Whether a version is this release or one of its updates: <c>9.5</c> is Debian's <c>9</c>, <c>8u312</c> is
    /// OpenJDK's <c>8</c>, <c>3.12</c> is not Python's <c>3.1</c>.
    /// </summary>
    public bool Covers(string version) =>
        version == Alias || (version.StartsWith(Name, StringComparison.Ordinal) && (version.Length == Name.Length || !char.IsDigit(version[Name.Length])));

    /// <summary>What a message says about a release that has ended.</summary>
    /// <param name="newest">The newest release of the product that still gets fixes; null where none is known.</param>
    public string Describe(ProductRelease? newest) =>
        $"{Product} {Name}, whose fixes ended on "
            + $"{End?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}{(newest is null ? "" : $" (newest known with fixes: {newest.Name})")}";
}
