using System.Text.Json;

namespace ContainerSecurity.Conformance.Peers;

/// <summary>What a peer's own tests say about one object of a file, or about the file.</summary>
/// <param name="Id">The case's name.</param>
/// <param name="Peer">The peer.</param>
/// <param name="Rule">The peer's rule.</param>
/// <param name="File">The manifest, below the corpus.</param>
/// <param name="Document">The object's document, from 0; null where the verdict is about the file.</param>
/// <param name="Name">The object's name.</param>
/// <param name="Kinds">The kinds that the peer reports in the file; empty where it does not say.</param>
/// <param name="Fails">Whether the peer reports anything.</param>
internal sealed record PeerCase(string Id, string Peer, string Rule, string File, int? Document, string Name, IReadOnlyList<string> Kinds, bool Fails)
{
    public const string Corpus = "kube-manifests";

    public static IReadOnlyList<PeerCase> ReadAll()
    {
        using var index = JsonDocument.Parse(System.IO.File.ReadAllText(Conformance.Corpus.Require(Corpus, "index.json")));
        return [.. index.RootElement.EnumerateArray().Select(Read)];
    }

    private static PeerCase Read(JsonElement c) => new(
        Text(c, "id"), Text(c, "peer"), Text(c, "peerRule"), Text(c, "file"),
        c.TryGetProperty("document", out JsonElement document) ? document.GetInt32() : null,
        Text(c, "name"),
        c.TryGetProperty("reportedKinds", out JsonElement kinds) ? [.. kinds.EnumerateObject().Select(k => k.Name)] : [],
        Text(c, "expected") == "fail");

    private static string Text(JsonElement c, string name) => c.TryGetProperty(name, out JsonElement value) ? value.GetString() ?? "" : "";
}
