using System.Text;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Tests.Documents;

/// <summary>Tags as kubectl and the API server read them.</summary>
public class TaggedScalarTests
{
    private static DocumentSet Read(string text) => new DocumentReader().Read(text, "test.yaml");

    private static NodeView View(string text) => new(Read(text).Documents.Single());

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    [TestCase("!!bool \"true\"", true)]
    [TestCase("!!bool 'yes'", true)]
    [TestCase("!!bool 'y'", true)]
    [TestCase("!!bool \"off\"", false)]
    [TestCase("!<tag:yaml.org,2002:bool> \"true\"", true)]
    [TestCase("!<tag:yaml.org,2002:%62ool> \"true\"", true)]
    [TestCase("!!bool |-\n  true", true)]
    [TestCase("&a !!bool \"on\"", true)]
    [TestCase("!!bool &a \"on\"", true)]
    [TestCase("!!bool true", true)]
    public void Quoted_text_with_the_tag_of_booleans_is_one(string written, bool expected)
    {
        Assert.That(View($"a: {written}\n").Boolean("a").Is(expected));
    }

    [Test]
    public void Tag_handle_may_be_declared()
    {
        Assert.That(View("%TAG !y! tag:yaml.org,2002:\n---\na: !y!bool \"true\"\n").Boolean("a").Is(true));
    }

    [TestCase("!!int \"0\"", 0)]
    [TestCase("!!int '0x10'", 16)]
    [TestCase("!!int '010'", 8)]
    [TestCase("!!int \"1_0\"", 10)]
    [TestCase("!!float \"0\"", 0)]
    [TestCase("!!float '1_0'", 10)]
    [TestCase("!!float 1", 1)]
    [TestCase("!!float \"08\"", 8)]
    public void Quoted_text_with_a_tag_of_numbers_is_one(string written, long expected)
    {
        Assert.That(View($"a: {written}\n").Integer("a").Is(expected));
    }

    [TestCase("!!null \"\"")]
    [TestCase("!!null '~'")]
    [TestCase("!!null null")]
    public void Quoted_text_with_the_tag_of_null_is_null(string written)
    {
        Assert.That(View($"a: {written}\n").Boolean("a").IsMissing);
    }

    [TestCase("!!str true", "true")]
    [TestCase("!!str 0", "0")]
    [TestCase("!!str ~", "~")]
    [TestCase("! true", "true")]
    [TestCase("!foo true", "true")]
    [TestCase("!!Bool true", "true")]
    [TestCase("!!timestamp 2001-01-01", "2001-01-01")]
    [TestCase("!!timestamp \"2001-12-14t21:59:43.10-05:00\"", "2001-12-14t21:59:43.10-05:00")]
    public void Other_tags_make_text(string written, string expected)
    {
        DocumentNode node = ((MappingNode)Read($"a: {written}\n").Documents.Single())["a"]!;

        Assert.That(node, Is.InstanceOf<ScalarNode>());
        Assert.That(((ScalarNode)node).Text, Is.EqualTo(expected));
        Assert.That(((ScalarNode)node).TryBoolean(out _) || ((ScalarNode)node).TryInteger(out _) || ((ScalarNode)node).IsNull, Is.False);
    }

    [TestCase("!!int 1.5")]
    [TestCase("!!int '08'")]
    [TestCase("!!int ''")]
    [TestCase("!!int |\n  1\n")]
    [TestCase("!!bool 1")]
    [TestCase("!!bool \"tRUE\"")]
    [TestCase("!!null x")]
    [TestCase("!!float 18446744073709551615")]
    [TestCase("!!float .inf")]
    [TestCase("!!float x")]
    [TestCase("!!timestamp 1")]
    [TestCase("!!binary 'no base64'")]
    [TestCase("!!binary YQ")]
    public void Value_that_is_none_of_its_tag_refuses_the_document(string written)
    {
        DocumentSet set = Read($"b: 1\na: {written}\n---\nc: 1\n");

        Assert.That(set.Errors.Single().Span.Line, Is.EqualTo(2));
        Assert.That(set.Documents, Has.Count.EqualTo(1));
    }

    [Test]
    public void Binary_values_and_keys_are_decoded()
    {
        string text = $"!!binary {Base64("kind")}: !!binary {Base64("Pod")}\n!!binary {Base64("apiVersion")}: !!binary |\n  {Base64("v1").Insert(2, "\n  ")}\n";

        Assert.That(View(text).Text("kind").Is("Pod"));
        Assert.That(View(text).Text("apiVersion").Is("v1"));
    }

    [Test]
    public void Binary_that_is_no_text_has_replacement_characters()
    {
        Assert.That(View("a: !!binary /w==\n").Text("a").Is("\uFFFD"));
    }

    [TestCase("!!str true", "true")]
    [TestCase("!!bool \"y\"", "true")]
    [TestCase("!!int \"0x10\"", "16")]
    [TestCase("!!float \"1.50\"", "1.5")]
    [TestCase("!foo kind", "kind")]
    public void Keys_with_tags_are_read_as_values_are(string written, string expected)
    {
        Assert.That(((MappingNode)Read($"{written}: 1\n").Documents.Single()).Entries.Single().Key, Is.EqualTo(expected));
    }

    [TestCase("!!null ~")]
    [TestCase("!!bool x")]
    public void Key_that_is_none_of_its_tag_refuses_the_document(string written)
    {
        Assert.That(Read($"{written}: 1\n").Errors, Has.Count.EqualTo(1));
    }

    [Test]
    public void Anchored_key_may_be_named_again()
    {
        Assert.That(View("a: {&k x: 1}\nb: {*k : 2}\n")["b"].Integer("x").Is(2));
    }
}
