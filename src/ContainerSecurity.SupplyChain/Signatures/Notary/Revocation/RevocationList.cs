using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ContainerSecurity.SupplyChain.Signatures.Notary.Certificates;

namespace ContainerSecurity.SupplyChain.Signatures.Notary.Revocation;

/// <summary>A list of revoked certificates (RFC 5280, section 5.1).</summary>
internal sealed class RevocationList
{
    private const string RemovedReason = "2.5.29.21", IssuingDistributionPoint = "2.5.29.28", InvalidityDate = "2.5.29.24";
    private const int MaxLength = 64 * 1024 * 1024;
    private const byte RemoveFromList = 8;

    private readonly byte[] der;
    private readonly Dictionary<string, DateTimeOffset> revoked = [];
    private byte[] issuer = [];
    private DateTimeOffset from;
    private DateTimeOffset? until;

    /// <summary>Whether the list says less than a whole one does: of some reasons, of other authorities, since another list.</summary>
    private bool isPartial;

    private RevocationList(byte[] der) => this.der = der;

    /// <exception cref="SignatureFormatException">It is no list.</exception>
    public static RevocationList Read(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > MaxLength)
            throw new SignatureFormatException($"A revocation list has {bytes.Length} bytes; {MaxLength} are read at most.");
        byte[] der = bytes.ToArray();
        if (der.AsSpan().StartsWith("-----BEGIN"u8))
        {
            string text = System.Text.Encoding.ASCII.GetString(der);
            der = PemEncoding.TryFind(text, out PemFields fields) ? Convert.FromBase64String(text[fields.Base64Data]) : [];
        }
        var list = new RevocationList(der);
        try
        {
            list.ReadFields(new AsnReader(der, AsnEncodingRules.DER).ReadSequence().ReadSequence());
        }
        catch (AsnContentException e)
        {
            throw new SignatureFormatException($"A revocation list cannot be read: {e.Message}");
        }
        return list;
    }

    /// <summary>Whether the list is one of the issuer's, signed by it, about all of its certificates.</summary>
    public bool SpeaksOf(X509Certificate2 certificate, X509Certificate2 by) =>
        !isPartial
        && issuer.AsSpan().SequenceEqual(certificate.IssuerName.RawData)
        && issuer.AsSpan().SequenceEqual(by.SubjectName.RawData)
        && CertificateSignature.IsSignedBy(der, by);

    /// <summary>Whether the list holds at a time. One without an end never does: nobody could say that it is not an old one.</summary>
    public bool IsCurrent(DateTimeOffset now) => from <= now && now <= until;

    /// <summary>When a certificate was revoked; null where it was not, or only after it had signed.</summary>
    public DateTimeOffset? FindRevocation(ReadOnlySpan<byte> serial, DateTimeOffset? signed) =>
        revoked.TryGetValue(Convert.ToHexString(serial), out DateTimeOffset at) && !(signed < at) ? at : null;

    private void ReadFields(AsnReader fields)
    {
        if (fields.PeekTag().HasSameClassAndValue(Asn1Tag.Integer))
            fields.ReadInteger();
        fields.ReadSequence();
        issuer = fields.ReadEncodedValue().ToArray();
        from = ReadTime(fields);
        if (fields.HasData && IsTime(fields.PeekTag()))
            until = ReadTime(fields);
        if (fields.HasData && fields.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence))
        {
            AsnReader entries = fields.ReadSequence();
            while (entries.HasData)
                ReadEntry(entries.ReadSequence());
        }
        var extensions = new Asn1Tag(TagClass.ContextSpecific, 0, isConstructed: true);
        if (fields.HasData && fields.PeekTag() == extensions)
            foreach ((string name, bool isCritical, ReadOnlyMemory<byte> value) in Extensions(fields.ReadSequence(extensions).ReadSequence()))
                isPartial |= name == IssuingDistributionPoint ? LimitsItself(value) : isCritical;
    }

    private void ReadEntry(AsnReader entry)
    {
        string serial = Convert.ToHexString(entry.ReadIntegerBytes().Span);
        DateTimeOffset at = ReadTime(entry);
        foreach ((string name, bool isCritical, ReadOnlyMemory<byte> value) in entry.HasData ? Extensions(entry.ReadSequence()) : [])
            if (name == RemovedReason && value.Span is [_, _, RemoveFromList])
                return;
            else if (name == InvalidityDate)
                // A key may be known to be stolen since before it was revoked: the earlier time counts.
                at = Earlier(at, new AsnReader(value, AsnEncodingRules.DER).ReadGeneralizedTime());
            else
                isPartial |= isCritical && name != RemovedReason;
        revoked[serial] = revoked.TryGetValue(serial, out DateTimeOffset known) ? Earlier(known, at) : at;
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    /// <summary>Whether a list is only about some certificates or reasons (RFC 5280, section 5.2.5): anything but the place of the list.</summary>
    private static bool LimitsItself(ReadOnlyMemory<byte> value)
    {
        AsnReader fields = new AsnReader(value, AsnEncodingRules.DER).ReadSequence();
        while (fields.HasData)
        {
            if (fields.PeekTag().TagValue != 0)
                return true;
            fields.ReadEncodedValue();
        }
        return false;
    }

    private static List<(string Name, bool IsCritical, ReadOnlyMemory<byte> Value)> Extensions(AsnReader list)
    {
        var extensions = new List<(string, bool, ReadOnlyMemory<byte>)>();
        while (list.HasData)
        {
            AsnReader one = list.ReadSequence();
            string name = one.ReadObjectIdentifier();
            bool isCritical = one.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean) && one.ReadBoolean();
            extensions.Add((name, isCritical, one.ReadOctetString()));
        }
        return extensions;
    }

    private static bool IsTime(Asn1Tag tag) => tag.HasSameClassAndValue(Asn1Tag.UtcTime) || tag.HasSameClassAndValue(Asn1Tag.GeneralizedTime);

    private static DateTimeOffset ReadTime(AsnReader reader) =>
        reader.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime) ? reader.ReadUtcTime() : reader.ReadGeneralizedTime();
}
