using ContainerSecurity.Hardening;
using ContainerSecurity.Policies;
using ContainerSecurity.Policies.Trust;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.AspNetCore.Admission.Judging;

/// <summary>
/// Says of images that must be signed or approved which digest was verified, so that they are pinned to it: what runs is then what
/// was verified, also where its tag is moved in between. Of other images somebody else says what they are.
/// </summary>
/// <param name="trust">Verifies images.</param>
/// <param name="policy">The policy, which says by whom.</param>
/// <param name="others">Looks other images up; null for nobody.</param>
internal sealed class VerifiedImages(IImageTrust trust, Policy policy, IImageResolver? others) : IImageResolver
{
    private const string NotPinned = "CSEC1002", Latest = "CSEC1001";

    /// <summary>The policy that pins what is verified, whatever else it hardens.</summary>
    public static Policy Pin(Policy policy) =>
        IsHardened(policy, NotPinned) ? policy : policy.Extend().Rule(NotPinned, new RuleSetting { Enabled = true, Harden = HardeningScope.All }).Build();

    public async ValueTask<ResolvedImage?> ResolveAsync(ImageReference reference, CancellationToken cancellationToken)
    {
        ResolvedImage? known = others is null ? null : await others.ResolveAsync(reference, cancellationToken).ConfigureAwait(false);
        if (!policy.Trust.Asks(reference))
            return IsHardened(policy, NotPinned) || IsHardened(policy, Latest) ? known : known is null ? null : known with { Digest = null };
        ImageVerification verified = await trust.VerifyAsync(reference, policy.Trust, cancellationToken).ConfigureAwait(false);
        string? digest = verified.State is ImageVerificationState.Verified or ImageVerificationState.NotRequired ? verified.Digest : null;
        // What is known of another content than the verified one is not known of this one.
        return digest is null ? null : new ResolvedImage(digest, known?.Digest == digest ? known.User : null);
    }

    private static bool IsHardened(Policy policy, string rule) =>
        policy.Rules.TryGetValue(rule, out RuleSetting? setting) && setting.Harden is { } scope && scope != HardeningScope.None;
}
