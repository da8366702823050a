using ContainerSecurity.SupplyChain.Advisories.Reading.Scores;

namespace ContainerSecurity.SupplyChain.Tests.Advisories.Reading;

public sealed class CvssScoreTests
{
    [TestCase("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 9.8)]
    [TestCase("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", 10.0)]
    [TestCase("CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N", 6.1)]
    [TestCase("CVSS:3.1/AV:L/AC:H/PR:L/UI:N/S:U/C:H/I:H/A:H", 7.0)]
    [TestCase("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N", 0)]
    [TestCase("AV:N/AC:L/Au:N/C:P/I:P/A:P", 7.5)]
    [TestCase("AV:L/AC:H/Au:N/C:C/I:C/A:C", 6.2)]
    [TestCase("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", 9.3)]
    [TestCase("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H", 10.0)]
    [TestCase("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:N/SC:N/SI:N/SA:N", 0.0)]
    [TestCase("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:N/SC:H/SI:H/SA:H", 7.9)]
    [TestCase("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:L/VI:L/VA:L/SC:N/SI:N/SA:N", 6.9)]
    [TestCase("CVSS:4.0/AV:L/AC:L/AT:P/PR:L/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", 7.3)]
    [TestCase("CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:P/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", 7.7)]
    [TestCase("CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:N/VC:H/VI:L/VA:L/SC:N/SI:N/SA:N", 8.3)]
    [TestCase("CVSS:4.0/AV:L/AC:L/AT:N/PR:N/UI:A/VC:L/VI:N/VA:N/SC:N/SI:N/SA:N", 4.6)]
    [TestCase("CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:P/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/E:U", 5.2)]
    [TestCase("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H/E:U", 9.1)]
    [TestCase("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H/MVI:L/MSA:S", 9.8)]
    [TestCase("CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:N/VC:H/VI:L/VA:L/SC:N/SI:N/SA:N/CR:H/IR:L/AR:L/MAV:N/MAC:H/MVC:H/MVI:L/MVA:L", 8.1)]
    [TestCase("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/S:P/U:Red", 9.3)]
    [TestCase("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N", null)]
    [TestCase("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:S", null)]
    [TestCase("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/X:Y", null)]
    [TestCase("CVSS:5.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", null)]
    [TestCase("CVSS:3.1/AV:N", null)]
    [TestCase("medium", null)]
    [TestCase("AV:N/AV:N", null)]
    public void A_vector_has_the_score_of_the_specification(string vector, double? score) =>
        Assert.That(CvssScore.Of(vector), Is.EqualTo(score));

    /// <summary>Specification of 4.0, section 8: a worse metric never lowers a score, and all base vectors have one from 0 to 10.</summary>
    [Test]
    public void Every_base_vector_of_4_has_a_score_and_a_worse_impact_never_lowers_it()
    {
        foreach (string reach in Combinations(["AV:N", "AV:A", "AV:L", "AV:P"], ["AC:L", "AC:H"], ["AT:N", "AT:P"], ["PR:N", "PR:L", "PR:H"], ["UI:N", "UI:P", "UI:A"]))
            foreach (string far in Combinations(["SC:H", "SC:N"], ["SI:L", "SI:N"], ["SA:H", "SA:N"]))
            {
                double[] scores =
                [
                    .. new[] { "VC:H/VI:H/VA:H", "VC:H/VI:H/VA:L", "VC:H/VI:L/VA:L", "VC:L/VI:L/VA:L", "VC:L/VI:L/VA:N", "VC:L/VI:N/VA:N", "VC:N/VI:N/VA:N" }
                        .Select(near => CvssScore.Of($"CVSS:4.0/{reach}/{near}/{far}")!.Value),
                ];
                Assert.That(scores, Is.All.InRange(0, 10));
                Assert.That(scores, Is.Ordered.Descending, $"{reach} {far}");
            }
    }

    private static IEnumerable<string> Combinations(params string[][] metrics) =>
        metrics.Aggregate((IEnumerable<string>)[""], (all, next) => all.SelectMany(a => next.Select(n => a.Length == 0 ? n : $"{a}/{n}")));
}
