using ContainerSecurity.SupplyChain.Advisories.Reading;
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
    [TestCase("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", null)]
    [TestCase("CVSS:3.1/AV:N", null)]
    [TestCase("medium", null)]
    [TestCase("AV:N/AV:N", null)]
    public void A_vector_has_the_score_of_the_specification(string vector, double? score) =>
        Assert.That(CvssScore.Of(vector), Is.EqualTo(score));
}
