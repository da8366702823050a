using ContainerSecurity.SupplyChain.Packages.Versions;

namespace ContainerSecurity.SupplyChain.Tests.Packages.Versions;

public sealed class VersionConstraintTests
{
    [TestCase(PackageEcosystem.Go, ">=1.0.0, <1.4.0 || ^2.1.0", "1.3.9", true)]
    [TestCase(PackageEcosystem.Go, ">=1.0.0, <1.4.0 || ^2.1.0", "1.4.0", false)]
    [TestCase(PackageEcosystem.Go, ">=1.0.0, <1.4.0 || ^2.1.0", "2.9.0", true)]
    [TestCase(PackageEcosystem.Cargo, "0.3", "0.3.9", true)]
    [TestCase(PackageEcosystem.Cargo, "0.3", "0.4.0", false)]
    [TestCase(PackageEcosystem.Packagist, "~1.2", "1.9", true)]
    [TestCase(PackageEcosystem.Packagist, "1.2.*", "1.3", false)]
    [TestCase(PackageEcosystem.Debian, "<1.0~rc1-1", "1.0~beta-1", true)]
    [TestCase(PackageEcosystem.Debian, "<1.0~rc1-1", "1.0-1", false)]
    [TestCase(PackageEcosystem.Maven, ">=2.0.0, <=2.9.10.6", "2.9.10.3", true)]
    [TestCase(PackageEcosystem.NuGet, "< 4.3.1", "4.3.0", true)]
    public void A_set_of_comparisons_means_its_versions(PackageEcosystem ecosystem, string text, string version, bool isMeant)
    {
        Assert.That(VersionConstraint.TryParse(ecosystem, text, out VersionConstraint? constraint, out string? error), Is.True, error);
        Assert.That(constraint!.IsSatisfiedBy(version), Is.EqualTo(isMeant));
    }

    [TestCase(PackageEcosystem.Npm, ">=abc")]
    [TestCase(PackageEcosystem.Npm, "1.2.3 - ")]
    [TestCase(PackageEcosystem.PyPI, "~=1")]
    [TestCase(PackageEcosystem.PyPI, ">1.*")]
    [TestCase(PackageEcosystem.NuGet, "[1.0,2.0")]
    [TestCase(PackageEcosystem.NuGet, "[1,2,3]")]
    [TestCase(PackageEcosystem.Maven, "[]")]
    [TestCase(PackageEcosystem.RubyGems, "~> x")]
    [TestCase(PackageEcosystem.Go, "=>1")]
    [TestCase(PackageEcosystem.Go, ">=")]
    public void What_is_no_constraint_is_said(PackageEcosystem ecosystem, string text)
    {
        Assert.That(VersionConstraint.TryParse(ecosystem, text, out _, out string? error), Is.False);
        Assert.That(error, Is.Not.Empty);
    }

    [Test]
    public void A_constraint_longer_than_the_bound_is_refused()
    {
        string text = string.Join("||", Enumerable.Repeat("1.0.0", 3000));

        Assert.That(VersionConstraint.TryParse(PackageEcosystem.Npm, text, out _, out string? error), Is.False);
        Assert.That(error, Does.Contain("at most"));
    }

    [Test]
    public void No_text_crashes_the_reader()
    {
        Random random = new(9);
        const string Alphabet = "012.x*-=<>!~^|,[]() av";
        foreach (PackageEcosystem ecosystem in Enum.GetValues<PackageEcosystem>())
            for (int i = 0; i < 2000; i++)
            {
                string text = new([.. Enumerable.Range(0, random.Next(12)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);
                if (VersionConstraint.TryParse(ecosystem, text, out VersionConstraint? constraint, out _))
                    constraint.IsSatisfiedBy(text);
            }
    }
}
