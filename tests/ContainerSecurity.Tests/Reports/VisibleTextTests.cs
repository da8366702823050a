using ContainerSecurity.Documents;
using ContainerSecurity.Reports;

namespace ContainerSecurity.Tests.Reports;

public class VisibleTextTests
{
    [TestCase("plain text: [a] 'b' \"c\" \\d ## title # note")]
    [TestCase("Größe, 例, \U0001F600, e\u0301")]
    [TestCase("nginx@sha256:0123 a::b")]
    public void Text_that_does_nothing_is_shown_as_it_is(string text) => Assert.That(VisibleText.Line(text), Is.EqualTo(text));

    [TestCase("a\nb\r\tc", "a\\nb\\r\\tc")]
    [TestCase("\u001b[31m\u009b\u007f\0", "\\u001b[31m\\u009b\\u007f\\u0000")]
    [TestCase("\u202Ea\u2066\u200B\uFEFF\u00AD", "\\u202ea\\u2066\\u200b\\ufeff\\u00ad")]
    [TestCase("a\u2028\u2029\u0085", "a\\u2028\\u2029\\u0085")]
    [TestCase("\uDB40\uDC41", "\\udb40\\udc41")]
    [TestCase("##[error]", "#\\u0023[error]")]
    [TestCase("x ###vso[a]", "x ##\\u0023vso[a]")]
    [TestCase("##VSO[a] ##teamcity[b]", "#\\u0023VSO[a] #\\u0023teamcity[b]")]
    public void Hidden_characters_and_commands_are_shown_as_escapes(string text, string shown) => Assert.That(VisibleText.Of(text), Is.EqualTo(shown));

    [Test]
    public void Half_of_a_pair_is_shown_as_an_escape() => Assert.That(VisibleText.Of("a\uD800b\uDC00\uD83D\uDE00"), Is.EqualTo("a\\ud800b\\udc00\uD83D\uDE00"));

    [TestCase("::error::x", "\\u003a:error::x")]
    [TestCase("  \u3000::error::x", "  \u3000\\u003a:error::x")]
    [TestCase("a ::error::x", "a ::error::x")]
    public void Command_at_the_beginning_of_a_line_is_broken(string text, string shown) => Assert.That(VisibleText.Line(text), Is.EqualTo(shown));

    [Test]
    public void Line_made_of_parts_is_watched_from_its_first_character_on()
    {
        using var output = new StringWriter { NewLine = "\n" };
        var lines = new LineWriter(output);

        lines.Write("  ").WriteLine("::error::x");
        lines.Write("a").Write("::b\n").WriteLine();
        lines.WriteLine("::c");

        Assert.That(output.ToString(), Is.EqualTo("  \\u003a:error::x\na::b\\n\n\\u003a:c\n"));
    }

    [TestCase("a\u001bb: \u200Bvalue", 5, 11)]
    [TestCase("##[error] key: value", 11, 21)]
    [TestCase("plain: value", 8, 13)]
    public void Carets_stand_beneath_what_they_mean_also_behind_escapes(string line, int column, int endColumn)
    {
        var excerpt = new Excerpt(line, new SourceSpan(1, column, 1, endColumn));

        Assert.That(excerpt.Text.Substring(excerpt.Indent, excerpt.Carets), Is.EqualTo(VisibleText.Of(line[(column - 1)..(endColumn - 1)])));
    }

    [Test]
    public void Carets_stay_in_the_part_of_a_long_line_that_is_shown()
    {
        string line = new string('\u200B', 300) + "value" + new string('x', 300);
        var excerpt = new Excerpt(line, new SourceSpan(1, 301, 1, 606));

        Assert.That(excerpt.Text.Substring(excerpt.Indent, excerpt.Carets), Does.StartWith("valuexxx").And.Length.EqualTo(100));
    }

    [Test]
    public void Text_with_its_positions_is_the_text_without_them([Range(1, 40)] int seed)
    {
        var random = new Random(seed);
        string text = string.Concat(random.GetItems(["a", "#", "##[x]", "\"", "\\", "\u200B", "\n", " ", "~", "\u00E9", "\uD83D\uDE00", "\uD800"], random.Next(0, 12)));

        string shown = VisibleText.Of(text, out int[] positions);

        Assert.That(shown, Is.EqualTo(VisibleText.Of(text)));
        Assert.That(positions, Has.Length.EqualTo(text.Length + 1).And.Ordered);
        Assert.That(positions[^1], Is.EqualTo(shown.Length));
    }
}
