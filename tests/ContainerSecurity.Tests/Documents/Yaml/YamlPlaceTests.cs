using ContainerSecurity.Documents;

namespace ContainerSecurity.Tests.Documents.Yaml;

/// <summary>Where keys, values and comments stand.</summary>
public class YamlPlaceTests
{
    [TestCase("a: 1", "1,4-1,5")]
    [TestCase("a: 'x y'", "1,4-1,9")]
    [TestCase("a: &n !!str x", "1,13-1,14")]
    [TestCase("ä😀: x", "1,6-1,7")]
    [TestCase("a:\tx # c", "1,4-1,5")]
    [TestCase("\r\na: x\r\n", "2,4-2,5")]
    [TestCase("a: |\n  x\n  y\nb: 1", "1,4-3,4")]
    [TestCase("a: |+\n  x\n\n\n", "1,4-2,4")]
    [TestCase("a: x\n  y\nb: 1", "1,4-2,4")]
    [TestCase("a:\n  - 1\n  - 2\n\nb: 1", "2,3-3,6")]
    [TestCase("a:\n  b: 1\n  c: {d: e} # c\n\nb: 1", "2,3-3,12")]
    [TestCase("a: [1,\n 2]\n", "1,4-2,4")]
    [TestCase("a:\n- 1\n- 2\n", "2,1-3,4")]
    [TestCase("a:\nb: 1", "1,3-1,3")]
    [TestCase("# \u2028a: x", "1,7-1,8")]
    [TestCase("x: 1\ra: x", "2,4-2,5")]
    public void Value(string yaml, string expected)
    {
        var root = (MappingNode)new DocumentReader().Read(yaml, "x.yaml").Documents[0];
        SourceSpan span = (root["a"] ?? root.Entries[0].Value).Span;

        Assert.That($"{span.Line},{span.Column}-{span.EndLine},{span.EndColumn}", Is.EqualTo(expected));
    }

    [TestCase("abc: 1", "1,1-1,4")]
    [TestCase("\"a\\tb\" : 1", "1,1-1,7")]
    [TestCase("? |\n  x\n: 1", "1,3-2,4")]
    [TestCase("&n key: 1", "1,4-1,7")]
    [TestCase("[1]: 1", "1,1-1,4")]
    [TestCase("- 😀\n- k: 1", "2,3-2,4")]
    [TestCase("? multi\n  line\n: 1", "1,3-2,7")]
    public void Key(string yaml, string expected)
    {
        DocumentNode root = new DocumentReader().Read(yaml, "x.yaml").Documents[0];
        SourceSpan span = ((root as SequenceNode)?.Items[1] as MappingNode ?? (MappingNode)root).Entries[0].KeySpan;

        Assert.That($"{span.Line},{span.Column}-{span.EndLine},{span.EndColumn}", Is.EqualTo(expected));
    }

    [Test]
    public void Comments_have_a_place_and_say_whether_they_stand_alone()
    {
        DocumentSet set = new DocumentReader().Read(
            "# head\na: 1 # beside\nb: |  # of the block\n  # text\nc: [ # first\n  1 ]#close\nd: 'no # comment'\n",
            "x.yaml");

        Assert.That(
            set.File.Comments!.Select(c => (set.File.Text![c.Start..c.End], c.Line, c.StandsAlone)),
            Is.EqualTo(new[] { ("# head", 1, true), ("# beside", 2, false), ("# of the block", 3, false), ("# first", 5, false), ("#close", 6, false) }));
    }

    [Test]
    public void Places_can_lie_in_the_source_that_a_text_is_made_from()
    {
        var map = new SourceMap();
        map.Add(0, 10, 5);
        map.Add(6, 20, 1);
        var file = new SourceFile("template.yaml", "{{ template }}") { Content = "a: 1\n\nb: x\n", Map = map };

        var root = (MappingNode)new DocumentReader().Read(file).Documents[0];

        Assert.That(root.Entries[0].KeySpan, Is.EqualTo(new SourceSpan(10, 5, 10, 6)));
        Assert.That(root["b"]!.Span, Is.EqualTo(new SourceSpan(20, 4, 20, 5)));
        Assert.That(((ScalarNode)root["b"]!).Text, Is.EqualTo("x"));
    }

    [TestCase("# csec:ignore CSEC2001 the agent needs it\na: 1\n", true)]
    [TestCase("a: |\n  # csec:ignore CSEC2001 the agent needs it\n", false)]
    [TestCase("a: '# csec:ignore CSEC2001 the agent needs it'\n", false)]
    public void Waiver_is_a_comment_and_not_a_text_that_looks_like_one(string yaml, bool isWaiver)
    {
        DocumentSet set = new DocumentReader().Read(yaml, "x.yaml");

        Assert.That(ContainerSecurity.Policies.InFileWaivers.OfComments(set.File, []) is { Count: > 0 }, Is.EqualTo(isWaiver));
    }
}
