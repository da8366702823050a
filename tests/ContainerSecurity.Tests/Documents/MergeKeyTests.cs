using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Compose;

namespace ContainerSecurity.Tests.Documents;

/// <summary>Merge keys as kubectl reads them: each writes at once, and what stands later wins.</summary>
public class MergeKeyTests
{
    private static DocumentSet Read(string text) => new DocumentReader().Read(text, "test.yaml");

    private static MappingNode Use(string text) =>
        (MappingNode)((MappingNode)Read("a: &a {x: 1, xy: 1}\nb: &b {x: 2, z: 2}\nuse: " + text + "\n").Documents.Single())["use"]!;

    [TestCase("{x: 9, <<: *a}", "x=1 xy=1")]
    [TestCase("{<<: *a, x: 9}", "x=9 xy=1")]
    [TestCase("{<<: *a, <<: *b}", "x=2 xy=1 z=2")]
    [TestCase("{<<: *b, <<: *a}", "x=1 xy=1 z=2")]
    [TestCase("{<<: [*a, *b]}", "x=1 xy=1 z=2")]
    [TestCase("{<<: [*b, *a]}", "x=2 xy=1 z=2")]
    [TestCase("{x: 9, <<: [*b, *a]}", "x=2 xy=1 z=2")]
    [TestCase("{<<: *a, x: 9, <<: *b}", "x=2 xy=1 z=2")]
    [TestCase("{<<: {<<: *a, x: 7}}", "x=7 xy=1")]
    [TestCase("{<<: {x: 7, <<: *a}}", "x=1 xy=1")]
    [TestCase("{x: 9, <<: []}", "x=9")]
    [TestCase("{x: 9, !!merge '<<': *a}", "x=1 xy=1")]
    [TestCase("{x: 9, ! '<<': *a}", "x=1 xy=1")]
    public void What_stands_later_wins(string text, string expected)
    {
        Assert.That(
            string.Join(
                ' ', Use(text).Entries.Select(e => $"{e.Key}={((ScalarNode)e.Value).Text}").Order(StringComparer.Ordinal)),
            Is.EqualTo(expected));
    }

    [TestCase("'<<'")]
    [TestCase("!!str <<")]
    [TestCase("!foo <<")]
    public void Other_keys_of_that_text_merge_nothing(string key)
    {
        Assert.That(Use($"{{x: 9, {key}: *a}}").Entries.Select(e => e.Key), Is.EqualTo(new[] { "x", "<<" }));
    }

    [TestCase("{<<: 1}")]
    [TestCase("{<<: ~}")]
    [TestCase("{<<: [[*a]]}")]
    [TestCase("{<<: [*a, 1]}")]
    public void Merging_anything_but_objects_refuses_the_document(string text)
    {
        Assert.That(Read("a: &a {x: 1}\nuse: " + text + "\n").Errors, Has.Count.EqualTo(1));
    }

    [Test]
    public void Merged_value_keeps_its_place()
    {
        DocumentSet set = Read("base: &debug\n  privileged: true\nuse:\n  privileged: false\n  <<: *debug\n");
        Field<bool> field = new NodeView(set.Documents.Single())["use"].Boolean("privileged");

        Assert.That(field.Is(true));
        Assert.That(field.Location!.Span.Line, Is.EqualTo(2));
        Assert.That(field.Location.Path, Is.EqualTo("use.privileged"));
        Assert.That(set.Errors, Is.Empty);
    }

    [TestCase("{x: 1, <<: *a, x: 2}")]
    [TestCase("{x: 1, x: 2, <<: *a}")]
    [TestCase("{<<: *a, x: 1, x: 2}")]
    public void Own_key_given_twice_is_an_error_whatever_is_merged(string text)
    {
        Assert.That(Read("a: &a {x: 1}\nuse: " + text + "\n").Errors.Single().Message, Does.Contain("'x' is already given"));
    }

    [Test]
    public void Large_mappings_are_merged_as_small_ones_are()
    {
        string many = string.Join(", ", Enumerable.Range(0, 100).Select(i => $"k{i}: own"));
        DocumentSet set = Read($"a: &a {{k7: merged, new: merged}}\nuse: {{{many}, <<: *a, k8: again}}\n");
        var use = (MappingNode)((MappingNode)set.Documents.Single())["use"]!;

        Assert.That(use.Entries, Has.Count.EqualTo(101));
        Assert.That(((ScalarNode)use["k7"]!).Text, Is.EqualTo("merged"));
        Assert.That(set.Errors.Single().Message, Does.Contain("'k8'"));
    }

    [Test]
    public void Own_keys_of_a_compose_file_win_wherever_they_stand()
    {
        var errors = new List<DocumentError>();
        var file = new SourceFile("compose.yaml", "x-debug: &debug {privileged: true}\nservices:\n  web: {image: a, privileged: false, <<: *debug}\n");

        Assert.That(ComposeReader.Read([file], errors).OfType<ContainerSecurity.Resources.Workload>().Single().Containers[0].Privileged.Is(false));
        Assert.That(errors, Is.Empty);
    }
}
