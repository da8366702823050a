using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Code;
using ContainerSecurity.Secrets;

namespace ContainerSecurity.Rules.Secrets;

/// <summary>Credentials by their places, each with the secrets of the text that stand in it; found by line, for a hostile text has as many as it has words.</summary>
internal sealed class CredentialPlaces
{
    /// <summary>Credentials over more lines than these, as those within a script in quotes, are looked through one by one.</summary>
    private const int MostLines = 64;

    /// <summary>Of those, as many are looked through. What further ones hold is reported twice, and never lost.</summary>
    private const int MostWide = 256;

    private readonly Dictionary<(string File, string Path, int Line), List<NamedCredential>> byLine = [];
    private readonly List<NamedCredential> wide = [];
    private readonly Dictionary<NamedCredential, List<SecretPlace>> held = new(IdentityComparer.Instance);
    private readonly SecretDetector detector;

    public CredentialPlaces(IReadOnlyList<NamedCredential> named, SecretDetector detector)
    {
        this.detector = detector;
        foreach (NamedCredential credential in named)
            Add(credential);
    }

    /// <summary>The secrets in a credential.</summary>
    public IReadOnlyList<SecretPlace> Of(NamedCredential credential) => held.TryGetValue(credential, out List<SecretPlace>? places) ? places : [];

    /// <summary>Gives a secret to the credential that it is part of; where a text has it several times, to the one that has fewest.</summary>
    public void Take(SecretPlace secret)
    {
        NamedCredential[] around = [.. Candidates(secret).Where(c => Overlap(c.Location!, secret.Location))];
        if ((LeastOf(around.Where(c => IsPart(secret, c))) ?? LeastOf(around.Where(c => c.IsWhole))) is not { } holder)
            return;
        if (!held.TryGetValue(holder, out List<SecretPlace>? places))
            held.Add(holder, places = []);
        places.Add(secret);
    }

    private NamedCredential? LeastOf(IEnumerable<NamedCredential> credentials) => credentials.OrderBy(c => Of(c).Count).FirstOrDefault();

    private void Add(NamedCredential credential)
    {
        if (credential.Location is not { } at)
            return;
        if (!at.File.IsObject && at.Span.EndLine - at.Span.Line > MostLines)
        {
            if (wide.Count < MostWide)
                wide.Add(credential);
            return;
        }
        foreach ((string, string, int) key in KeysOf(at))
        {
            if (!byLine.TryGetValue(key, out List<NamedCredential>? list))
                byLine.Add(key, list = []);
            list.Add(credential);
        }
    }

    private IEnumerable<NamedCredential> Candidates(SecretPlace secret) =>
        KeysOf(secret.Location)
            .SelectMany(k => byLine.TryGetValue(k, out List<NamedCredential>? list) ? list : [])
            .Concat(wide.Where(c => c.Location!.File.Path == secret.Location.File.Path))
            .Distinct(IdentityComparer.Instance);

    /// <summary>The lines of a place; an object has none, and tells places apart by their paths.</summary>
    private static IEnumerable<(string File, string Path, int Line)> KeysOf(DocumentLocation at) =>
        at.File.IsObject
            ? [(at.File.Path, at.Path, 0)]
            : Enumerable.Range(at.Span.Line, Math.Max(1, at.Span.EndLine - at.Span.Line + 1)).Select(l => (at.File.Path, "", l));

    private static bool Overlap(DocumentLocation one, DocumentLocation other) =>
        one.File.IsObject
            ? one.Path == other.Path
            : IsBefore(one.Span, other.Span) && IsBefore(other.Span, one.Span);

    /// <summary>Whether a region begins before another one ends.</summary>
    private static bool IsBefore(SourceSpan one, SourceSpan other) =>
        one.Line < other.EndLine || (one.Line == other.EndLine && one.Column < other.EndColumn);

    private bool IsPart(SecretPlace secret, NamedCredential credential)
    {
        const int Shortest = 4;
        if (secret.Secret.IsDecoded)
            return detector.FingerprintOf(credential.Value) == secret.Secret.Fingerprint;
        string written = Plain(secret.Text), value = Plain(credential.Value);
        return written.Length > 0
            && (value.IndexOf(written, StringComparison.Ordinal) >= 0
                || (value.Length >= Shortest && written.IndexOf(value, StringComparison.Ordinal) >= 0));
    }

    /// <summary>A text without what quotes, escapes and goes on in the next line.</summary>
    private static string Plain(string text) => new([.. text.Where(c => c is not ('\\' or '"' or '\'' or '`' or '^') && !char.IsWhiteSpace(c))]);

    /// <summary>Two credentials of the same words are two.</summary>
    private sealed class IdentityComparer : IEqualityComparer<NamedCredential>
    {
        public static IdentityComparer Instance { get; } = new();

        public bool Equals(NamedCredential? x, NamedCredential? y) => ReferenceEquals(x, y);

        public int GetHashCode(NamedCredential obj) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(obj);
    }
}
