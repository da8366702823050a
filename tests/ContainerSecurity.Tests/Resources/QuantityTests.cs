using System.Globalization;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using FsCheck;
using FsCheck.Fluent;

namespace ContainerSecurity.Tests.Resources;

public class QuantityTests
{
    [TestCase("1024", "1Ki")]
    [TestCase("0.5Mi", "512Ki")]
    [TestCase("100.035Ki", "102435.84")]
    [TestCase("3Ei", "3458764513820540928")]
    [TestCase("0.5", "500m")]
    [TestCase("1000u", "1m")]
    [TestCase("1k", "1e3")]
    [TestCase("12E", "12e18")]
    [TestCase("1E", "1000P")]
    [TestCase("1E-3", "1m")]
    [TestCase("1.3E+6", "1300k")]
    [TestCase("10.035M", "10035k")]
    [TestCase("1.G", "1000M")]
    [TestCase(".001", "+1m")]
    [TestCase("00.500", "0.5")]
    [TestCase("-0", "0Gi")]
    [TestCase(".", "0")]
    [TestCase("-1.5Gi", "-1536Mi")]
    public void Amount_is_the_same_however_it_is_written(string left, string right)
    {
        Assert.That(Parse(left), Is.EqualTo(Parse(right)));
        Assert.That(Parse(left).GetHashCode(), Is.EqualTo(Parse(right).GetHashCode()));
    }

    [TestCase("100m", "0.05")]
    [TestCase("1Mi", "1M")]
    [TestCase("10000T", "100Gi")]
    [TestCase("1n", "0")]
    [TestCase("0", "-1k")]
    [TestCase("9223372036854775807", "9223372036854775806")]
    public void Amounts_compare_exactly(string larger, string smaller)
    {
        Assert.That(Parse(larger), Is.GreaterThan(Parse(smaller)));
        Assert.That(Parse(smaller) < Parse(larger) && Parse(smaller) <= Parse(larger) && Parse(larger) >= Parse(smaller) && Parse(larger) != Parse(smaller));
    }

    [TestCase("3.001n", "4n")]
    [TestCase("0.0000000001", "1n")]
    [TestCase("0.000000000001Ki", "2n")]
    [TestCase("-0.9n", "-1n")]
    [TestCase("1e-99999", "1n")]
    public void Less_than_a_billionth_is_rounded_away_from_zero(string text, string expected) => Assert.That(Parse(text), Is.EqualTo(Parse(expected)));

    [TestCase("9Ei")]
    [TestCase("9223372036854775807Ki")]
    [TestCase("99999999999999999999")]
    public void Amounts_stop_where_those_of_the_API_server_do(string text) => Assert.That(Parse(text), Is.EqualTo(Parse("9223372036854775807")));

    [TestCase("")]
    [TestCase("aoeu")]
    [TestCase(" 1")]
    [TestCase("1 ")]
    [TestCase("1.1.M")]
    [TestCase("1+1.0M")]
    [TestCase("0.1mi")]
    [TestCase("0.1am")]
    [TestCase(".5i")]
    [TestCase("1i")]
    [TestCase("1K")]
    [TestCase("1ki")]
    [TestCase("64MB")]
    [TestCase("-3.01e-")]
    [TestCase("1e")]
    [TestCase("1e99999999999")]
    [TestCase("\u0661")]
    public void Text_that_is_no_amount_is_refused(string text) => Assert.That(Quantity.TryParse(text, out _), Is.False);

    private static readonly string[] Suffixes = ["", "n", "u", "m", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei", "x", "ki", "mi", "Mx", "i", "MiB"];

    /// <summary>A sign makes a number one that is read the long way.</summary>
    [Test]
    public void Whole_number_is_the_amount_that_it_is_with_a_sign() => Prop.ForAll<ulong>(number =>
    {
        string digits = number.ToString(CultureInfo.InvariantCulture);
        return Array.TrueForAll(Suffixes, suffix => Enumerable.Range(1, digits.Length).All(length =>
            Quantity.TryParse(digits[..length] + suffix, out Quantity amount) == Quantity.TryParse($"+{digits[..length]}{suffix}", out Quantity signed) && amount == signed));
    }).QuickCheckThrowOnFailure();

    [Test]
    public void Any_text_is_read_or_refused() =>
        Prop.ForAll<NonNull<string>>(text => Quantity.TryParse(text.Get, out Quantity quantity) || quantity.IsZero).QuickCheckThrowOnFailure();

    [Test]
    public void Amount_is_shown_as_it_was_written()
    {
        Assert.That(Parse("0.50Gi").ToString(), Is.EqualTo("0.50Gi"));
        Assert.That(default(Quantity).ToString(), Is.EqualTo("0"));
    }

    [TestCase("400m", "100m", "4", false)]
    [TestCase("401m", "100m", "4", true)]
    [TestCase("1Gi", "0", "1000", true)]
    [TestCase("3Gi", "2Gi", "1.5", false)]
    public void Amount_exceeds_a_multiple_of_another(string amount, string other, string factor, bool expected) =>
        Assert.That(Parse(amount).Exceeds(Parse(other), Parse(factor)), Is.EqualTo(expected));

    [Test]
    public void Field_that_is_no_amount_is_unknown()
    {
        Assert.That(Quantity.Read(Field<string>.Known("lots")).IsUnknown);
        Assert.That(Quantity.Read(Field<string>.Missing()).IsMissing);
        Assert.That(Quantity.Read(Field<string>.Known("1Gi")).Is(q => q == Parse("1024Mi")));
    }

    private static Quantity Parse(string text) =>
        Quantity.TryParse(text, out Quantity quantity) ? quantity : throw new AssertionException($"'{text}' is an amount.");
}
