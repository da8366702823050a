using ContainerSecurity.Documents;
using ContainerSecurity.Documents.Yaml;

namespace ContainerSecurity.Tests.Documents.Yaml;

/// <summary>Merge keys, which kubectl writes at the place where they stand.</summary>
public class YamlMergeTests
{
    [TestCase("<<: {x: 1}\nx: 2", "x=2")]
    [TestCase("x: 2\n<<: {x: 1}", "x=1")]
    [TestCase("<<: {x: 1}\n<<: {x: 2}", "x=2")]
    [TestCase("<<: [{x: 1}, {x: 2, z: 3}]", "x=1 z=3")]
    [TestCase("<<: {<<: {x: 1}, z: 2}", "x=1 z=2")]
    [TestCase("<<: []\nx: 1", "x=1")]
    [TestCase("!!merge <<: {x: 1}", "x=1")]
    [TestCase("! '<<': {x: 1}", "x=1")]
    [TestCase("'<<': 1", "<<=1")]
    [TestCase("!!str <<: 1", "<<=1")]
    [TestCase("!foo <<: 1", "<<=1")]
    [TestCase("x: 1\n<<: {x: 2}\nx: 3", "x=3")]
    public void Position_decides_who_wins(string yaml, string expected) => Assert.That(Pairs(Read(yaml)), Is.EquivalentTo(expected.Split(' ')));

    [TestCase("<<: 1")]
    [TestCase("<<: null")]
    [TestCase("<<: [[{x: 1}]]")]
    [TestCase("<<: [1]")]
    public void Merge_of_anything_but_objects_is_an_error(string yaml) => Assert.That(Read(yaml).Errors.Single().Message, Does.Contain("<<"));

    [Test]
    public void Overridden_key_is_told_because_other_readers_differ()
    {
        Assert.That(Read("x: 2\n<<: {x: 1}").Notices.Single().Span.Line, Is.EqualTo(2));
        Assert.That(Read("<<: {x: 1}\nx: 2").Notices, Is.Empty);
    }

    [Test]
    public void Key_of_the_mapping_itself_wins_in_compose_files()
    {
        Assert.That(Pairs(Read("x: 2\n<<: {x: 1, z: 3}", YamlUse.Compose)), Is.EqualTo(new[] { "x=2", "z=3" }));
        Assert.That(Read("<<: {x: 1}\n<<: {z: 2}", YamlUse.Compose).Errors, Has.Count.EqualTo(1));
    }

    [Test]
    public void Key_given_twice_around_a_merge_key_is_told()
    {
        Assert.That(Read("x: 1\n<<: {x: 2}\nx: 3").Errors.Single().Span.Line, Is.EqualTo(3));
    }

    private static DocumentSet Read(string yaml, YamlUse use = YamlUse.Kubernetes) => new DocumentReader { Use = use }.Read(yaml, "x.yaml");

    private static IEnumerable<string> Pairs(DocumentSet set) => ((MappingNode)set.Documents[0]).Entries.Select(e => $"{e.Key}={((ScalarNode)e.Value).Text}");
}
