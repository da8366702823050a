using System.Text.Json;

namespace ContainerSecurity.Conformance.Yaml;

/// <summary>A case of the YAML test suite, with what kubectl makes of it.</summary>
internal sealed record YamlCase(string Id, string Yaml, bool IsValid, string Events, string? Kubernetes, JsonElement? Value)
{
    public static IReadOnlyList<YamlCase> All => [.. File.ReadLines(Corpus.Require("yaml", "cases.jsonl")).Select(Read)];

    private static YamlCase Read(string line)
    {
        JsonElement row = JsonDocument.Parse(line).RootElement;
        return new YamlCase(
            row.GetProperty("id").GetString()!,
            row.GetProperty("yaml").GetString()!,
            row.GetProperty("valid").GetBoolean(),
            row.GetProperty("events").GetString() ?? "",
            row.TryGetProperty("kubernetes", out JsonElement verdict) ? verdict.GetString() : null,
            row.TryGetProperty("kubernetesValue", out JsonElement value) && value.ValueKind == JsonValueKind.Object ? value : null);
    }
}
