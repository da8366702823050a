using System.Text;
using ContainerSecurity.Documents;
using ContainerSecurity.Secrets;
using ContainerSecurity.Secrets.Names;
using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Rules.Secrets;

/// <summary>The text of a setting, with the place of each of its lines where they are written as they are.</summary>
internal sealed class SettingsText
{
    private readonly string key;
    private readonly string text;
    private readonly DocumentLocation place;
    private readonly SecretDetector detector;
    private readonly DocumentLocation?[] lines;

    private SettingsText(string key, string text, DocumentLocation place, DocumentLocation?[] lines, SecretDetector detector)
    {
        this.key = key;
        this.text = text;
        this.place = place;
        this.lines = lines;
        this.detector = detector;
    }

    /// <summary>The place of the whole value.</summary>
    public DocumentLocation Place => place;

    /// <summary>Reads a value that is a text.</summary>
    public static SettingsText Of(string key, Field<string> value, SecretDetector detector) =>
        new(key, value.Value, value.Location!, LinesOf(value), detector);

    /// <summary>Reads a value that holds the text in Base64.</summary>
    public static SettingsText OfBase64(string key, Field<string> value, SecretDetector detector) =>
        OfDecoded(key, value, Decode(value.Value) ?? value.Value, detector);

    /// <summary>Reads a value that was decoded.</summary>
    public static SettingsText OfDecoded(string key, Field<string> value, string text, SecretDetector detector) =>
        new(key, text, value.Location!, [null], detector);

    /// <summary>
    /// The credentials: by the key where the value is one line, by the lines otherwise. A value of many lines is a file:
    /// its key says only what file it is. Where the lines are not written as they are, secrets are looked for in the text.
    /// </summary>
    public IEnumerable<SettingsCredential> Credentials
    {
        get
        {
            if (SecretName.IsCredential(key) && text.Trim().IndexOf('\n') < 0 && ValueReference.IsLiteral(text))
                return [new SettingsCredential($"'{key}'", text, place, IsWhole: true)];
            SettingsCredential[] named =
                [.. CredentialLines.In(text).Select(l => new SettingsCredential($"'{l.Name}' ({key})", l.Value, LineAt(l.Line) ?? place, IsWhole: false))];
            return Array.IndexOf(lines, null) < 0 || text.Length == 0 ? named : WithSecrets(named);
        }
    }

    /// <summary>Credentials with the secrets of the text: those that a line names are the line's.</summary>
    private IEnumerable<SettingsCredential> WithSecrets(SettingsCredential[] named)
    {
        SettingsCredential[] secrets = [.. detector.Scan(text)
            .Where(s => s.Kind != SecretKind.AccountIdentifier)
            .Select(s => new SettingsCredential($"{s.Service} ({key})", text.Substring(s.Start, s.Length), place, IsWhole: true))];
        return named
            .Select(n => Array.Find(secrets, s => Share(s, n)) is { } secret ? n with { Value = secret.Value } : n)
            .Concat(secrets.Where(s => !Array.Exists(named, n => Share(s, n))));
    }

    private static bool Share(SettingsCredential secret, SettingsCredential named) =>
        named.Value.IndexOf(secret.Value, StringComparison.Ordinal) >= 0 || secret.Value.IndexOf(named.Value, StringComparison.Ordinal) >= 0;

    private DocumentLocation? LineAt(int line) => line < lines.Length ? lines[line] : null;

    /// <summary>The places of the lines of a value, one after the other in the source; null for those that are not written as they are.</summary>
    private static DocumentLocation?[] LinesOf(Field<string> value)
    {
        if (value.Node is not { File: { IsObject: false, Text: { } source } file } node)
            return [];
        string[] written = value.Value.Split('\n');
        var lines = new DocumentLocation?[written.Length];
        SourceSpan span = node.Span;
        int at = file.Lines.OffsetOf(span.Line, span.Column), end = file.Lines.OffsetOf(span.EndLine, span.EndColumn);
        if (node is ScalarNode { Style: ScalarStyle.Block } && source.IndexOf('\n', at, Math.Max(0, end - at)) is > 0 and var head)
            at = head;
        for (int i = 0; i < lines.Length; i++)
        {
            string line = written[i].Trim();
            int found = at > end ? -1 : source.IndexOf(line, at, end - at, StringComparison.Ordinal);
            if (found < 0)
                continue;
            lines[i] = new DocumentLocation(file, file.Lines.SpanOf(found, line.Length), value.Location!.Path);
            at = found + line.Length;
        }
        return lines;
    }

    private static string? Decode(string base64)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Convert.FromBase64String(base64));
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            return null;
        }
    }
}
