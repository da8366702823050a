using ContainerSecurity.Documents;

namespace ContainerSecurity.Hardening;

/// <summary>What hardening takes from outside besides the policy.</summary>
public sealed class HardeningOptions
{
    /// <summary>
    /// Whether only what is missing is added, and no value that somebody wrote is replaced, whatever the policy says.
    /// The default value is false.
    /// </summary>
    public bool MissingOnly { get; init; }

    /// <summary>
    /// What is known of images, by their normalised reference, such as <c>docker.io/library/nginx:1.27</c>. Empty, the
    /// default, where nothing is known: then no image is pinned.
    /// </summary>
    public IReadOnlyDictionary<string, ResolvedImage> Images { get; init; } = new Dictionary<string, ResolvedImage>();

    /// <summary>The present time, for waivers. The default value is the system's clock.</summary>
    public Func<DateTimeOffset> Clock { get; init; } = () => DateTimeOffset.UtcNow;

    /// <summary>Bounds on the input.</summary>
    public DocumentLimits Limits { get; init; } = DocumentLimits.Default;
}
