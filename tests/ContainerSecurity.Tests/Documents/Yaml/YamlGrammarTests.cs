using ContainerSecurity.Documents;

namespace ContainerSecurity.Tests.Documents.Yaml;

/// <summary>Where kubectl's reading of YAML is its own, each line asked of kubectl.</summary>
public class YamlGrammarTests
{
    [TestCase("a: [?x]", "{a:[{x:}]}")]
    [TestCase("a: {?x: 1}", "{a:{x:1}}")]
    [TestCase("a: {x:1}", "{a:{x:1:}}")]
    [TestCase("a: [x:]", "{a:[x:]}")]
    [TestCase("a: {\"x\":1}", "{a:{x:1}}")]
    [TestCase("a: [\"x\":1]", "{a:[{x:1}]}")]
    [TestCase("a: [-, --]", "{a:[-,--]}")]
    [TestCase("a: [1, 2, ]", "{a:[1,2]}")]
    [TestCase("a: [\n1,\n2\n]\nb: 1", "{a:[1,2],b:1}")]
    [TestCase("a: [1, # c\n2]#c", "{a:[1,2]}")]
    [TestCase("a: [1#c]", "{a:[1#c]}")]
    [TestCase("a: {? x : 1, ? y}", "{a:{x:1,true:}}")]
    [TestCase("a: [x y: z]", "{a:[{x y:z}]}")]
    public void Collections_in_brackets(string yaml, string expected) => Assert.That(Read(yaml), Is.EqualTo(expected));

    [TestCase("- 1\n  - 2", "[1 - 2]")]
    [TestCase("a:\n- 1\n- 2\nb: 1", "{a:[1,2],b:1}")]
    [TestCase("a: ?x\nb: :x\nc: --- x", "{a:?x,b::x,c:--- x}")]
    [TestCase("? a\n? b", "{a:,b:}")]
    [TestCase("? a\n: - 1\n  - 2", "{a:[1,2]}")]
    [TestCase("a: b\n c\n\n d", "{a:b c\nd}")]
    [TestCase("- - 1\n  - 2\n- x: 1\n  z: 2", "[[1,2],{x:1,z:2}]")]
    [TestCase("a:\tb\t# c", "{a:b}")]
    [TestCase("-\tb", "[b]")]
    public void Collections_by_indentation(string yaml, string expected) => Assert.That(Read(yaml), Is.EqualTo(expected));

    [TestCase("a: |\n  x\n  z\n", "{a:x\nz\n}")]
    [TestCase("a: |-\n  x\n", "{a:x}")]
    [TestCase("a: |+\n  x\n\n", "{a:x\n\n}")]
    [TestCase("a: |2+\n    x\n", "{a:  x\n}")]
    [TestCase("a: |+2\n    x\n", "{a:  x\n}")]
    [TestCase("a: >\n  x\n  z\n\n  w\n", "{a:x z\nw\n}")]
    [TestCase("a: >\n  x\n   z\n  w\n", "{a:x\n z\nw\n}")]
    [TestCase("a: |#c\n  x\n", "{a:x\n}")]
    [TestCase("a: |\n  x\n# c\nb: 1", "{a:x\n,b:1}")]
    [TestCase("a:\n- |\n x\n- z", "{a:[x\n,z]}")]
    public void Blocks_of_text(string yaml, string expected) => Assert.That(Read(yaml), Is.EqualTo(expected));

    [TestCase("a: \"x\\\n  z\"", "{a:xz}")]
    [TestCase("a: \"x \\\n  z\"", "{a:x z}")]
    [TestCase("a: \"x\n\n  z\"", "{a:x\nz}")]
    [TestCase("a: 'it''s'", "{a:it's}")]
    [TestCase("a: \"\\x41\\u00e9\\U0001F600\\t\\/\"", "{a:Aé😀\t/}")]
    [TestCase("a: \"x\ny\"", "{a:x y}")]
    [TestCase("a: \"\\'\"", "{a:'}")]
    public void Texts_in_quotes(string yaml, string expected) => Assert.That(Read(yaml), Is.EqualTo(expected));

    [TestCase("# \u2028b: 2", "{b:2}")]
    [TestCase("a: 1\rb: 2", "{a:1,b:2}")]
    [TestCase("a: 1\r\nb: |\r\n  x\r\n  z\r\n", "{a:1,b:x\nz\n}")]
    [TestCase("a: x\u0085  z", "{a:x z}")]
    [TestCase("a: \"x\u2028z\"", "{a:x\u2028z}")]
    [TestCase("a: 1\n\uFEFFb: 2", "{a:1,\uFEFFb:2}")]
    public void Line_breaks_and_marks(string yaml, string expected) => Assert.That(Read(yaml), Is.EqualTo(expected));

    [TestCase(1024, true)]
    [TestCase(1025, false)]
    public void Key_is_at_most_1024_characters_long(int length, bool isRead)
    {
        Assert.That(new DocumentReader().Read(new string('é', length) + ": 1\n", "x.yaml").Errors, isRead ? Is.Empty : Is.Not.Empty);
        Assert.That(new DocumentReader().Read("? " + new string('é', length) + "\n: 1\n", "x.yaml").Errors, Is.Empty);
    }

    [TestCase("%TAG !e! tag:yaml.org,2002:\n---\na: !e!int \"0x10\"", "{a:0x10}")]
    [TestCase("a: !<tag:yaml.org,2002:int> \"1_0\"", "{a:1_0}")]
    [TestCase("%YAML 1.2\n---\na: 1", "{a:1}")]
    [TestCase("a: &x 1\nb: *x", "{a:1,b:1}")]
    [TestCase("a: &x 1\n*x : 2", "{a:1,1:2}")]
    [TestCase("a: &x.y 1\nb: *x.y", "{a:1,b:1}")]
    [TestCase("a: !!str,x\nb: !x,y z", "{a:,b:z}")]
    public void Tags_anchors_and_directives(string yaml, string expected) => Assert.That(Read(yaml), Is.EqualTo(expected));

    private static string Read(string yaml)
    {
        DocumentSet set = new DocumentReader().Read(yaml, "x.yaml");
        Assert.That(set.Errors, Is.Empty);
        return Write(set.Documents[0]);
    }

    private static string Write(DocumentNode node) => node switch
    {
        MappingNode mapping => "{" + string.Join(",", mapping.Entries.Select(e => e.Key + ":" + Write(e.Value))) + "}",
        SequenceNode sequence => "[" + string.Join(",", sequence.Items.Select(Write)) + "]",
        _ => ((ScalarNode)node).Text,
    };
}
