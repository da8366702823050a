using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ContainerSecurity.Secrets;

/// <summary>Finds secrets in text: tokens of known services, private keys, passwords in URLs. It is immutable and may be used by several threads at once.</summary>
/// <remarks>
/// One pass over the text compares four characters at every place with the rarest four of each pattern; patterns run only where these agree, and every pattern's cost
/// is bounded by the length of its match. Nothing is allocated where nothing is found.
/// </remarks>
public sealed class SecretDetector
{
    private readonly HashSet<string> allowedValues;
    private readonly HashSet<string> allowedFingerprints;
    private readonly string salt;

    /// <summary>Creates a detector.</summary>
    /// <param name="options">What to look for; null for the built-in patterns and no exceptions.</param>
    public SecretDetector(SecretDetectorOptions? options = null)
    {
        options ??= new SecretDetectorOptions();
        Patterns = [.. options.Patterns];
        allowedValues = new HashSet<string>(options.AllowedValues, StringComparer.Ordinal);
        allowedFingerprints = new HashSet<string>(options.AllowedFingerprints, StringComparer.Ordinal);
        salt = options.Salt;
        Tokens = [.. Patterns.Where(p => p.Names.Count == 0)];
        Words = WordsOf(Patterns);
        Anchors = new AnchorTable(
        [
            .. Tokens.SelectMany((pattern, i) => pattern.Compiled.Heads.Select(head => (head, i))),
            .. Words.Select((word, i) => (word.Head, i + Tokens.Length)),
        ]);
    }

    /// <summary>The detector with the built-in patterns and no exceptions.</summary>
    public static SecretDetector Default { get; } = new();

    /// <summary>The patterns looked for.</summary>
    public IReadOnlyList<SecretPattern> Patterns { get; }

    /// <summary>The patterns that need no name, in the order of the anchors' targets.</summary>
    internal SecretPattern[] Tokens { get; }

    /// <summary>The words of names, whose targets follow those of the tokens.</summary>
    internal NameWord[] Words { get; }

    internal AnchorTable Anchors { get; }

    /// <summary>Finds the secrets in a text.</summary>
    /// <returns>The findings in order of their place; they do not overlap.</returns>
    public IReadOnlyList<SecretFinding> Scan(string text)
    {
        if (text is null)
            throw new ArgumentNullException(nameof(text));
        return new TextScan(this, text, 0, text.Length).Run() ?? (IReadOnlyList<SecretFinding>)[];
    }

    /// <summary>Makes a finding of a part of a text that has a pattern's shape, unless it is no secret or an allowed one.</summary>
    internal SecretFinding? Judge(SecretPattern pattern, string text, int start, int end)
    {
        string value = text.Substring(start, end - start);
        if (allowedValues.Contains(value) || pattern.Verify(value) is not { IsSecret: true } verdict)
            return null;
        string fingerprint = Fingerprint(value);
        return allowedFingerprints.Contains(fingerprint)
            ? null
            : new SecretFinding(pattern, start, end - start, Redact(pattern, value), fingerprint, verdict.Confidence, verdict.Validity);
    }

    private static NameWord[] WordsOf(IEnumerable<SecretPattern> patterns)
    {
        Dictionary<string, NameWord> words = new(StringComparer.Ordinal);
        foreach (SecretPattern pattern in patterns)
            foreach (string spelling in pattern.Names.SelectMany(NameWord.Spellings))
            {
                if (!words.TryGetValue(spelling, out NameWord? word))
                    words.Add(spelling, word = new NameWord(spelling));
                word.Patterns.Add(pattern);
            }
        return [.. words.Values];
    }

    private static string Redact(SecretPattern pattern, string value)
    {
        string prefix = pattern.Locate is null ? value.Substring(0, Math.Min(4, pattern.Compiled.PrefixLength)) : "";
        return string.Format(CultureInfo.InvariantCulture, "{0}… ({1} characters)", prefix, value.Length);
    }

    private string Fingerprint(string value)
    {
        using var algorithm = SHA256.Create();
        byte[] hash = algorithm.ComputeHash(Encoding.UTF8.GetBytes(salt + "\n" + value));
        return BitConverter.ToString(hash, 0, 16).Replace("-", "").ToLowerInvariant();
    }
}
