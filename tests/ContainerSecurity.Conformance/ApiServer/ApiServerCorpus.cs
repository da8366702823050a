using System.Text.Json;
using ContainerSecurity.Cel.Values;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies.Admission;

namespace ContainerSecurity.Conformance.ApiServer;

/// <summary>What a real API server answered.</summary>
internal static class ApiServerCorpus
{
    private static readonly DocumentReader Reader = new();

    /// <summary>The rows of a file.</summary>
    public static IEnumerable<JsonElement> Rows(string file)
    {
        foreach (string line in File.ReadLines(Corpus.Require("apiserver", file)))
        {
            using JsonDocument row = JsonDocument.Parse(line);
            yield return row.RootElement.Clone();
        }
    }

    /// <summary>A member's text; empty where there is none.</summary>
    public static string Text(this JsonElement row, string name) =>
        row.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    /// <summary>What is answered otherwise than by the API server, row by row; the output says how many rows agree, and what the others are.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="miss">What is wrong with a row; null where nothing is.</param>
    public static string[] Misses(IEnumerable<JsonElement> rows, Func<JsonElement, string?> miss)
    {
        string?[] answers = [.. rows.Select(miss)];
        string[] misses = [.. answers.OfType<string>()];
        TestContext.Out.WriteLine($"{answers.Length - misses.Length} of {answers.Length}");
        foreach (string text in misses)
            TestContext.Out.WriteLine(text);
        return misses;
    }

    /// <summary>The documents of a text of YAML or JSON.</summary>
    public static IReadOnlyList<DocumentNode> Read(string text) => Reader.Read(text, "(row)").Documents;

    /// <summary>The documents of a list of JSON objects.</summary>
    public static IEnumerable<DocumentNode> ReadAll(JsonElement list) => list.EnumerateArray().SelectMany(o => Read(o.GetRawText()));

    /// <summary>The object of a text of YAML; the null value for an empty one.</summary>
    public static CelValue Object(string text) => text.Length == 0 ? CelValue.Null : DocumentValue.Of(Read(text)[0]);

    /// <summary>The request of a row, and what is known of its namespace and its user.</summary>
    /// <param name="row">The row.</param>
    /// <param name="written">The object in other words; null for those of the row.</param>
    public static (AdmissionRequest Request, AdmissionContext Context) Request(JsonElement row, string? written = null)
    {
        JsonElement space = row.GetProperty("namespace");
        CelValue @namespace = space.ValueKind == JsonValueKind.Null ? CelValue.Null : Object(space.GetRawText());
        AdmissionOperation operation = Enum.Parse<AdmissionOperation>(row.Text("operation"), ignoreCase: true);
        string user = row.Text("user");
        var request = new AdmissionRequest(Object(written ?? row.Text("object")), Object(row.Text("oldObject")), operation)
        {
            Subresource = row.Text("subresource"),
            IsDryRun = true,
            User = user.Length == 0
                ? new AdmissionUser("admin") { Groups = ["system:masters", "system:authenticated"] }
                : new AdmissionUser(user) { Groups = ["system:authenticated"] },
        };
        return (request, new AdmissionContext { HasAllParameters = true, NamespaceObject = @namespace, Authorizer = new CorpusAuthorizer(user) });
    }
}
