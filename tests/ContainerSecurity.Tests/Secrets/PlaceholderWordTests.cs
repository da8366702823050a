using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Tests.Secrets;

public class PlaceholderWordTests
{
    [TestCase("null", true, true)]
    [TestCase("True", true, true)]
    [TestCase("redacted", true, true)]
    [TestCase("unset", true, true)]
    [TestCase("varchar", true, true)]
    [TestCase("oauth2", true, true)]
    [TestCase("qwerty", true, false)]
    [TestCase("abc123", true, false)]
    [TestCase("Incorrect", false, true)]
    [TestCase("wachtwoord", false, true)]
    [TestCase("Sunflower7", false, false)]
    public void Word_stands_for_a_value_in_settings_or_is_one_of_a_program(string word, bool inSettings, bool inProgram)
    {
        Assert.That(PlaceholderWord.StandsForValue(word), Is.EqualTo(inSettings));
        Assert.That(PlaceholderWord.IsOfProgram(word), Is.EqualTo(inProgram));
    }
}
