using System.Text.Json;
using ContainerSecurity.Conformance;
using ContainerSecurity.SupplyChain.Packages;

namespace ContainerSecurity.SupplyChain.Tests.Packages;

/// <summary>The test suite of purl-spec: parse, build and validate of 38 types.</summary>
public sealed class PackageUrlConformanceTests
{
    [Test]
    public void Every_case_of_the_specification_passes()
    {
        string file = Path.Combine(Corpus.Require("purl"), "tests.jsonl");
        List<string> failures = [];
        int count = 0;
        foreach (string line in File.ReadLines(file))
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement test = document.RootElement;
            count++;
            string? got = Run(test, out string wanted);
            if (got != wanted)
                failures.Add($"{test.GetProperty("test_type")} {test.GetProperty("input")}: wanted {wanted}, got {got}");
        }

        Assert.That(failures, Is.Empty, string.Join('\n', failures));
        Assert.That(count, Is.EqualTo(586));
    }

    // The suite's "recommended" cases read what people write; the "required" ones what the specification writes.
    private static string? Run(JsonElement test, out string wanted)
    {
        JsonElement input = test.GetProperty("input");
        bool isParse = input.ValueKind == JsonValueKind.String;
        PackageUrl? url;
        string? error;
        if (!isParse)
            Create(input, out url, out error);
        else if (Text(test, "test_group") == "recommended")
            _ = PackageUrl.TryNormalize(input.GetString()!, out url, out error);
        else
            _ = PackageUrl.TryParse(input.GetString()!, out url, out error);
        if (test.GetProperty("expected_failure").GetBoolean())
        {
            wanted = "a refusal";
            return url is null && !string.IsNullOrEmpty(error) ? wanted : url?.ToString();
        }

        JsonElement output = test.GetProperty("expected_output");
        if (output.ValueKind == JsonValueKind.String)
        {
            wanted = output.GetString()!;
            return url?.ToString() ?? error;
        }

        wanted = Shown(
            Text(output, "type"), Text(output, "namespace"), Text(output, "name"), Text(output, "version"), Qualifiers(output),
            Text(output, "subpath"));
        return url is null ? error : Shown(url.Type, url.Namespace, url.Name, url.Version, url.Qualifiers, url.Subpath);
    }

    private static void Create(JsonElement input, out PackageUrl? url, out string? error) =>
        _ = PackageUrl.TryCreate(
            Text(input, "type"), Text(input, "namespace"), Text(input, "name"), Text(input, "version"), Qualifiers(input),
            Text(input, "subpath"), out url, out error);

    private static string Shown(
        string? type, string? @namespace, string? name, string? version, IReadOnlyDictionary<string, string> qualifiers, string? subpath) =>
        string.Join('|', type, @namespace, name, version, string.Join(',', qualifiers.OrderBy(q => q.Key, StringComparer.Ordinal)), subpath);

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static Dictionary<string, string> Qualifiers(JsonElement element) =>
        element.GetProperty("qualifiers") is { ValueKind: JsonValueKind.Object } qualifiers
            ? qualifiers.EnumerateObject().ToDictionary(q => q.Name, q => q.Value.GetString()!)
            : [];
}
