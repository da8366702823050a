using System.Globalization;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Images.Releases;

/// <summary>Which releases an image holds, told by its name and tag. The table is Rules/Data/end-of-life.txt.</summary>
internal static class ReleaseTable
{
    private static readonly char[] VersionCharacters = "0123456789.".ToCharArray();

    private static readonly string[] OfficialPrefixes = ["docker.io/library/", "public.ecr.aws/docker/library/", "mirror.gcr.io/library/"];

    private static readonly Dictionary<string, ProductRelease[]> ByProduct =
        EmbeddedTable.Read("end-of-life.txt")
            .Where(c => c[0] != "image")
            .Select(ReadRelease)
            .GroupBy(r => r.Product)
            .ToDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);

    /// <summary>Only these distributions are named by their code names alone; Node.js's <c>iron</c> would be a release of ROS elsewhere.</summary>
    private static readonly Dictionary<string, ProductRelease> ByCodeName =
        ByProduct["debian"].Concat(ByProduct["ubuntu"]).Where(r => r.Alias is not null).ToDictionary(r => r.Alias!, StringComparer.Ordinal);

    private static readonly Dictionary<string, string> ProductsByImage = ReadImages();

    /// <summary>The newest release of a product that still gets fixes; null where none is known.</summary>
    public static ProductRelease? Newest(string product, DateTime day) => Array.FindLast(ByProduct[product], r => !r.HasEnded(day));

    /// <summary>The releases that the tag of an official or well-known image names: its own, and those it is built on.</summary>
    public static IEnumerable<ProductRelease> ReleasesIn(ImageReference image)
    {
        if (image.Tag is null || ProductOf(image.Name) is not { } product)
            return [];
        string[] words = image.Tag.Split('-');
        var found = new List<ProductRelease?> { Find(product, words[0]) };
        for (int i = 0; i < words.Length; i++)
            found.Add(FindBase(words[i], i + 1 < words.Length ? words[i + 1] : ""));
        return found.OfType<ProductRelease>().Distinct();
    }

    private static string? ProductOf(string image)
    {
        string? prefix = Array.Find(OfficialPrefixes, p => image.StartsWith(p, StringComparison.Ordinal));
        return prefix is not null ? image.Substring(prefix.Length) : ProductsByImage.TryGetValue(image, out string? product) ? product : null;
    }

    /// <summary>
    /// A base in a tag: a code name (<c>buster</c>), or a product with its version in one word (<c>alpine3.15</c>) or
    /// two (<c>debian-10</c>).
    /// </summary>
    private static ProductRelease? FindBase(string word, string next)
    {
        if (ByCodeName.TryGetValue(word, out ProductRelease? named))
            return named;
        string product = word.TrimEnd(VersionCharacters);
        return Find(product, product.Length < word.Length ? word.Substring(product.Length) : next);
    }

    /// <summary>The release of a product that a version belongs to; null where none is known.</summary>
    public static ProductRelease? Find(string product, string version) =>
        ByProduct.TryGetValue(product, out ProductRelease[]? releases) ? Array.Find(releases, r => r.Covers(version)) : null;

    /// <summary>A line: product, release, where there is one its alias, and the date or <c>-</c>.</summary>
    private static Dictionary<string, string> ReadImages()
    {
        var products = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string[] columns in EmbeddedTable.Read("end-of-life.txt"))
            for (int i = 2; columns[0] == "image" && i < columns.Length; i++)
                products.Add(columns[i], columns[1]);
        return products;
    }

    private static ProductRelease ReadRelease(string[] columns)
    {
        string end = columns[columns.Length - 1];
        return new ProductRelease(columns[0], columns[1], columns.Length == 4 ? columns[2] : null,
            end == "-" ? null : DateTime.ParseExact(end, "yyyy-MM-dd", CultureInfo.InvariantCulture));
    }
}
