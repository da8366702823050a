using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Code;
using ContainerSecurity.Secrets;

namespace ContainerSecurity.Rules.Secrets;

/// <summary>
/// Credentials by their places, each with the secrets of the text that stand in it; found by line, for a hostile text
/// has as many as it has words.
/// </summary>
internal sealed class CredentialPlaces
{
    /// <summary>Credentials over more lines than these are looked through one by one.</summary>
    private const int MostLines = 64;

    /// <summary>Of credentials at one place, as many are looked at. What further ones hold is reported twice, and never lost.</summary>
    private const int MostAtOnce = 256;

    private readonly Dictionary<(string File, string Path, int Line), List<CredentialPlace>> byLine = [];
    private readonly List<CredentialPlace> wide = [];
    private readonly SecretDetector detector;

    public CredentialPlaces(IEnumerable<NamedCredential> named, SecretDetector detector)
    {
        this.detector = detector;
        All = [.. named.Select((n, i) => new CredentialPlace(n, i))];
        foreach (CredentialPlace place in All)
            Add(place);
    }

    /// <summary>The credentials in their order.</summary>
    public IReadOnlyList<CredentialPlace> All { get; }

    /// <summary>
    /// Gives a secret to the credential that it is part of: one whose value has its characters, or all of whose place is
    /// the value; where a text has it several times, to the one that has fewest.
    /// </summary>
    public void Take(SecretPlace secret)
    {
        CredentialPlace[] around = [.. Around(secret.Location).Take(MostAtOnce)];
        if (around.Length == 0)
            return;
        string written = CredentialPlace.Plain(secret.Text);
        string fingerprint = secret.Secret.IsDecoded ? secret.Secret.Fingerprint : "";
        (LeastOf(around.Where(c => IsPart(written, fingerprint, c))) ?? LeastOf(around.Where(c => c.IsExact)))?.Secrets.Add(secret);
    }

    /// <summary>
    /// Whether a credential without a secret is another one too, which has one or comes before: a command within the
    /// words of another one is read twice, as a word and as what it is.
    /// </summary>
    public bool IsRepeated(CredentialPlace place) =>
        place.Named is { IsWhole: false, Group: null, Location: { } at }
        && Around(at).Take(MostAtOnce).Any(c =>
            c != place && !c.Named.IsWhole && (c.Secrets.Count > 0 || c.Order < place.Order) && (c.Shares(place.Value) || place.Shares(c.Value)));

    private bool IsPart(string written, string fingerprint, CredentialPlace place) =>
        fingerprint.Length > 0 ? detector.FingerprintOf(place.Named.Value) == fingerprint : place.Shares(written);

    private static CredentialPlace? LeastOf(IEnumerable<CredentialPlace> places) => places.OrderBy(c => c.Secrets.Count).FirstOrDefault();

    private void Add(CredentialPlace place)
    {
        if (place.Named.Location is not { } at)
            return;
        if (!at.File.IsObject && at.Span.EndLine - at.Span.Line > MostLines)
        {
            if (wide.Count < MostAtOnce)
                wide.Add(place);
            return;
        }
        foreach ((string, string, int) key in KeysOf(at))
        {
            if (!byLine.TryGetValue(key, out List<CredentialPlace>? list))
                byLine.Add(key, list = []);
            list.Add(place);
        }
    }

    /// <summary>The credentials whose places share characters with a place.</summary>
    private IEnumerable<CredentialPlace> Around(DocumentLocation at) =>
        KeysOf(at)
            .SelectMany(k => byLine.TryGetValue(k, out List<CredentialPlace>? list) ? list : [])
            .Concat(wide.Where(c => c.Named.Location!.File.Path == at.File.Path))
            .Where(c => Overlap(c.Named.Location!, at))
            .Distinct();

    /// <summary>The lines of a place; an object has none, and tells places apart by their paths.</summary>
    private static IEnumerable<(string File, string Path, int Line)> KeysOf(DocumentLocation at) =>
        at.File.IsObject
            ? [(at.File.Path, at.Path, 0)]
            : Enumerable.Range(at.Span.Line, Math.Max(1, at.Span.EndLine - at.Span.Line + 1)).Select(l => (at.File.Path, "", l));

    private static bool Overlap(DocumentLocation one, DocumentLocation other) =>
        one.File.IsObject ? one.Path == other.Path : IsBefore(one.Span, other.Span) && IsBefore(other.Span, one.Span);

    /// <summary>Whether a region begins before another one ends.</summary>
    private static bool IsBefore(SourceSpan one, SourceSpan other) =>
        one.Line < other.EndLine || (one.Line == other.EndLine && one.Column < other.EndColumn);
}
