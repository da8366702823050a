using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Images;

/// <summary>A registry, or a part of one, that is shut or gets no new images. The table is Rules/Data/retired-registries.txt.</summary>
/// <param name="Name">The pattern that names it.</param>
/// <param name="State">What became of it: <c>shut</c> or <c>frozen</c>.</param>
/// <param name="Since">The date, as exactly as it is known.</param>
/// <param name="Successor">Where to go.</param>
internal sealed record RetiredRegistry(string Name, string State, string Since, string Successor)
{
    private static readonly RetiredRegistry[] Table = [.. EmbeddedTable.Read("retired-registries.txt", columns: 4)
        .Select(c => new RetiredRegistry(c[0], c[1], c[2], c[3]))];

    /// <summary>The patterns of all of them.</summary>
    public static IEnumerable<string> Names => Table.Select(r => r.Name);

    private readonly ImagePattern pattern = new(Name);

    /// <summary>The retired registry that an image is from; null where it is from none.</summary>
    public static RetiredRegistry? Of(ImageReference image) => Array.Find(Table, r => r.pattern.Matches(image));
}
