using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ContainerSecurity.SupplyChain.Signatures.Notary.Policies;

/// <summary>The attributes of a subject, each once: of a certificate, or of a trusted identity (RFC 4514).</summary>
internal sealed class SubjectName
{
    private const string Prefix = "x509.subject:";
    private const int MaxLength = 4096;
    private static readonly string[] Needed = ["C", "ST", "O"];

    private static readonly Dictionary<string, string> Names = new()
    {
        ["2.5.4.3"] = "CN",
        ["2.5.4.5"] = "SERIALNUMBER",
        ["2.5.4.6"] = "C",
        ["2.5.4.7"] = "L",
        ["2.5.4.8"] = "ST",
        ["2.5.4.9"] = "STREET",
        ["2.5.4.10"] = "O",
        ["2.5.4.11"] = "OU",
        ["2.5.4.17"] = "POSTALCODE",
        ["0.9.2342.19200300.100.1.25"] = "DC",
        ["0.9.2342.19200300.100.1.1"] = "UID",
    };

    private readonly Dictionary<string, string> attributes = [];

    private SubjectName()
    {
    }

    /// <summary>Reads the subject of a certificate; false where an attribute stands twice, so that nobody could say which is meant.</summary>
    public static bool TryRead(X500DistinguishedName subject, out SubjectName? name)
    {
        name = new SubjectName();
        foreach (X500RelativeDistinguishedName part in subject.EnumerateRelativeDistinguishedNames())
        {
            if (part.HasMultipleElements || part.GetSingleElementValue() is not { } value)
                return false;
            string type = part.GetSingleElementType().Value ?? "";
            if (!name.attributes.TryAdd(Names.GetValueOrDefault(type, type), value))
                return false;
        }
        return true;
    }

    /// <summary>Reads <c>x509.subject: C=…, ST=…, O=…</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">The name; null where the text is none, or an identity of another kind.</param>
    /// <param name="problem">What is wrong; null where it is an identity of another kind, which no certificate has.</param>
    public static bool TryParseIdentity(string text, out SubjectName? name, out string? problem)
    {
        name = null;
        problem = null;
        if (!text.Contains(':', StringComparison.Ordinal))
            problem = $"The identity '{text}' has no kind; write it like '{Prefix} C=US, ST=WA, O=example.com'.";
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
            return false;
        SubjectName? read = Parse(text[Prefix.Length..].Trim(), out problem);
        if (read is not null && Needed.FirstOrDefault(n => !read.attributes.ContainsKey(n)) is { } missing)
            problem = $"The identity '{text}' lacks {missing}; C, ST and O are needed.";
        name = problem is null ? read : null;
        return name is not null;
    }

    /// <summary>Whether all attributes of this name are those of another.</summary>
    public bool IsPartOf(SubjectName other) =>
        attributes.All(a => other.attributes.TryGetValue(a.Key, out string? value) && value == a.Value);

    private static SubjectName? Parse(string text, out string? problem)
    {
        var name = new SubjectName();
        problem = text.Length is 0 or > MaxLength ? $"An identity has from 1 to {MaxLength} characters." : null;
        foreach (string part in problem is null ? Split(text) : [])
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            string type = equals < 0 ? "" : part[..equals].Trim().ToUpperInvariant();
            string? value = equals < 0 ? null : Unescape(part[(equals + 1)..]);
            if (type.Length == 0 || string.IsNullOrEmpty(value))
                problem = $"'{part.Trim()}' is no attribute of a subject; write it like O=example.com.";
            else if (!name.attributes.TryAdd(type == "S" ? "ST" : type, value))
                problem = $"The identity names {type} twice.";
        }
        return problem is null ? name : null;
    }

    /// <summary>The attributes, divided by commas and plus signs that are not escaped. A plus sign makes no attribute, and is refused with it.</summary>
    private static IEnumerable<string> Split(string text)
    {
        int start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\')
                i++;
            else if (text[i] is ',' or ';')
            {
                yield return text[start..i];
                start = i + 1;
            }
        }
        yield return text[start..];
    }

    /// <summary>A value without its escapes; null where it is no value that can be read.</summary>
    private static string? Unescape(string written)
    {
        string text = written.TrimStart();
        // Trailing spaces are escaped where they belong to the value.
        while (text.EndsWith(' ') && !text.EndsWith("\\ ", StringComparison.Ordinal))
            text = text[..^1];
        if (text.StartsWith('#'))
            return null;
        var bytes = new List<byte>(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is '+' or '"' or '<' or '>')
                return null;
            if (text[i] != '\\')
            {
                int length = char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? 2 : 1;
                bytes.AddRange(Encoding.UTF8.GetBytes(text.Substring(i, length)));
                i += length - 1;
            }
            else if (i + 2 < text.Length && byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte value))
            {
                bytes.Add(value);
                i += 2;
            }
            else if (i + 1 < text.Length)
                bytes.AddRange(Encoding.UTF8.GetBytes(text.Substring(++i, 1)));
            else
                return null;
        }
        return Encoding.UTF8.GetString([.. bytes]);
    }
}
