using System.Text.Json;

namespace ContainerSecurity.Conformance.Schemas;

/// <summary>The table of Kubernetes' kinds and fields that the library carries.</summary>
public sealed class ObjectSchemaTableTests
{
    private const string Table = "src/ContainerSecurity/Resources/Kubernetes/Schemas/object-schemas.txt";
    private const string Encoding = "tests/ContainerSecurity.Conformance/Schemas/go-encoding.txt";

    [Test]
    public void Table_is_what_the_api_servers_definitions_give()
    {
        string table = Path.Combine(Corpus.Repository, Table);
        string expected = Write();
        if (Environment.GetEnvironmentVariable("UPDATE_TABLES") is { Length: > 0 })
            File.WriteAllText(table, expected);
        Assert.That(File.ReadAllText(table), Is.EqualTo(expected), "Set UPDATE_TABLES=1 and run this test to write the table anew.");
    }

    private static string Write()
    {
        using JsonDocument definitions = JsonDocument.Parse(File.ReadAllText(Corpus.Require("apiserver", "openapi-definitions.json")));
        var table = new ObjectSchemaTable(definitions.RootElement.GetProperty("definitions"), File.ReadAllLines(Path.Combine(Corpus.Repository, Encoding)));
        return table.Write(File.ReadAllLines(Corpus.Require("apiserver", "api-resources.txt")));
    }
}
