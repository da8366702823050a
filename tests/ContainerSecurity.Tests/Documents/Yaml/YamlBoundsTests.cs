using System.Globalization;
using System.Text;
using ContainerSecurity.Documents;
using ContainerSecurity.Documents.Yaml;

namespace ContainerSecurity.Tests.Documents.Yaml;

/// <summary>Hostile texts cost what their length is worth, in steps counted and not in seconds.</summary>
public class YamlBoundsTests
{
    private static readonly (string Name, Func<int, string> Make)[] Shapes =
    [
        ("keys", n => Join(n, i => $"k{i}: v\n")),
        ("the same key", n => Join(n, _ => "k: v\n")),
        ("keys in brackets", n => "{" + Join(n, i => $"k{i}: v, ") + "}"),
        ("pairs in a list", n => "[" + Join(n, i => $"k{i}: v, ") + "]"),
        ("merged keys", n => "a: &a\n" + Join(n, i => $"  k{i}: v\n") + "b:\n  <<: *a\n" + Join(n, i => $"  k{i}: w\n")),
        ("merge keys", n => "a: &a {x: 1}\nb:\n" + Join(n, _ => "  <<: *a\n")),
        ("opening brackets", n => Join(n, _ => "[")),
        ("opening braces", n => Join(n, _ => "{a: ")),
        ("possible keys", n => Join(n, _ => "[a, b\n")),
        ("question marks", n => Join(n, _ => "? ")),
        ("dashes", n => Join(n, _ => "- ")),
        ("plain lines", n => "a: " + Join(n, _ => "word\n  ")),
        ("plain text", n => "a: " + Join(n, _ => "word ")),
        ("blanks", n => "a:" + new string(' ', n)),
        ("tabs", n => "a:\n" + new string('\t', n)),
        ("tabs behind a text", n => "a: x\n" + new string('\t', n) + "\nb: 1"),
        ("blank lines", n => "a: |\n" + new string('\n', n) + "  x"),
        ("lines of blanks", n => "a: |\n" + Join(n, _ => "  \n") + "  x"),
        ("a block", n => "a: |\n" + Join(n, _ => "  text\n")),
        ("quotes", n => "a: '" + Join(n, _ => "''") + "'"),
        ("escapes", n => "a: \"" + Join(n, _ => "\\n") + "\""),
        ("broken lines in quotes", n => "a: \"" + Join(n, _ => "x\n ") + "\""),
        ("comments", n => Join(n, _ => "# c\n")),
        ("comments behind values", n => Join(n, i => $"k{i}: v # c\n")),
        ("anchors", n => Join(n, i => $"k{i}: &a{i} v\n")),
        ("aliases", n => "a: &a v\n" + Join(n, i => $"k{i}: *a\n")),
        ("tags", n => Join(n, i => $"k{i}: !!str v\n")),
        ("commas behind tags", n => "[" + Join(n, _ => "!a, ") + "]"),
        ("directives", n => Join(n, i => $"%TAG !a{i}! b\n") + "---\na: 1"),
        ("documents", n => Join(n, _ => "---\na: 1\n")),
        ("documents without a marker", n => Join(n, _ => "...\na: 1\n")),
        ("faults", n => Join(n, _ => "---\n@\n")),
        ("one fault", n => "[" + Join(n, _ => "a: 1\n")),
        ("numbers as keys", n => Join(n, i => $"{i}: v\n")),
        ("long key", n => Join(n, _ => "k") + ": v"),
    ];

    [TestCaseSource(nameof(Names))]
    public void Steps_grow_with_the_length(string name)
    {
        Func<int, string> make = Shapes.Single(s => s.Name == name).Make;
        const int Size = 2_000;

        (long steps, int length) = Count(make(Size));
        (long twice, _) = Count(make(2 * Size));

        Assert.That(steps, Is.LessThan(40L * (length + 100)));
        Assert.That(twice, Is.LessThan(2.3 * steps + 1_000));
    }

    private static IEnumerable<string> Names => Shapes.Select(s => s.Name);

    private static (long Steps, int Length) Count(string text)
    {
        var documents = new YamlDocuments(new SourceFile("x.yaml", text), DocumentLimits.Default, YamlUse.Kubernetes);
        documents.Read();
        return (documents.Steps, text.Length);
    }

    private static string Join(int count, Func<int, string> piece)
    {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++)
            text.Append(piece(i));
        return text.ToString();
    }

    [TestCase(128, true)]
    [TestCase(129, false)]
    public void Depth_is_bounded(int depth, bool isRead)
    {
        string brackets = new string('[', depth) + new string(']', depth);
        string dashes = Join(depth, _ => "- ") + "x";

        Assert.That(Read(brackets).Errors, isRead ? Is.Empty : Has.One.Property("Message").Contains("nested deeper"));
        Assert.That(Read(dashes).Errors, isRead ? Is.Empty : Has.One.Property("Message").Contains("nested deeper"));
    }

    [TestCase(1_000, true)]
    [TestCase(4_001, false)]
    public void Aliases_are_bounded(int aliases, bool isRead)
    {
        string text = "a: &a [" + string.Join(", ", Enumerable.Repeat("x", 99)) + "]\nb:\n" + Join(aliases, _ => "- *a\n");

        Assert.That(Read(text).Errors, isRead ? Is.Empty : Has.One.Property("Message").Contains("aliases"));
    }

    [Test]
    public void Alias_of_a_key_counts_too()
    {
        string text = "a: &a [" + string.Join(", ", Enumerable.Repeat("x", 999)) + "]\nb:\n" + Join(500, i => $"- {{*a : {i}}}\n");

        Assert.That(Read(text).Errors.Single().Message, Does.Contain("aliases"));
    }

    [Test]
    public void Length_is_bounded()
    {
        var reader = new DocumentReader(new DocumentLimits { MaxLength = 10 });

        Assert.That(reader.Read("a: 1234567", "x.yaml").Errors, Is.Empty);
        Assert.That(reader.Read("a: 12345678", "x.yaml").Errors, Has.Count.EqualTo(1));
    }

    [Test]
    public void Errors_are_bounded()
    {
        var reader = new DocumentReader(new DocumentLimits { MaxErrors = 3 });

        Assert.That(reader.Read(Join(10, _ => "---\n@\n"), "x.yaml").Errors, Has.Count.EqualTo(3));
        Assert.That(reader.Read(Join(10, _ => "a: 1\n"), "x.yaml").Errors, Has.Count.EqualTo(3));
    }

    [Test]
    public void Large_mapping_is_found_by_key()
    {
        var root = (MappingNode)Read(Join(30_000, i => $"k{i}: {i}\n")).Documents[0];

        Assert.That(Enumerable.Range(0, 30_000)
            .All(i =>
                ((ScalarNode)root["k" + i.ToString(CultureInfo.InvariantCulture)]!).TryInteger(out long value) && value == i));
        Assert.That(root["k30000"], Is.Null);
    }

    private static DocumentSet Read(string text) => new DocumentReader().Read(text, "x.yaml");
}
