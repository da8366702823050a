using ContainerSecurity.Documents;

namespace ContainerSecurity.Tests.Documents.Json;

public class JsonReaderTests
{
    [TestCase("{}{}", 2)]
    [TestCase("{\"a\": \"\\/\\ud83d\\ude00\"}", 1)]
    [TestCase(" [1, -2.5e3, true, null]\n", 1)]
    public void Json_is_read(string json, int documents)
    {
        DocumentSet set = Read(json, "x.json");

        Assert.That(set.Errors, Is.Empty);
        Assert.That(set.Documents, Has.Count.EqualTo(documents));
    }

    [TestCase("{\"a\": 1,}")]
    [TestCase("[1, 2,]")]
    [TestCase("{// c\n\"a\": 1}")]
    [TestCase("{\"a\": /* c */ 1}")]
    public void Comments_and_trailing_commas_are_read_and_told_but_where_tools_write_them(string json)
    {
        Assert.That(Read(json, "x.json").Documents, Has.Count.EqualTo(1));
        Assert.That(Read(json, "x.json").Errors.Single().Message, Does.Contain("JSON knows neither comments"));
        Assert.That(Read(json, ".devcontainer/devcontainer.json").Errors, Is.Empty);
        Assert.That(Read(json, "x.jsonc").Documents, Has.Count.EqualTo(1));
    }

    [TestCase("{,}")]
    [TestCase("[,1]")]
    [TestCase("[1,,2]")]
    [TestCase("{'a': 1}")]
    [TestCase("{a: 1}")]
    [TestCase("[1 /* c ]")]
    [TestCase("{\"a\": 1}\n---\n{\"a\": 2}")]
    public void Anything_else_is_an_error(string json) => Assert.That(Read(json, "x.json").Errors, Is.Not.Empty);

    [Test]
    public void Comments_have_their_places()
    {
        DocumentSet set = Read("{\n  // above\n  \"a\": 1 /* beside */\n}", "x.jsonc");

        Assert.That(
            set.File.Comments!.Select(c => (set.File.Text![c.Start..c.End], c.Line, c.StandsAlone)),
            Is.EqualTo(new[] { ("// above", 2, true), ("/* beside */", 3, false) }));
        Assert.That(((MappingNode)set.Documents[0]).Entries[0].KeySpan, Is.EqualTo(new SourceSpan(3, 3, 3, 6)));
    }

    [Test]
    public void Large_object_stays_linear_and_tells_keys_that_are_given_twice()
    {
        string json = "{" + string.Join(",", Enumerable.Range(0, 20_000).Select(i => $"\"k{i}\": {i}")) + ", \"k7\": 0}";

        Assert.That(Read(json, "x.json").Errors.Single().Message, Does.Contain("already given"));
    }

    [TestCase(2, 0)]
    [TestCase(2, 1)]
    [TestCase(16, 0)]
    [TestCase(16, 15)]
    [TestCase(17, 0)]
    [TestCase(17, 15)]
    [TestCase(17, 16)]
    [TestCase(18, 17)]
    [TestCase(40, 0)]
    [TestCase(40, 17)]
    [TestCase(40, 39)]
    public void Key_given_twice_is_told_wherever_it_stands(int size, int earlier)
    {
        string json = "{" + string.Join(",", Enumerable.Range(0, size).Select(i => $"\"k{i}\": {i}")) + $", \"k{earlier}\": \"later\"}}";

        DocumentSet set = Read(json, "x.json");

        Assert.That(set.Errors.Single().Message, Does.Contain($"'k{earlier}' is already given"));
        Assert.That(((ScalarNode)((MappingNode)set.Documents[0])[$"k{earlier}"]!).Text, Is.EqualTo("later"));
    }

    private static DocumentSet Read(string json, string path) => new DocumentReader().Read(json, path);
}
