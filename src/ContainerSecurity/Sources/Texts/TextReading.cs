using ContainerSecurity.Documents;

namespace ContainerSecurity.Sources;

/// <summary>The text of a source that is searched for secrets; or why there is none to be searched.</summary>
internal sealed record TextReading
{
    /// <summary>Lines of people are shorter; a bundle has few lines.</summary>
    private const int BundleLineLength = 1_000;

    private const int ShortestBundle = 16 * 1024;

    private static readonly string[] BundleEndings = [".js", ".mjs", ".cjs", ".css"];

    private TextReading(SourceFile file) => File = file;

    private TextReading(PassedOverKind kind, string reason) => (Kind, Reason) = (kind, reason);

    /// <summary>The text; null where there is none to be searched.</summary>
    public SourceFile? File { get; }

    /// <summary>Why there is none, as reports count it.</summary>
    public PassedOverKind Kind { get; }

    /// <summary>Why there is none, as a sentence.</summary>
    public string Reason { get; } = "";

    /// <summary>Reads the bytes of a source.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="source">The source.</param>
    /// <param name="maxLength">The longest text that is searched.</param>
    public static TextReading Of(SourceBytes bytes, Source source, int maxLength)
    {
        if (!bytes.IsWhole)
            return TooLarge(maxLength);
        return TextEncoding.Read(bytes.Buffer, bytes.Count) is not { } text
                ? new TextReading(PassedOverKind.Binary, "It is binary, so it was not searched for secrets.")
            : text.Length > maxLength ? TooLarge(maxLength)
            : source.IsFound && IsBundle(source.Name, text)
                ? new TextReading(PassedOverKind.Minified, "It is a bundle that a program wrote, so it was not searched for secrets.")
            : new TextReading(new SourceFile(source.Name, text));
    }

    /// <summary>This reading as the content of a source without a text: one that was come upon is passed over, one that was named is an error.</summary>
    public SourceContent Without(Source source) => source.IsFound
        ? new SourceContent(source.Name, [], []) { Skipped = Reason, SkippedKind = Kind }
        : new SourceContent(source.Name, [], [new DocumentError(source.Name, SourceSpan.FileStart, Reason)]);

    private static TextReading TooLarge(int maxLength) =>
        new(PassedOverKind.TooLarge, $"It is larger than {maxLength} characters, so it was not searched for secrets.");

    private static bool IsBundle(string name, string text)
    {
        if (text.Length < ShortestBundle || !Array.Exists(BundleEndings, e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase)))
            return false;
        int lines = 1;
        for (int at = -1; (at = text.IndexOf('\n', at + 1)) >= 0;)
            lines++;
        return text.Length / lines > BundleLineLength;
    }
}
