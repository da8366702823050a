using System.Collections.Concurrent;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.SupplyChain.Signatures.Images;

/// <summary>
/// Remembers images that were verified, by digest, repository and all that the decision depended on; never by a tag,
/// and never that an image was refused: it may be signed a moment later.
/// </summary>
internal sealed class VerifiedImageCache(int capacity, TimeSpan lifetime, TimeProvider time)
{
    private readonly ConcurrentDictionary<Key, Entry> entries = new();
    private readonly ConcurrentQueue<(Key Key, Entry Entry)> order = new();

    public int Count => entries.Count;

    public ImageVerification? Find(Key key)
    {
        if (!entries.TryGetValue(key, out Entry? entry))
            return null;
        if (time.GetUtcNow() < entry.Until)
            return entry.Verification;
        entries.TryRemove(KeyValuePair.Create(key, entry));
        return null;
    }

    public void Add(Key key, ImageVerification verification)
    {
        if (capacity == 0 || lifetime <= TimeSpan.Zero || verification.State != ImageVerificationState.Verified)
            return;
        var entry = new Entry(verification, time.GetUtcNow() + lifetime);
        entries[key] = entry;
        order.Enqueue((key, entry));
        while (order.Count > capacity && order.TryDequeue(out (Key Key, Entry Entry) oldest))
            entries.TryRemove(KeyValuePair.Create(oldest.Key, oldest.Entry));
    }

    /// <summary>What a decision is about, and by what it was made.</summary>
    /// <param name="Digest">The digest of the image.</param>
    /// <param name="Repository">Its repository with the registry: another one may hold other signatures, and be meant by other rules.</param>
    /// <param name="Policy">The fingerprint of the policy.</param>
    internal readonly record struct Key(string Digest, string Repository, string Policy);

    internal sealed record Entry(ImageVerification Verification, DateTimeOffset Until);
}
