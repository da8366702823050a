using System.Text;
using ContainerSecurity.Documents;
using ContainerSecurity.SupplyChain.Signatures;
using ContainerSecurity.SupplyChain.Signatures.Dsse;
using ContainerSecurity.SupplyChain.Signatures.Keys;

namespace ContainerSecurity.SupplyChain.Advisories.Compiled;

/// <summary>
/// Signatures of compiled files: an envelope (DSSE) beside the file, over the digest that stands for all of its bytes.
/// </summary>
public static class AdvisorySignature
{
    /// <summary>What the envelope holds: the text of <see cref="CompiledAdvisories.Digest"/>.</summary>
    public const string PayloadType = "application/vnd.containersecurity.advisories";

    /// <summary>What stands behind the name of a file in that of its signature.</summary>
    public const string FileEnd = ".sig";

    private const int MaxLength = 64 * 1024;

    /// <summary>Signs a compiled file.</summary>
    /// <param name="advisories">The file.</param>
    /// <param name="key">The key.</param>
    /// <returns>The envelope as JSON.</returns>
    public static byte[] Sign(CompiledAdvisories advisories, SigningKey key)
    {
        ArgumentNullException.ThrowIfNull(advisories);
        ArgumentNullException.ThrowIfNull(key);
        return DsseEnvelope.Sign(PayloadType, Encoding.UTF8.GetBytes(advisories.Digest), key).Write();
    }

    /// <summary>Holds a compiled file against the signature of it.</summary>
    /// <param name="advisories">The file.</param>
    /// <param name="envelope">The envelope as JSON.</param>
    /// <param name="keys">The keys that are trusted; one of them must have signed.</param>
    /// <exception cref="SignatureFormatException">The envelope is none, is about another file, or none of the keys signed it.</exception>
    public static void Verify(CompiledAdvisories advisories, ReadOnlyMemory<byte> envelope, IEnumerable<VerificationKey> keys)
    {
        ArgumentNullException.ThrowIfNull(advisories);
        var read = DsseEnvelope.Read(envelope);
        if (read.VerifiedBy(keys).Count == 0)
            throw new SignatureFormatException("No trusted key signed the advisories.");
        if (read.PayloadType != PayloadType)
            throw new SignatureFormatException($"The signature is one of '{read.PayloadType}', and of no advisories.");
        if (!read.Payload.Span.SequenceEqual(Encoding.UTF8.GetBytes(advisories.Digest)))
            throw new SignatureFormatException("The signature is that of other advisories.");
    }

    /// <summary>Opens a compiled file of which a trusted key signed what is in it, as the file beside it (<see cref="FileEnd"/>) says.</summary>
    /// <param name="path">The file.</param>
    /// <param name="keys">The keys that are trusted.</param>
    /// <exception cref="IOException">A file cannot be read, or the signature does not hold.</exception>
    public static CompiledAdvisories Open(string path, IEnumerable<VerificationKey> keys)
    {
        CompiledAdvisories advisories = CompiledAdvisories.Open(path);
        try
        {
            Verify(advisories, ReadEnvelope(path + FileEnd), keys);
            return advisories;
        }
        catch (SignatureFormatException e)
        {
            advisories.Dispose();
            throw new IOException(e.Message, e);
        }
        catch
        {
            advisories.Dispose();
            throw;
        }
    }

    private static byte[] ReadEnvelope(string file)
    {
        if (!File.Exists(file))
            throw new IOException($"The advisories are not signed: there is no '{Path.GetFileName(file)}' beside them.");
        using FileStream stream = RegularFile.Open(file);
        if (stream.Length > MaxLength)
            throw new IOException($"The signature is longer than {MaxLength} bytes.");
        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
