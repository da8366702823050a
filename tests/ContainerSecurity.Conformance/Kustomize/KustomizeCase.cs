using System.Text.Json;

namespace ContainerSecurity.Conformance.Kustomize;

/// <summary>A kustomization with what kubectl makes of it.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Folder">The folder to build.</param>
/// <param name="Expected">The file with the output; null where there is an error.</param>
/// <param name="Error">The error; null where there is none.</param>
internal sealed record KustomizeCase(string Id, string Folder, string? Expected, string? Error)
{
    /// <summary>The cases of the corpus.</summary>
    public static IReadOnlyList<KustomizeCase> All(string corpus)
    {
        using var index = JsonDocument.Parse(File.ReadAllText(Path.Combine(corpus, "index.json")));
        string? Text(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;
        return
        [
            .. index.RootElement.EnumerateArray().Select(e => new KustomizeCase(
                Text(e, "id")!,
                Path.Combine(corpus, Text(e, "path")!),
                Text(e, "expected") is { } file ? Path.Combine(corpus, file) : null,
                Text(e, "error"))),
        ];
    }
}
