using ContainerSecurity.Resources;

namespace ContainerSecurity.Sources;

/// <content>What may have to be waited for.</content>
public sealed partial class Source
{
    private readonly Func<CancellationToken, ValueTask<Stream>>? openAsync;
    private Func<CancellationToken, ValueTask<IReadOnlyList<Resource>>>? readResourcesAsync;

    /// <summary>Creates a source of bytes that have to be waited for.</summary>
    /// <param name="name">The name shown to people, by which its format may be told.</param>
    /// <param name="open">Opens the bytes; called once, on any thread. What it throws becomes an error of the decision.</param>
    public Source(string name, Func<CancellationToken, ValueTask<Stream>> open)
        : this(name, openBeside: null) => openAsync = open ?? throw new ArgumentNullException(nameof(open));

    /// <summary>Makes a source of what another reader makes resources of, and which has to be waited for, such as an image in a registry.</summary>
    /// <param name="name">The name shown to people.</param>
    /// <param name="read">Reads the resources; called once, on any thread. What it throws becomes an error of the decision.</param>
    public static Source FromResources(string name, Func<CancellationToken, ValueTask<IReadOnlyList<Resource>>> read) =>
        new(name, openBeside: null) { readResourcesAsync = read ?? throw new ArgumentNullException(nameof(read)) };

    /// <summary>Whether the source gives resources and no bytes.</summary>
    internal bool HoldsResources => readResources is not null || readResourcesAsync is not null;

    /// <summary>Whether the source can be read without waiting for anybody.</summary>
    internal bool IsAtHand => HasBytesAtHand || readResources is not null || ReadFolder is not null;

    /// <summary>Opens the bytes; waits for them where that must be.</summary>
    internal Stream Open() => HasBytesAtHand ? OpenAtHand() : openAsync!(CancellationToken.None).AsTask().GetAwaiter().GetResult();

    /// <summary>Opens the bytes.</summary>
    internal ValueTask<Stream> OpenAsync(CancellationToken cancellation) => HasBytesAtHand ? new(OpenAtHand()) : openAsync!(cancellation);

    /// <summary>Reads the resources; waits for them where that must be.</summary>
    internal IReadOnlyList<Resource> ReadResources() =>
        readResources is not null ? readResources() : readResourcesAsync!(CancellationToken.None).AsTask().GetAwaiter().GetResult();

    /// <summary>Reads the resources.</summary>
    internal ValueTask<IReadOnlyList<Resource>> ReadResourcesAsync(CancellationToken cancellation) =>
        readResources is not null ? new(readResources()) : readResourcesAsync!(cancellation);
}
