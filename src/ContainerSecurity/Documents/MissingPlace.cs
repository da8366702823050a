namespace ContainerSecurity.Documents;

/// <summary>Where a mapping would belong that is not written: below a node that exists. Its path is put together when somebody asks where it is.</summary>
internal sealed class MissingPlace
{
    private readonly DocumentNode anchor;
    private readonly MissingPlace? above;
    private readonly string key;

    private MissingPlace(DocumentNode anchor, MissingPlace? above, string key)
    {
        this.anchor = anchor;
        this.above = above;
        this.key = key;
    }

    /// <summary>The place, for reports.</summary>
    public DocumentLocation Location => DocumentLocation.OfMissing(anchor, Path);

    private string Path => above is null ? key : $"{above.Path}.{key}";

    /// <summary>The place of a key below a node or a place; null where nothing is written at all.</summary>
    public static MissingPlace? Below(object? place, string key) => place switch
    {
        MissingPlace missing => new MissingPlace(missing.anchor, missing, key),
        DocumentNode node => new MissingPlace(node, null, key),
        _ => null,
    };

    /// <summary>The nearest node that exists.</summary>
    public static DocumentNode? AnchorOf(object? place) => place is MissingPlace missing ? missing.anchor : (DocumentNode?)place;

    /// <summary>The path of a key from the nearest node that exists.</summary>
    public static string PathBelow(object? place, string key) => place is MissingPlace missing ? $"{missing.Path}.{key}" : key;
}
