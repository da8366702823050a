using System.Collections.Concurrent;
using ContainerSecurity.Images.Registries;
using ContainerSecurity.Policies;
using ContainerSecurity.Policies.Trust;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Approvals.Stores;

namespace ContainerSecurity.SupplyChain.Approvals.Judging;

/// <summary>
/// Says of images whether they are approved, beside what somebody else says of their signatures, so that scans and webhooks judge both in the
/// same way.
/// </summary>
/// <param name="signatures">Verifies signatures; null for nobody.</param>
/// <param name="options">How registries are talked to, for digests of tags and approvals beside images; null for the defaults.</param>
/// <param name="time">The clock; null for the system's.</param>
public sealed class ApprovedImageTrust(IImageTrust? signatures = null, RegistryOptions? options = null, TimeProvider? time = null) : IImageTrust
{
    private const int MaxKept = 10_000;

    private readonly TimeProvider time = time ?? TimeProvider.System;
    private readonly ApprovalMemory memory = new();
    private Known? known;

    /// <summary>
    /// For how long what stores said of a digest is taken for what they say, from 0 s; a revocation counts after this
    /// time. The default value is 30 s.
    /// </summary>
    public TimeSpan KeepFor { get; init; } = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public async ValueTask<ImageVerification> VerifyAsync(ImageReference image, ImageTrustPolicy policy, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(policy);
        ImageVerification signed = policy.For(image).Count == 0 ? ImageVerification.NotRequired
            : signatures is null ? ImageVerification.Unknown("Nobody verifies signatures here.")
            : await signatures.VerifyAsync(image, policy, cancellationToken).ConfigureAwait(false);
        if (!policy.Approvals.Concerns(image))
            return signed;
        try
        {
            Digest digest = await DigestOfAsync(image, signed.Digest, cancellationToken).ConfigureAwait(false);
            return signed with
            {
                Digest = digest.ToString(),
                Approvals = await ReadAsync(digest, image, policy.Approvals, cancellationToken)
                .ConfigureAwait(false)
            };
        }
        catch (Exception e) when (e is IOException or ArgumentException)
        {
            ImageApproval unknown = new(false, $"Its approvals are not known: {e.Message}") { Environment = policy.Approvals.Environment };
            return signed with { Approvals = new ImageApprovals(_ => unknown) };
        }
    }

    /// <summary>Says of an image that was read whether it is approved.</summary>
    /// <param name="image">The digest of its manifest, or of the index it was asked for by; null where it has none.</param>
    /// <param name="reference">What it is known by; null for nothing.</param>
    /// <param name="settings">What the policy asks for.</param>
    /// <param name="space">The namespace; null for none.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<ImageApproval> JudgeAsync(
        Digest? image, ImageReference? reference, ApprovalSettings settings, string? space = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (image is null)
            return new ImageApproval(false, "It has no digest by which it could be approved.") { Environment = settings.Environment };
        try
        {
            return (await ReadAsync(image, reference, settings, cancellationToken).ConfigureAwait(false)).For(space);
        }
        catch (ArgumentException e)
        {
            return new ImageApproval(false, $"Its approvals are not known: {e.Message}") { Environment = settings.Environment };
        }
    }

    private async Task<ImageApprovals> ReadAsync(Digest image, ImageReference? reference, ApprovalSettings settings, CancellationToken cancellationToken)
    {
        Known now = KnownOf(settings);
        (Digest, string) key = (image, reference?.Name ?? "");
        if (now.Kept.TryGetValue(key, out (DateTimeOffset At, ImageApprovals Approvals) before) && time.GetUtcNow() - before.At < KeepFor)
            return before.Approvals;
        DateTimeOffset asked = time.GetUtcNow();
        ImageApprovals read = await now.Judge.ReadAsync(image, reference, cancellationToken).ConfigureAwait(false);
        // A denial is not kept: who approves an image wants to run it next.
        if (!read.For(null).IsApproved)
            return read;
        if (now.Kept.Count >= MaxKept)
            now.Kept.Clear();
        now.Kept[key] = (asked, read);
        return read;
    }

    /// <summary>What is known by a policy, which is begun anew where the policy is another.</summary>
    private Known KnownOf(ApprovalSettings settings)
    {
        if (known is { } present && ReferenceEquals(present.Settings, settings))
            return present;
        return known = new Known(settings, new ApprovalJudge(settings, image => ApprovalStores.OpenAll(settings.Stores, image, options), time, memory));
    }

    private async Task<Digest> DigestOfAsync(ImageReference image, string? verified, CancellationToken cancellationToken)
    {
        if ((verified ?? image.Digest) is { } text)
            return Digest.TryParse(text, out Digest? digest) && digest!.IsVerifiable
                ? digest
                : throw new ArgumentException($"The digest '{text}' cannot be compared.");
        await using var source = new RegistryImageSource(image, options);
        return (await source.ResolveAsync(image.Tag, cancellationToken).ConfigureAwait(false)).Descriptor.Digest;
    }

    private sealed record Known(ApprovalSettings Settings, ApprovalJudge Judge)
    {
        public ConcurrentDictionary<(Digest Image, string Repository), (DateTimeOffset At, ImageApprovals Approvals)> Kept { get; } = new();
    }
}
