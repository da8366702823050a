using System.Formats.Cbor;

namespace ContainerSecurity.SupplyChain.Signatures.Notary.Envelopes;

/// <summary>Reads envelopes in COSE: a tagged COSE_Sign1 (signature envelope in COSE; RFC 9052, section 4.2).</summary>
internal static class CoseEnvelopeReader
{
    private const ulong Sign1Tag = 18;
    private const int AlgorithmLabel = 1, CriticalLabel = 2, ContentTypeLabel = 3, ChainLabel = 33;
    private const int MaxHeaders = 256;

    /// <exception cref="SignatureFormatException">It is no such envelope.</exception>
    public static NotaryEnvelope Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var reader = new CborReader(bytes, CborConformanceMode.Strict);
            if (reader.PeekState() != CborReaderState.Tag || (ulong)reader.ReadTag() != Sign1Tag || reader.ReadStartArray() != 4)
                throw new SignatureFormatException("The envelope is no COSE_Sign1 with its tag 18.");
            byte[] signed = reader.ReadByteString();
            UnsignedHeaders unsigned = ReadUnsigned(reader);
            byte[] payload = reader.ReadByteString(), signature = reader.ReadByteString();
            reader.ReadEndArray();
            if (reader.BytesRemaining > 0)
                throw new SignatureFormatException("The envelope is followed by something else.");
            return new NotaryEnvelope(SignedHeaders.Check(ReadSigned(signed)), unsigned, payload, ToBeSigned(signed, payload), signature);
        }
        catch (Exception e) when (e is CborContentException or InvalidOperationException or OverflowException)
        {
            throw new SignatureFormatException($"The envelope is no COSE that can be read: {e.Message}");
        }
    }

    private static RawHeaders ReadSigned(byte[] bytes)
    {
        var reader = new CborReader(bytes, CborConformanceMode.Strict);
        var raw = new RawHeaders();
        int? count = reader.ReadStartMap();
        for (int i = 0; reader.PeekState() != CborReaderState.EndMap; i++)
        {
            if (i == MaxHeaders)
                throw new SignatureFormatException($"The envelope has {count} headers; {MaxHeaders} are read at most.");
            if (reader.PeekState() == CborReaderState.TextString)
                ReadNamed(reader, raw, reader.ReadTextString());
            else
                ReadNumbered(reader, raw, reader.ReadInt64());
        }
        reader.ReadEndMap();
        return reader.BytesRemaining == 0 ? raw : throw new SignatureFormatException("The protected header is followed by something else.");
    }

    private static void ReadNamed(CborReader reader, RawHeaders raw, string name)
    {
        raw.Names.Add(name);
        switch (name)
        {
            case SignedHeaders.SchemeKey:
                raw.Scheme = reader.ReadTextString();
                break;
            case SignedHeaders.PluginKey:
                raw.Plugin = reader.ReadTextString();
                break;
            case SignedHeaders.TimeKey:
                raw.Time = ReadTime(reader);
                break;
            case SignedHeaders.AuthenticTimeKey:
                raw.AuthenticTime = ReadTime(reader);
                break;
            case SignedHeaders.ExpiryKey:
                raw.Expiry = ReadTime(reader);
                break;
            default:
                reader.SkipValue();
                break;
        }
    }

    private static void ReadNumbered(CborReader reader, RawHeaders raw, long label)
    {
        switch (label)
        {
            case AlgorithmLabel:
                raw.Algorithm = NotaryAlgorithm.NameOf(reader.ReadInt64());
                break;
            case ContentTypeLabel:
                raw.ContentType = reader.ReadTextString();
                break;
            case CriticalLabel:
                ReadCritical(reader, raw);
                break;
            default:
                raw.Names.Add(NameOf(label));
                reader.SkipValue();
                break;
        }
    }

    /// <summary>The labels that must be understood; those of algorithm and content type, which always are, need not be listed and may be.</summary>
    private static void ReadCritical(CborReader reader, RawHeaders raw)
    {
        reader.ReadStartArray();
        while (reader.PeekState() != CborReaderState.EndArray)
        {
            if (raw.Critical.Count == MaxHeaders)
                throw new SignatureFormatException($"The header 'crit' names more than {MaxHeaders} headers.");
            if (reader.PeekState() == CborReaderState.TextString)
                raw.Critical.Add(reader.ReadTextString());
            else if (reader.ReadInt64() is var label and not (AlgorithmLabel or ContentTypeLabel))
                raw.Critical.Add(NameOf(label));
        }
        reader.ReadEndArray();
    }

    /// <summary>The name of a header that has a number; no name that a text may be.</summary>
    private static string NameOf(long label) => $"({label.ToString(System.Globalization.CultureInfo.InvariantCulture)})";

    /// <summary>A time: seconds with the tag 1 (RFC 8949, section 3.4.2).</summary>
    private static DateTimeOffset ReadTime(CborReader reader)
    {
        if (reader.PeekState() != CborReaderState.Tag || reader.ReadTag() != CborTag.UnixTimeSeconds
            || reader.PeekState() is not (CborReaderState.UnsignedInteger or CborReaderState.NegativeInteger))
            throw new SignatureFormatException("A time of the envelope is no number of seconds with the tag 1.");
        try
        {
            return DateTimeOffset.FromUnixTimeSeconds(reader.ReadInt64());
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new SignatureFormatException("A time of the envelope is in no year that there is.");
        }
    }

    private static UnsignedHeaders ReadUnsigned(CborReader reader)
    {
        List<byte[]> chain = [];
        byte[]? token = null;
        string? agent = null;
        reader.ReadStartMap();
        for (int i = 0; reader.PeekState() != CborReaderState.EndMap; i++)
        {
            if (i == MaxHeaders)
                throw new SignatureFormatException($"The envelope has more than {MaxHeaders} headers.");
            string name = reader.PeekState() == CborReaderState.TextString ? reader.ReadTextString() : NameOf(reader.ReadInt64());
            if (name == NameOf(ChainLabel))
                ReadChain(reader, chain);
            else if (name == UnsignedHeaders.TimestampKey)
                token = reader.ReadByteString();
            else if (name == UnsignedHeaders.AgentKey && reader.PeekState() == CborReaderState.TextString)
                agent = reader.ReadTextString();
            else
                reader.SkipValue();
        }
        reader.ReadEndMap();
        return new UnsignedHeaders(chain, token, agent).Checked();
    }

    /// <summary>One certificate stands alone, several in a list (RFC 9360, section 2).</summary>
    private static void ReadChain(CborReader reader, List<byte[]> chain)
    {
        if (reader.PeekState() == CborReaderState.ByteString)
        {
            chain.Add(reader.ReadByteString());
            return;
        }
        reader.ReadStartArray();
        while (reader.PeekState() != CborReaderState.EndArray && chain.Count <= NotaryEnvelope.MaxCertificates)
            chain.Add(reader.ReadByteString());
        if (chain.Count > NotaryEnvelope.MaxCertificates)
            throw new SignatureFormatException($"The envelope holds more than {NotaryEnvelope.MaxCertificates} certificates.");
        reader.ReadEndArray();
    }

    /// <summary>The bytes that are signed: a Sig_structure (RFC 9052, section 4.4).</summary>
    private static byte[] ToBeSigned(byte[] signed, byte[] payload)
    {
        var writer = new CborWriter(CborConformanceMode.Strict);
        writer.WriteStartArray(4);
        writer.WriteTextString("Signature1");
        writer.WriteByteString(signed);
        writer.WriteByteString([]);
        writer.WriteByteString(payload);
        writer.WriteEndArray();
        return writer.Encode();
    }
}
