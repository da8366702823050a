using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ContainerSecurity.Documents;
using ContainerSecurity.Secrets.Files;
using ContainerSecurity.Secrets.Names;
using ContainerSecurity.Secrets.Patterns;
using ContainerSecurity.Secrets.Scanning;
using ContainerSecurity.Secrets.Shapes;
using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Secrets;

/// <summary>
/// Finds secrets in text: tokens of known services, private keys, passwords in URLs, connection strings and command
/// lines, values that their names call credentials,
/// also within Base64, hexadecimal digits, percent-encoding and gzip. It is immutable and may be used by several threads at once.
/// </summary>
/// <remarks>
/// One pass over the text compares four characters at every place with the rarest four of each pattern; patterns run
/// only where these agree, and every pattern's cost
/// is bounded by the length of its match. Nothing is allocated where nothing is found. A comment
/// <c>csec:allow-secret</c> lets the secrets of its line pass, and
/// those of the next line where it has a line of its own; <c>csec:allow-secrets-of-file</c> in a text's first line lets all pass.
/// </remarks>
public sealed class SecretDetector
{
    internal const int NamedTarget = -1;

    internal const int PercentTarget = -2;

    /// <summary>How far from a secret the comment may be.</summary>
    private const int LongestLine = 1024;

    private const string AllowComment = "csec:allow-secret";

    private const string AllowFileComment = "csec:allow-secrets-of-file";

    private static readonly string[] PercentAnchors = ["%3A%2F%2F", "%22%3A", "%3D"];

    private readonly HashSet<string> allowedValues;
    private readonly HashSet<string> allowedFingerprints;
    private readonly string[] allowedPaths;
    private readonly string salt;
    private readonly SecretPattern?[] contextual = new SecretPattern?[(int)SecretContext.ConnectionString + 1];
    private readonly List<NameWord> words = [];

    /// <summary>Creates a detector.</summary>
    /// <param name="options">What to look for; null for the built-in patterns and no exceptions.</param>
    /// <exception cref="ArgumentException">A pattern has neither names nor characters that are rare enough to be looked for.</exception>
    public SecretDetector(SecretDetectorOptions? options = null)
    {
        options ??= new SecretDetectorOptions();
        Patterns = [.. options.Patterns];
        allowedValues = new HashSet<string>(options.AllowedValues, StringComparer.Ordinal);
        allowedFingerprints = new HashSet<string>(options.AllowedFingerprints, StringComparer.Ordinal);
        allowedPaths = [.. options.AllowedPaths];
        salt = options.Salt;
        MaximumDecodeDepth = options.MaximumDecodeDepth;
        List<SecretPattern> tokens = [];
        List<SecretPattern> expressions = [];
        Dictionary<string, NameWord> wordsByText = new(StringComparer.Ordinal);
        foreach (SecretPattern pattern in Patterns)
        {
            if (pattern.IsExpression)
                expressions.Add(pattern);
            else if (pattern.Context != SecretContext.Anywhere)
                contextual[(int)pattern.Context] = pattern;
            else if (pattern.Names.Count > 0)
                AddWords(pattern, wordsByText);
            else
                tokens.Add(pattern);
        }
        Tokens = [.. tokens];
        Expressions = [.. expressions];
        AddAnchors();
    }

    /// <summary>The detector with the built-in patterns and no exceptions.</summary>
    public static SecretDetector Default { get; } = new();

    /// <summary>The patterns looked for.</summary>
    public IReadOnlyList<SecretPattern> Patterns { get; }

    /// <summary>The patterns that need no name, in the order of the anchors' targets.</summary>
    internal SecretPattern[] Tokens { get; }

    /// <summary>The patterns that are tried on whole texts.</summary>
    internal SecretPattern[] Expressions { get; }

    /// <summary>The words of names, whose targets follow those of the tokens.</summary>
    internal IReadOnlyList<NameWord> Words => words;

    internal AnchorTable Anchors { get; } = new();

    internal int MaximumDecodeDepth { get; }

    internal SecretPattern? ConnectionString => contextual[(int)SecretContext.ConnectionString];

