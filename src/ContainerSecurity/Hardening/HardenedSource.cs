using System.Text;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;

namespace ContainerSecurity.Hardening;

/// <summary>What hardening makes of a file: all of it or nothing.</summary>
/// <param name="Name">The source's name.</param>
/// <param name="Original">The text as it is, without its byte order mark.</param>
/// <param name="Text">The text after the changes; the same where there are none.</param>
/// <param name="Mended">The findings that the changes mend.</param>
/// <param name="Left">The findings of hardened rules that stay, each with its reason.</param>
/// <param name="Notes">What the changes take for granted.</param>
/// <param name="Errors">Why the file was not read or not changed.</param>
public sealed record HardenedSource(
    string Name,
    string Original,
    string Text,
    IReadOnlyList<PolicyFinding> Mended,
    IReadOnlyList<LeftFinding> Left,
    IReadOnlyList<HardeningNote> Notes,
    IReadOnlyList<DocumentError> Errors)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Whether the text begins with a byte order mark, which stays.</summary>
    public bool HasByteOrderMark { get; init; }

    /// <summary>Whether there are changes.</summary>
    public bool IsChanged => !string.Equals(Original, Text, StringComparison.Ordinal);

    /// <summary>The original text as bytes of UTF-8.</summary>
    public byte[] OriginalBytes() => Bytes(Original);

    /// <summary>The text after the changes as bytes of UTF-8.</summary>
    public byte[] ToBytes() => Bytes(Text);

    private byte[] Bytes(string text) => Utf8.GetBytes(HasByteOrderMark ? '\uFEFF' + text : text);
}
