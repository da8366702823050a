using System.Text.Json;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies.Admission;

namespace ContainerSecurity.Conformance;

/// <summary>What functions give in an API server: the denials that it worded with them.</summary>
public sealed class ApiServerFunctionTests
{
    private const string Denial = " denied request: ";

    /// <summary>The policies whose rows are about functions, by the part of the row's ID before the number.</summary>
    private static readonly string[] About =
    [
        "c-vars", "c-msg", "c-quantity", "c-ip", "c-format", "c-semver", "c-ts", "c-tstz", "c-dur", "c-dur2", "c-int", "c-double", "c-bytes", "c-format2",
        "c-urlis", "c-sv", "c-f-dns1123subdomainprefix", "c-f-labelvalue", "c-f-uuid", "c-f-byte", "c-mixed", "c-badpres",
    ];

    /// <summary>Rows that are about something else, with the reason.</summary>
    private static readonly (string Id, string Reason)[] Argued =
    [
        ("c-bytes#2", "the server's YAML reader refuses the escapes of a surrogate pair in the object"),
        ("c-quantity#2", "the server's decoding makes the number in the object a text"),
        ("c-quantity#3", "the server's decoding makes the number in the object a text"),
    ];

    [Test]
    public void Functions_give_what_they_give_in_an_API_server()
    {
        var misses = new List<string>();
        int count = 0;
        foreach (string line in File.ReadLines(Corpus.Require("apiserver", "verdicts.jsonl")).Where(l => l.Length > 0))
        {
            using JsonDocument row = JsonDocument.Parse(line);
            string id = row.RootElement.GetProperty("id").GetString()!;
            if (Array.IndexOf(About, id.Split('#')[0]) < 0)
                continue;
            count++;
            string wanted = Wanted(row.RootElement), found = Found(row.RootElement);
            if (found != wanted)
                misses.Add($"{id}: wanted '{wanted}', got '{found}'");
        }
        TestContext.Out.WriteLine($"{count - misses.Count} of {count}");
        foreach (string miss in misses)
            TestContext.Out.WriteLine(miss);
        Assert.That(misses.Where(m => !Argued.Any(a => m.StartsWith(a.Id + ":", StringComparison.Ordinal))), Is.Empty);
        Assert.That(count, Is.EqualTo(500));
    }

    private static string Wanted(JsonElement row)
    {
        string message = row.GetProperty("message").GetString() ?? "";
        int at = message.IndexOf(Denial, StringComparison.Ordinal);
        return row.GetProperty("status").GetInt32() < 300 ? "admitted" : at < 0 ? message : message[(at + Denial.Length)..];
    }

    private static string Found(JsonElement row)
    {
        DocumentNode[] policies = [.. row.GetProperty("policies").EnumerateArray().Concat(row.GetProperty("params").EnumerateArray()).Select(Read)];
        AdmissionPolicySet set = AdmissionPolicySet.Read(policies);
        var request = new AdmissionRequest(
            DocumentValue.Of(Object(row, "object")!), Object(row, "oldObject") is { } old ? DocumentValue.Of(old) : default,
            Enum.Parse<AdmissionOperation>(row.GetProperty("operation").GetString()!, ignoreCase: true));
        IReadOnlyList<AdmissionResult> results = set.Evaluate(
            request, new AdmissionContext { NamespaceObject = DocumentValue.Of(Read(row.GetProperty("namespace"))) });
        return results.SelectMany(r => r.Violations).FirstOrDefault()?.Message ?? (results.All(r => r.IsAllowed) ? "admitted" : results[0].Error!);
    }

    private static DocumentNode? Object(JsonElement row, string key) =>
        row.GetProperty(key) is { ValueKind: JsonValueKind.String } text
            ? new DocumentReader().Read(text.GetString()!, key).Documents is [var document, ..] ? document : null
            : null;

    private static DocumentNode Read(JsonElement json) => new DocumentReader().Read(json.GetRawText(), "row.json").Documents[0];
}
