using ContainerSecurity.SupplyChain.Sbom;

namespace ContainerSecurity.SupplyChain.Tests.Sbom;

public sealed class LicenseExpressionTests
{
    [TestCase("MIT", true)]
    [TestCase("GPL-2.0+", true)]
    [TestCase("MIT OR (Apache-2.0 AND GPL-2.0-only WITH Classpath-exception-2.0)", true)]
    [TestCase("((MIT))", true)]
    [TestCase("", false)]
    [TestCase("mit license", false)]
    [TestCase("GPLv2+", false)]
    [TestCase("MIT and ISC", false)]
    [TestCase("MIT OR", false)]
    [TestCase("OR MIT", false)]
    [TestCase("MIT ISC", false)]
    [TestCase("(MIT", false)]
    [TestCase("MIT)", false)]
    [TestCase("()", false)]
    [TestCase("MIT WITH", false)]
    [TestCase("MIT WITH ISC", false)]
    [TestCase("Classpath-exception-2.0", false)]
    public void A_text_is_an_expression_or_none(string text, bool isValid) => Assert.That(LicenseExpression.IsValid(text), Is.EqualTo(isValid));

    [Test]
    public void An_expression_has_so_many_words_and_no_more()
    {
        string Of(int licenses) => string.Join(" OR ", Enumerable.Repeat("MIT", licenses));

        Assert.That(LicenseExpression.IsValid(Of(LicenseExpression.MaxWords / 2)), Is.True);
        Assert.That(LicenseExpression.IsValid(Of(LicenseExpression.MaxWords)), Is.False);
        Assert.That(LicenseExpression.IsValid(new string('(', 1_000_000)), Is.False);
    }
}