    /// <summary>Finds the secrets in a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">Where it is from, for the allowed paths; null where it has no path.</param>
    /// <returns>The findings in order of their place; they do not overlap, but for those of one encoded text.</returns>
    public IReadOnlyList<SecretFinding> Scan(string text, string? path = null)
    {
        _ = text ?? throw new ArgumentNullException(nameof(text));
        if (path is not null && IsAllowedPath(path))
            return [];
        IReadOnlyList<SecretFinding>? found = new TextScan(this, text, origin: OriginOf(path)).Run();
        return found is not null && !IsAllowedAsWhole(text) ? found : Array.Empty<SecretFinding>();
    }

    /// <summary>The text with its secrets hidden.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isHidden">Which are hidden; null for all.</param>
    internal string Hide(string text, Predicate<SecretFinding>? isHidden = null)
    {
        IReadOnlyList<SecretFinding> found = Scan(text);
        int shown = text.Length;
        for (int i = found.Count - 1; i >= 0; i--)
        {
            // Those of one encoded text overlap.
            if (found[i].Start + found[i].Length > shown || isHidden?.Invoke(found[i]) == false)
                continue;
            shown = found[i].Start;
            text = text.Substring(0, shown) + found[i].Redacted + text.Substring(shown + found[i].Length);
        }
        return text;
    }

    /// <summary>
    /// Finds the secrets in the value of a name: of a variable, a field, a member. The value is known to be meant as it
    /// stands, so weaker passwords count too.
    /// </summary>
    /// <param name="name">The name, such as <c>DB_PASSWORD</c>.</param>
    /// <param name="value">The value.</param>
    /// <returns>The findings in order of their place in the value.</returns>
    public IReadOnlyList<SecretFinding> ScanValue(string name, string value)
    {
        _ = name ?? throw new ArgumentNullException(nameof(name));
        _ = value ?? throw new ArgumentNullException(nameof(value));
        return new TextScan(this, value).Run(name) ?? (IReadOnlyList<SecretFinding>)[];
    }

    /// <summary>
    /// Makes a finding of a part of a text that the caller knows to be a secret by its surroundings, such as what code hands to a parameter for passwords.
    /// </summary>
    /// <param name="context">The surroundings that tell it.</param>
    /// <param name="text">The text.</param>
    /// <param name="start">The index of the secret's first character.</param>
    /// <param name="length">The number of its characters.</param>
    /// <returns>The finding; null where the value is an allowed one, or no pattern of the detector goes by these surroundings.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The surroundings tell no secret, or the part is not one of the text.</exception>
    public SecretFinding? FindingOf(SecretContext context, string text, int start, int length)
    {
        _ = text ?? throw new ArgumentNullException(nameof(text));
        if (context <= SecretContext.Anywhere || (int)context >= contextual.Length)
            throw new ArgumentOutOfRangeException(nameof(context));
        if (start < 0 || start > text.Length)
            throw new ArgumentOutOfRangeException(nameof(start));
        if (length < 0 || length > text.Length - start)
            throw new ArgumentOutOfRangeException(nameof(length));
        return contextual[(int)context] is { } pattern ? Judge(pattern, text, start, start + length) : null;
    }

    /// <summary>
    /// Returns whether the secrets at a place pass: by a comment in its line or alone in the line before, by the text's
    /// first line, by its path.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="at">The index of the secret's first character.</param>
    /// <param name="path">Where the text is from, for the allowed paths; null where it has no path.</param>
    /// <exception cref="ArgumentOutOfRangeException">The place is not in the text.</exception>
    public bool IsAllowed(string text, int at, string? path = null)
    {
        _ = text ?? throw new ArgumentNullException(nameof(text));
        if (at < 0 || at > text.Length)
            throw new ArgumentOutOfRangeException(nameof(at));
        return (path is not null && IsAllowedPath(path)) || IsAllowedAsWhole(text) || IsAllowedInPlace(text, at);
    }

    /// <summary>The word that an anchor's target stands for, or null where it stands for something else.</summary>
    internal NameWord? WordAt(int target) => target >= Tokens.Length ? words[target - Tokens.Length] : null;

    /// <summary>The pattern for values of names of a kind.</summary>
    internal SecretPattern? Contextual(SecretNameKind kind) =>
        kind switch
        {
            SecretNameKind.Password => contextual[(int)SecretContext.Password],
            SecretNameKind.Token or SecretNameKind.Vague => contextual[(int)SecretContext.Token],
            _ => null,
        };

