using System.Text;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Tests.Documents.Yaml;

/// <summary>Files of several documents: what a cluster takes, what it drops without a word, and how reading goes on behind a fault.</summary>
public class YamlStreamTests
{
    [TestCase("a: 1\n...\nb: 2\n", 2)]
    [TestCase(" a: 1\nb: 2\n", 2)]
    [TestCase("a: 1\n... b\n", 2)]
    [TestCase("'a'\nb: 2\n", 2)]
    public void What_a_cluster_drops_is_read_and_told(string yaml, int documents)
    {
        DocumentSet set = Read(yaml);

        Assert.That(set.Errors, Is.Empty);
        Assert.That(set.Documents, Has.Count.EqualTo(documents));
        Assert.That(set.Notices, Has.Count.EqualTo(1));
        Assert.That(set.Notices[0].Message, Does.Contain("ignores"));
    }

    [TestCase("a: 1\n...\n")]
    [TestCase("a: 1\n...\n---\nb: 1\n")]
    [TestCase("---\na: 1\n---\nb: 1\n")]
    [TestCase("--- {a: 1}\n--- |\n text\n")]
    [TestCase("\uFEFFa: 1\n---\n\uFEFFb: 1\n")]
    public void What_nobody_drops_is_not_told(string yaml)
    {
        Assert.That(Read(yaml).Errors, Is.Empty);
        Assert.That(Read(yaml).Notices, Is.Empty);
    }

    [Test]
    public void Broken_text_behind_the_end_of_a_document_leaves_the_document()
    {
        DocumentSet set = Read("a: 1\n...\n[\n---\nb: 2\n");

        Assert.That(set.Documents, Has.Count.EqualTo(2));
        Assert.That(set.Errors, Is.Empty);
        Assert.That(set.Notices.Single().Span.Line, Is.EqualTo(3));
    }

    [TestCase("a: 1\n@\n")]
    [TestCase("a: 1\n`\n")]
    public void Token_behind_a_document_must_be_one(string yaml)
    {
        Assert.That(Read(yaml).Documents, Is.Empty);
        Assert.That(Read(yaml).Errors, Has.Count.EqualTo(1));
    }

    [TestCase("[1, 2")]
    [TestCase("\"x")]
    [TestCase("'x\nz: 1")]
    [TestCase("a: b: c")]
    [TestCase("a:\n\tb: 1")]
    [TestCase("a: *x")]
    [TestCase("a: &x [*x]")]
    [TestCase("a: !!int x")]
    [TestCase("a: \u0001")]
    [TestCase("a: {x: 1]")]
    [TestCase("%YAML 1.1 x\n")]
    [TestCase("- 1\na: 2")]
    public void Fault_leaves_the_neighbours(string broken)
    {
        DocumentSet set = Read($"first: 1\n---\n{broken}\n---\nlast: 1\n");

        Assert.That(set.Documents.Cast<MappingNode>().Select(d => d.Entries[0].Key), Is.SupersetOf(new[] { "first", "last" }));
        Assert.That(set.Documents[^1].Span.Line, Is.EqualTo(5 + broken.Count(c => c == '\n')));
        Assert.That(set.Errors.Concat(set.Notices).First().Span.Line, Is.InRange(3, 3 + broken.Count(c => c == '\n')));
    }

    [Test]
    public void Collection_as_a_key_is_read_and_told()
    {
        DocumentSet set = Read("? [a, b]\n: 1\n{c: d}: 2\n");

        Assert.That(((MappingNode)set.Documents[0]).Entries.Select(e => e.Key), Is.EqualTo(new[] { "[a, b]", "{c: d}" }));
        Assert.That(set.Notices, Has.Count.EqualTo(2));
    }

    [Test]
    public void Handle_of_another_document_is_told()
    {
        DocumentSet set = Read("%TAG !e! tag:example.com,2011:\n---\n!e!A a: 1\n---\n!e!B b: 1\n");

        Assert.That(set.Documents, Has.Count.EqualTo(2));
        Assert.That(set.Notices.Single().Span.Line, Is.EqualTo(5));
    }

    [Test]
    public void Two_byte_order_marks_are_an_error() => Assert.That(Read("\uFEFF\uFEFFa: 1\nb: 2\n").Errors, Has.Count.EqualTo(1));

    [Test]
    public void Utf16_holds_several_documents([Values] bool bigEndian)
    {
        Encoding encoding = bigEndian ? Encoding.BigEndianUnicode : Encoding.Unicode;
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("a: ö\n---\nb: 2\n")];

        Assert.That(new DocumentReader().Read(bytes, bytes.Length, "x.yaml").Documents, Has.Count.EqualTo(2));
    }

    [Test]
    public void Bytes_that_are_no_text_are_told_and_the_rest_is_read()
    {
        byte[] bytes = [.. "a: 1\nb: "u8, 0xC3, 0x28, (byte)'\n', .. "---\nc: 3\n"u8];

        DocumentSet set = new DocumentReader().Read(bytes, bytes.Length, "x.yaml");

        Assert.That(set.Errors.Single().Span, Is.EqualTo(new SourceSpan(2, 4, 2, 5)));
        Assert.That(set.Documents, Has.Count.EqualTo(2));
        Assert.That(((ScalarNode)((MappingNode)set.Documents[0])["b"]!).Text, Is.EqualTo("\uFFFD("));
    }

    [Test]
    public void Scan_tells_what_a_cluster_drops()
    {
        ContainerSecurity.Policies.Decision decision = new ContainerSecurity.Policies.PolicyEngine(ContainerSecurity.Policies.Policy.Default)
            .Evaluate("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n...\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: b}\n", "x.yaml");

        Assert.That(decision.Resources, Is.EqualTo(2));
        Assert.That(decision.Errors.Single().Span.Line, Is.EqualTo(5));
    }

    private static DocumentSet Read(string yaml) => new DocumentReader().Read(yaml, "x.yaml");
}
