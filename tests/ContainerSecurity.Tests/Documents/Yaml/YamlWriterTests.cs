using ContainerSecurity.Documents;
using ContainerSecurity.Documents.Yaml;
using FsCheck;
using FsCheck.Fluent;

namespace ContainerSecurity.Tests.Documents.Yaml;

public class YamlWriterTests
{
    [TestCase("plain text", "plain text")]
    [TestCase("true", "'true'")]
    [TestCase("1.5", "'1.5'")]
    [TestCase("2001-01-01", "'2001-01-01'")]
    [TestCase("a: b", "'a: b'")]
    [TestCase("it's: so", "\"it's: so\"")]
    [TestCase("", "''")]
    [TestCase("*", "'*'")]
    [TestCase("a\tb\n", "\"a\\u0009b\\n\"")]
    public void Text_is_quoted_where_it_could_be_something_else(string text, string expected) => Assert.That(YamlWriter.Quote(text), Is.EqualTo(expected));

    [Test]
    public void What_is_written_is_read_as_the_same() =>
        Prop.ForAll<NonNull<string>, NonNull<string>>((first, second) => IsSame(first.Get, second.Get)).QuickCheckThrowOnFailure();

    [TestCase("x\n\n  y\n", "\n")]
    [TestCase(" leading", "trailing ")]
    [TestCase("tab\tin\n\ttext", "#no")]
    [TestCase("---", "...")]
    public void Texts_of_all_shapes_are_read_as_the_same(string first, string second) => Assert.That(IsSame(first, second));

    private static bool IsSame(string first, string second)
    {
        string Whole(string text) => new([.. text.Where(c => c != '\0' && !char.IsSurrogate(c) && c < '\uFFFE')]);
        (string key, string value) = (Whole(first), Whole(second));
        using var output = new StringWriter { NewLine = "\n" };
        var writer = new YamlWriter(output);
        writer.Mapping("root", () =>
        {
            writer.Text("t" + key, value);
            writer.Block("b", value);
            writer.Texts("l", [key, value]);
            writer.Items("i", [key, value], text => writer.Block("c", text));
        });

        DocumentSet set = new DocumentReader().Read(output.ToString(), "x.yaml");
        var root = (MappingNode)((MappingNode)set.Documents[0])["root"]!;
        return set.Errors.Count == 0
            && Text(root["t" + key]) == value && Text(root["b"]) == value
            && ((SequenceNode)root["l"]!).Items.Select(Text).SequenceEqual([key, value])
            && ((SequenceNode)root["i"]!).Items.Select(i => Text(((MappingNode)i)["c"])).SequenceEqual([key, value]);
    }

    private static string? Text(DocumentNode? node) =>
        node is ScalarNode { Style: not ScalarStyle.Plain } scalar ? scalar.Text
            : node is ScalarNode { IsNull: false } plain ? plain.Text
            : null;
}
