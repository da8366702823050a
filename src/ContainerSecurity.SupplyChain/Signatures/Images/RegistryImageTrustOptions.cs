using ContainerSecurity.Images.Registries;

namespace ContainerSecurity.SupplyChain.Signatures.Images;

/// <summary>How images are verified in their registries, and how long that is remembered.</summary>
public sealed record RegistryImageTrustOptions
{
    /// <summary>How registries are talked to; null for the defaults.</summary>
    public RegistryOptions? Registry { get; init; }

    /// <summary>
    /// How many images are remembered that were verified: from 0, for none, to 1,000,000; the one that was remembered
    /// first is forgotten first. The default value is 10,000.
    /// </summary>
    public int MaxRemembered { get; init; } = 10_000;

    /// <summary>
    /// How long an image that was verified is remembered: from 0, for never, to 1 day. What ends in between –
    /// certificates, signatures, the age of attestations – counts that long. The default value is 10 minutes.
    /// </summary>
    public TimeSpan RememberedFor { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long the verification of one image may take: from 100 milliseconds to 5 minutes. The default value is 20 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The clock. The default value is the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
