using ContainerSecurity.DependencyInjection;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Images;

/// <summary>Reads images with the detector of the policy as it is at the time.</summary>
internal sealed class PolicyImageReader(IPolicyEngine engine, ImageReaderOptions options) : IImageReader
{
    private volatile Reading? last;

    public Task<Image> ReadAsync(string location, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(location);
        return ImageReader.ReadAsync(location, Current().Options, cancellationToken);
    }

    /// <summary>A detector is dear to make, and a policy lasts.</summary>
    private Reading Current()
    {
        PolicyEngine current = engine.Current;
        return last is { } known && ReferenceEquals(known.Engine, current) ? known
            : last = new Reading(current, options.With(current.Policy.Secrets.CreateDetector()));
    }

    private sealed record Reading(PolicyEngine Engine, ImageReaderOptions Options);
}