    /// <summary>Makes a finding of a part of a text that has a pattern's shape, unless it is no secret or an allowed one.</summary>
    internal SecretFinding? Judge(SecretPattern pattern, string text, int start, int end) =>
        JudgeValue(pattern, text.Substring(start, end - start), start, end - start);

    /// <summary>Makes a finding of a value that takes a part of a text, unless it is no secret or an allowed one.</summary>
    internal SecretFinding? JudgeValue(SecretPattern pattern, string value, int start, int length)
    {
        if (allowedValues.Contains(value)
            || PublishedExamples.Contain(value)
            || PublishedSignatures.IsOn(value)
            || pattern.Verify(value) is not { IsSecret: true } verdict)
            return null;
        string fingerprint = FingerprintOf(value);
        return allowedFingerprints.Contains(fingerprint)
            ? null
            : new SecretFinding(pattern, start, length, Redact(pattern, value), fingerprint, verdict.Confidence, verdict.Validity);
    }

    /// <summary>Whether a comment in the line of a place, or alone in the line before, lets its secrets pass.</summary>
    internal bool IsAllowedInPlace(string text, int at)
    {
        int lineStart = LineStart(text, at);
        int lineEnd = text.IndexOf('\n', at, Math.Min(LongestLine, text.Length - at));
        if (text.IndexOf(AllowComment, lineStart, (lineEnd < 0 ? Math.Min(text.Length, at + LongestLine) : lineEnd) - lineStart, StringComparison.Ordinal) >= 0)
            return true;
        if (lineStart < 2)
            return false;
        int previous = LineStart(text, lineStart - 1);
        int comment = text.IndexOf(AllowComment, previous, lineStart - previous, StringComparison.Ordinal);
        return comment >= 0 && text.Substring(previous, comment - previous).All(c => !char.IsLetterOrDigit(c));
    }

    private static bool IsAllowedAsWhole(string text)
    {
        int line = text.IndexOf('\n', 0, Math.Min(LongestLine, text.Length));
        return text.IndexOf(AllowFileComment, 0, line < 0 ? Math.Min(LongestLine, text.Length) : line, StringComparison.Ordinal) >= 0;
    }

    private bool IsAllowedPath(string path) => Array.Exists(allowedPaths, p => Glob.Matches(p, path));

    private static TextOrigin OriginOf(string? path) => path is null ? default : new TextOrigin(TranslationFile.Is(path), ProgramFile.Is(path));

    private static int LineStart(string text, int at)
    {
        int first = Math.Max(0, at - LongestLine);
        return at == 0 ? 0 : text.LastIndexOf('\n', at - 1, at - first) is >= 0 and int before ? before + 1 : first;
    }

    private void AddWords(SecretPattern pattern, Dictionary<string, NameWord> wordsByText)
    {
        foreach (string name in pattern.Names)
            foreach (string spelling in NameWord.Spellings(name))
            {
                if (!wordsByText.TryGetValue(spelling, out NameWord? word))
                {
                    wordsByText.Add(spelling, word = new NameWord(spelling));
                    words.Add(word);
                }
                word.Patterns.Add(pattern);
            }
    }

    private void AddAnchors()
    {
        for (int i = 0; i < Tokens.Length; i++)
            Tokens[i].Compiled.AddTo(Anchors, i);
        for (int i = 0; i < words.Count; i++)
            Anchors.Add(words[i].Text, Tokens.Length + i);
        if (Array.Exists(contextual, p => p is not null))
            foreach (string part in NamedCredentials.Anchors)
                Anchors.Add(part, NamedTarget);
        if (MaximumDecodeDepth > 0)
            foreach (string encoded in PercentAnchors)
                Anchors.Add(encoded, PercentTarget);
    }

    private static string Redact(SecretPattern pattern, string value)
    {
        string prefix = pattern.Locate is null ? pattern.Compiled.Prefix : "";
        return string.Format(CultureInfo.InvariantCulture, "{0}… ({1} characters)", prefix.Substring(0, Math.Min(4, prefix.Length)), value.Length);
    }

    /// <summary>The fingerprint that a finding of a value has.</summary>
    internal string FingerprintOf(string value)
    {
        using var algorithm = SHA256.Create();
        byte[] hash = algorithm.ComputeHash(Encoding.UTF8.GetBytes(salt + "\n" + value));
        return BitConverter.ToString(hash, 0, 16).Replace("-", "").ToLowerInvariant();
    }
}
