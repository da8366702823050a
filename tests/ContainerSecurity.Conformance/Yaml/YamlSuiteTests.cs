using System.Text.Json;
using ContainerSecurity.Documents;
using ContainerSecurity.Documents.Yaml;

namespace ContainerSecurity.Conformance.Yaml;

/// <summary>The test suite of the YAML specification, read as kubectl reads it.</summary>
public class YamlSuiteTests
{
    /// <summary>Valid cases whose events differ from the specification's, each because kubectl reads it so.</summary>
    private static readonly Dictionary<string, string> Differences = new()
    {
        ["2SXE"] = "a colon ends the name of an anchor",
        ["4ABK"] = "in brackets a colon before a comma belongs to the text",
        ["652Z"] = "a question mark at the start of a flow entry is always the sign of a key",
        ["FRK4"] = "in brackets a colon before a comma belongs to the text",
        ["HM87-01"] = "a question mark at the start of a flow entry is always the sign of a key",
        ["L24T-01"] = "where the input ends, no line break ends a block",
        ["Y2GN"] = "a colon ends the name of an anchor",
    };

    private static DocumentSet Read(string text) => new DocumentReader().Read(text, "case.yaml");

    [Test]
    public void Whatever_kubectl_accepts_is_accepted()
    {
        string[] refused = [.. YamlCase.All.Where(c => c.Kubernetes == "accepted" && Read(c.Yaml).Errors.Count > 0)
            .Select(c => $"{c.Id}: {Read(c.Yaml).Errors[0]}")];

        Assert.That(refused, Is.Empty);
    }

    [Test]
    public void Values_are_those_that_kubectl_decoded()
    {
        var wrong = new List<string>();
        int count = 0;
        foreach (YamlCase c in YamlCase.All.Where(c => c.Value is not null))
        {
            count++;
            string expected = Without(JsonText.Of(c.Value!.Value));
            string actual = Without(Read(c.Yaml).Documents is [var first, ..] ? JsonText.Of(first, dropNulls: true) : "{}");
            if (actual != expected)
                wrong.Add($"{c.Id}: {actual} instead of {expected}");
        }

        Assert.That(wrong, Is.Empty);
        Assert.That(count, Is.EqualTo(112));
    }

    /// <summary>What the object that was patched held before.</summary>
    private static string Without(string json)
    {
        JsonElement all = JsonDocument.Parse(json).RootElement;
        return string.Join(
            ",",
            all.EnumerateObject()
                .Where(p => p.Name is not ("apiVersion" or "kind" or "metadata"))
                .Select(p => p.Name + ":" + JsonText.Of(p.Value)));
    }

    [Test]
    public void Events_are_those_of_the_suite_but_where_kubectl_differs()
    {
        string[] different = [.. YamlCase.All.Where(c => c.IsValid && YamlEvents.Of(c.Yaml, out _).TrimEnd() != c.Events.TrimEnd()).Select(c => c.Id)];

        Assert.That(different, Is.EquivalentTo(Differences.Keys));
    }

    [Test]
    public void Every_refusal_has_a_place_within_the_text_and_a_sentence_of_its_own()
    {
        foreach (YamlCase c in YamlCase.All)
        {
            YamlEvents.Of(c.Yaml, out YamlSyntaxException? fault);
            if (fault is null)
                continue;
            Assert.That(fault.Start, Is.InRange(0, c.Yaml.Length), c.Id);
            Assert.That(fault.End, Is.InRange(fault.Start, c.Yaml.Length), c.Id);
            Assert.That(fault.Message, Does.EndWith(".").And.Length.GreaterThan(20), c.Id);
        }
    }

    [Test]
    public void What_both_refuse_is_refused()
    {
        // The two are told as notices: a second document after a directive, and brackets that are not indented.
        string[] read = [.. YamlCase.All.Where(c => !c.IsValid && c.Kubernetes == "refused" && Read(c.Yaml).Errors.Count == 0).Select(c => c.Id)];

        Assert.That(read, Is.SubsetOf(new[] { "MUS6-01", "VJP3-00" }));
    }

    [Test]
    public void Scalars_are_what_the_API_server_stored()
    {
        var wrong = new List<string>();
        int count = 0;
        foreach (JsonElement row in File.ReadLines(Corpus.Require("apiserver", "yaml-scalars.jsonl")).Select(l => JsonDocument.Parse(l).RootElement))
        {
            count++;
            DocumentSet set = Read($"v: {row.GetProperty("written").GetString()}\n");
            string actual = set.Errors.Count > 0 ? "refused" : JsonText.Of(((MappingNode)set.Documents[0])["v"]!);
            string expected = !row.GetProperty("accepted").GetBoolean() ? "refused"
                : row.TryGetProperty("value", out JsonElement value) ? JsonText.Of(value)
                : "null";
            if (actual != expected)
                wrong.Add($"{row.GetProperty("written")}: {actual} instead of {expected}");
        }

        Assert.That(wrong, Is.Empty);
        Assert.That(count, Is.EqualTo(84));
    }

    [Test]
    public void A_value_that_is_replaced_where_it_stands_is_read_as_the_new_one()
    {
        int replaced = 0;
        foreach (YamlCase c in YamlCase.All.Where(c => c.Kubernetes == "accepted"))
        {
            DocumentSet set = Read(c.Yaml);
            if (set.Documents.Count != 1 || c.Yaml.Contains('&') || c.Yaml.Contains("!!"))
                continue;
            foreach (ScalarNode scalar in Scalars(set.Documents[0]).Where(s => s.Offsets!.Value is var (start, end) && end > start))
            {
                (int start, int end) = scalar.Offsets!.Value;
                string text = c.Yaml[..start] + "\"new\"" + c.Yaml[end..];
                DocumentSet again = Read(text);
                Assert.That(again.Documents, Has.Count.GreaterThan(0), $"{c.Id}: {text}");
                Assert.That(
                    Scalars(again.Documents[0]).Select(s => s.Text),
                    Is.EqualTo(Scalars(set.Documents[0]).Select(s => s == scalar ? "new" : s.Text)),
                    $"{c.Id}: {text}");
                replaced++;
            }
        }

        Assert.That(replaced, Is.GreaterThan(300));
    }

    private static IEnumerable<ScalarNode> Scalars(DocumentNode node) => node switch
    {
        MappingNode mapping => mapping.Entries.SelectMany(e => Scalars(e.Value)),
        SequenceNode sequence => sequence.Items.SelectMany(Scalars),
        _ => [(ScalarNode)node],
    };
}
