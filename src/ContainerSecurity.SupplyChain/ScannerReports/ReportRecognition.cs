using System.Text;
using System.Text.Json;

namespace ContainerSecurity.SupplyChain.ScannerReports;

/// <summary>Tells by its outermost keys what a text is, also one that breaks off behind them.</summary>
internal static class ReportRecognition
{
    private const int MaxKeys = 64;

    /// <summary>Words of which one is in each text that is read here.</summary>
    private static readonly string[] Marks =
    [
        "\"bomFormat\"", "\"spdxVersion\"", "\"payloadType\"", "\"predicateType\"", "\"dsseEnvelope\"", "\"SchemaVersion\"", "\"Target\"", "\"ClusterName\"",
            "\"matches\"",
        "\"results\"", "\"runs\"",
    ];

    private static readonly string[] OsvKeys =
        ["results", "experimental_config", "experimental_analysis_config", "experimental_generic_findings", "image_metadata", "license_summary"];

    /// <summary>What a text is.</summary>
    public static ReportKind KindOf(string text)
    {
        int start = 0;
        while (start < text.Length && (char.IsWhiteSpace(text[start]) || text[start] == '\uFEFF'))
            start++;
        if (start == text.Length || text[start] is not ('{' or '[') || !Array.Exists(Marks, m => Holds(text, m)))
            return ReportKind.None;
        Dictionary<string, string> keys = KeysOf(Encoding.UTF8.GetBytes(text[start..]), text[start] == '[');
        return text[start] == '[' ? OfList(keys) : OfObject(keys, text);
    }

    private static bool Holds(string text, string word) => text.Contains(word, StringComparison.Ordinal);

    /// <summary>The old form of Trivy's report is a list of what an object of today has as <c>Results</c>.</summary>
    private static ReportKind OfList(Dictionary<string, string> keys) =>
        keys.ContainsKey("Target") && (keys.ContainsKey("Vulnerabilities") || keys.ContainsKey("Type")) ? ReportKind.Trivy : ReportKind.None;

    private static ReportKind OfObject(Dictionary<string, string> keys, string text)
    {
        if (keys.GetValueOrDefault("bomFormat") == "CycloneDX" || keys.ContainsKey("spdxVersion"))
            return ReportKind.Bill;
        if (keys.ContainsKey("dsseEnvelope") || (keys.ContainsKey("payloadType") && keys.ContainsKey("payload"))
            || (keys.ContainsKey("_type") && keys.ContainsKey("predicateType")))
            return ReportKind.Attestation;
        if ((keys.ContainsKey("SchemaVersion") && (keys.ContainsKey("ArtifactName") || keys.ContainsKey("Results")))
            || (keys.ContainsKey("ClusterName") && (keys.ContainsKey("Resources") || keys.ContainsKey("Findings"))))
            return ReportKind.Trivy;
        // What tells the two apart from others may stand behind a break.
        if (keys.ContainsKey("matches") && (keys.ContainsKey("descriptor") || Holds(text, "\"vulnerability\"")))
            return ReportKind.Grype;
        if (keys.ContainsKey("runs") && (keys.GetValueOrDefault("version") is { } version
            ? version.StartsWith("2.", StringComparison.Ordinal) : keys.ContainsKey("$schema") || Holds(text, "\"driver\"")))
            return ReportKind.Sarif;
        return keys.ContainsKey("results") && keys.Keys.All(k => OsvKeys.Contains(k)) ? ReportKind.OsvScanner : ReportKind.None;
    }

    /// <summary>The keys of the outermost object, or of the first in the outermost list, with those of their values that are texts.</summary>
    private static Dictionary<string, string> KeysOf(ReadOnlySpan<byte> json, bool isList)
    {
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        int depth = isList ? 2 : 1;
        try
        {
            while (keys.Count < MaxKeys && reader.Read())
            {
                if (reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth < depth)
                    return keys;
                if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != depth)
                    continue;
                string key = reader.GetString()!;
                if (!reader.Read())
                    return keys;
                keys[key] = reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // What stands before the break is told; the reader says where it is.
        }
        return keys;
    }
}
