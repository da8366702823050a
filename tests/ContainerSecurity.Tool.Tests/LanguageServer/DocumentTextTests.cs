using System.Text;
using ContainerSecurity.Tool.LanguageServer.Documents;
using ContainerSecurity.Tool.LanguageServer.Protocol;
using FsCheck;
using FsCheck.Fluent;
using Range = ContainerSecurity.Tool.LanguageServer.Protocol.Range;

namespace ContainerSecurity.Tool.Tests.LanguageServer;

/// <summary>Places are counted as the protocol says, and changes of regions give the text that the editor has.</summary>
public class DocumentTextTests
{
    private static readonly string[] Pieces = ["a", "key: value", " ", "\n", "\r\n", "\r", "é", "😀", "\t", "# c", "\uFEFF", ""];

    /// <summary>Texts with all ends of lines, and with characters of one and of two units.</summary>
    private static Gen<string> Text => Gen.Elements(Pieces).ListOf().Select(p => string.Concat(p));

    /// <summary>The offset of a place, line by line, as the protocol says it.</summary>
    private static int OffsetOf(string text, Position position)
    {
        int at = 0;
        for (int line = 0; ; line++)
        {
            int end = at;
            while (end < text.Length && text[end] is not ('\n' or '\r'))
                end++;
            if (line == position.Line)
                return Math.Min(at + position.Character, end);
            if (end == text.Length)
                return text.Length;
            at = text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? end + 2 : end + 1;
        }
    }

    [Test]
    public void Offset_of_a_place_is_as_the_protocol_says() => Prop.ForAll(
        Text.Zip(Gen.Choose(0, 12)).Zip(Gen.Choose(0, 30)).ToArbitrary(),
        given =>
        {
            var place = new Position(given.Item1.Item2, given.Item2);
            return new DocumentText(given.Item1.Item1).OffsetOf(place) == OffsetOf(given.Item1.Item1, place);
        }).QuickCheckThrowOnFailure();

    [Test]
    public void Place_of_an_offset_leads_back_to_it() => Prop.ForAll(Text.ToArbitrary(), text =>
    {
        var document = new DocumentText(text);
        // Between the two characters of an end of line there is no place.
        return Enumerable.Range(0, text.Length + 1).Where(i => i == 0 || i == text.Length || text[i - 1] != '\r' || text[i] != '\n')
            .All(i => document.OffsetOf(document.PositionOf(i)) == i);
    }).QuickCheckThrowOnFailure();

    [Test]
    public void Changes_one_after_the_other_give_the_text_that_an_editor_has() => Prop.ForAll(
        Text.Zip(Gen.Choose(0, 60).Zip(Gen.Choose(0, 60)).Zip(Text).ListOf()).ToArbitrary(),
        given =>
        {
            var editor = new StringBuilder(given.Item1);
            var server = new DocumentText(given.Item1);
            foreach (((int one, int other), string text) in given.Item2)
            {
                var editors = new DocumentText(editor.ToString());
                Position start = editors.PositionOf(Math.Min(Math.Min(one, other), editor.Length));
                Position end = editors.PositionOf(Math.Min(Math.Max(one, other), editor.Length));
                int from = OffsetOf(editors.Text, start), to = Math.Max(from, OffsetOf(editors.Text, end));
                editor.Remove(from, to - from).Insert(from, text);
                server = server.With(new Range(start, end), text);
            }
            return server.Text == editor.ToString() && server.Text == new DocumentText(editor.ToString()).With(null, editor.ToString()).Text;
        }).QuickCheckThrowOnFailure();

    [TestCase("😀a", 2, ExpectedResult = 2)]
    [TestCase("a\r\nb", 9, ExpectedResult = 1)]
    [TestCase("", 9, ExpectedResult = 0)]
    public int Character_behind_the_end_of_a_line_is_its_end(string text, int character) => new DocumentText(text).OffsetOf(new Position(0, character));

    [Test]
    public void Region_that_ends_before_it_begins_is_empty() =>
        Assert.That(new DocumentText("abc\ndef").With(new Range(new Position(1, 0), new Position(0, 1)), "x").Text, Is.EqualTo("abc\nxdef"));
}
