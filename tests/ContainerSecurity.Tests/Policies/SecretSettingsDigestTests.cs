using ContainerSecurity.Policies;
using ContainerSecurity.Secrets;

namespace ContainerSecurity.Tests.Policies;

/// <summary>Two settings have the same digest only where a detector finds the same by them.</summary>
public class SecretSettingsDigestTests
{
    private static readonly SecretSettings[] Different =
    [
        new(),
        new() { AllowedValues = ["ab"] },
        new() { AllowedValues = ["a", "b"] },
        new() { AllowedValues = ["1:b"] },
        new() { AllowedPaths = ["ab"] },
        new() { AllowedFingerprints = ["ab"] },
        new() { Patterns = [new SecretPattern("acme", "ACME", "acme_[a-z]{8}")] },
        new() { Patterns = [new SecretPattern("acme", "ACME", "acme_[a-z]{9}")] },
        new() { Patterns = [new SecretPattern("acme", "ACME", "acme_[a-z]{8}") { MinimumEntropy = 1 }] },
        new() { Patterns = [new SecretPattern("acme", "ACME", "acme_[a-z]{8}") { Names = ["acme"] }] },
        new() { Patterns = [new SecretPattern("acme", "ACME", "acme_[a-z]{8}") { Qualifiers = ["acme"] }] },
        new() { Patterns = [SecretPattern.FromExpression("acme", "ACME", "acme_[a-z]{8}")] },
    ];

    [Test]
    public void Different_settings_have_different_digests() =>
        Assert.That(Different.Select(s => s.ComputeDigest()), Is.Unique);

    [Test]
    public void Same_settings_have_the_same_digest() => Assert.That(
        new SecretSettings { AllowedValues = ["a"], Patterns = [new SecretPattern("acme", "ACME", "acme_[a-z]{8}")] }.ComputeDigest(),
        Is.EqualTo(new SecretSettings { AllowedValues = ["a"], Patterns = [new SecretPattern("acme", "ACME", "acme_[a-z]{8}")] }.ComputeDigest()));
}
