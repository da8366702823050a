using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Code;

namespace ContainerSecurity.Rules.Secrets;

/// <summary>A credential and the secrets that stand in it.</summary>
/// <param name="named">The credential.</param>
/// <param name="order">Its number among all.</param>
internal sealed class CredentialPlace(NamedCredential named, int order)
{
    /// <summary>Less than this is in too many texts by chance.</summary>
    private const int Shortest = 4;

    /// <summary>The characters that quotes and escapes may add to a word.</summary>
    private const int MostAdded = 8;

    private const int ShortestCommon = 6;

    private const int LongestCommon = 64;

    /// <summary>The credential.</summary>
    public NamedCredential Named => named;

    /// <summary>Its number among all.</summary>
    public int Order => order;

    /// <summary>The value without quotes and escapes.</summary>
    public string Value { get; } = Plain(named.Value);

    /// <summary>The secrets in it.</summary>
    public List<SecretPlace> Secrets { get; } = [];

    /// <summary>Whether the place is that of the value alone, and not of a text around it.</summary>
    public bool IsExact => named.IsWhole || (Span.Line == Span.EndLine && Span.EndColumn - Span.Column <= named.Value.Length + MostAdded);

    private SourceSpan Span => named.Location!.Span;

    /// <summary>Whether the value holds a text, is held by it, or ends as it begins: a shell ends a word at a character at which other readers go on.</summary>
    /// <param name="written">The text without quotes and escapes.</param>
    public bool Shares(string written) =>
        written.Length > 0
        && (Value.IndexOf(written, StringComparison.Ordinal) >= 0
            || (Value.Length >= Shortest && written.IndexOf(Value, StringComparison.Ordinal) >= 0)
            || EndsAsBegins(written));

    private bool EndsAsBegins(string written)
    {
        for (int length = Math.Min(LongestCommon, Math.Min(written.Length, Value.Length)); length >= ShortestCommon; length--)
            if (string.CompareOrdinal(Value, Value.Length - length, written, 0, length) == 0)
                return true;
        return false;
    }

    /// <summary>A text without what quotes, escapes and goes on in the next line.</summary>
    public static string Plain(string text) => new([.. text.Where(c => c is not ('\\' or '"' or '\'' or '`' or '^') && !char.IsWhiteSpace(c))]);
}
