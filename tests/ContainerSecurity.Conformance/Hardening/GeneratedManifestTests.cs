using ContainerSecurity.Hardening;
using ContainerSecurity.Policies;

namespace ContainerSecurity.Conformance.Hardening;

/// <summary>A thousand manifests that nobody wrote, in all layouts: the laws of hardening hold for each.</summary>
public class GeneratedManifestTests
{
    [Test]
    public void Generated_manifests_are_hardened_and_nothing_else_changes()
    {
        var wrong = new List<string>();
        HardenedText everything = new(Policy.Create().UseProfile(Profile.All).Build().WithHardening());
        int mended = 0, left = 0, changed = 0;
        for (int seed = 1; seed <= 1000; seed++)
        {
            wrong.AddRange(everything.Check(GeneratedManifest.Write(seed), $"seed{seed}.yaml", out HardenedSource hardened));
            mended += hardened.Mended.Count;
            left += hardened.Left.Count;
            changed += hardened.IsChanged ? 1 : 0;
        }
        TestContext.Out.WriteLine($"{changed} of 1000 changed, {mended} findings mended, {left} left.");
        Assert.That(wrong.Take(20), Is.Empty, string.Join("\n", wrong.Take(20)));
        Assert.That(changed, Is.GreaterThan(950));
        Assert.That(mended, Is.GreaterThan(20 * left / 10));
    }
}
