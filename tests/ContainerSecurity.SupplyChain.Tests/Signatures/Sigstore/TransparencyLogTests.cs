using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ContainerSecurity.SupplyChain.Signatures;
using ContainerSecurity.SupplyChain.Signatures.Keys;
using ContainerSecurity.SupplyChain.Signatures.Sigstore;
using ContainerSecurity.SupplyChain.Signatures.Sigstore.Logs;
using ContainerSecurity.SupplyChain.Signatures.Sigstore.Roots;

namespace ContainerSecurity.SupplyChain.Tests.Signatures.Sigstore;

/// <summary>Proofs and checkpoints of transparency logs.</summary>
public class TransparencyLogTests
{
    private const int LargestTree = 19;

    /// <summary>Proofs made by the definition (RFC 6962, 2.1.1) hold for every entry of every tree, and for no other.</summary>
    [Test]
    public void Proof_holds_for_its_entry_index_and_size_alone()
    {
        for (int size = 1; size <= LargestTree; size++)
        {
            byte[][] entries = [.. Enumerable.Range(0, size).Select(i => Encoding.UTF8.GetBytes($"entry {i}"))];
            byte[] root = Root(entries);
            for (int i = 0; i < size; i++)
            {
                var proof = new InclusionProof(i, size, root, [.. Path(i, entries).Select(h => (ReadOnlyMemory<byte>)h)], null);
                Assert.That(proof.Holds(entries[i]), $"{i} of {size}");
                Assert.That(proof.Holds(entries[(i + 1) % size]), Is.EqualTo(size == 1), "another entry");
                Assert.That((proof with { Index = size }).Holds(entries[i]), Is.False, "behind the end");
                Assert.That((proof with { Hashes = [.. proof.Hashes, new byte[32]] }).Holds(entries[i]), Is.False, "too long");
                Assert.That((proof with { RootHash = SHA256.HashData(root) }).Holds(entries[i]), Is.False, "another root");
                if (proof.Hashes.Count > 0)
                    Assert.That((proof with { Hashes = [.. proof.Hashes.Skip(1)] }).Holds(entries[i]), Is.False, "too short");
            }
        }
    }

    [Test]
    public void Hash_of_another_length_and_an_empty_tree_prove_nothing()
    {
        Assert.That(new InclusionProof(0, 2, new byte[32], [new byte[31]], null).Holds([1]), Is.False);
        Assert.That(new InclusionProof(0, 0, new byte[32], [], null).Holds([1]), Is.False);
        Assert.That(new InclusionProof(-1, 2, new byte[32], [], null).Holds([1]), Is.False);
        Assert.That(new InclusionProof(0, long.MaxValue, new byte[32], [], null).Holds([1]), Is.False);
    }

    /// <summary>The log's signature is found by name and key id, wherever it stands (sigstore-python#1514).</summary>
    [Test]
    public void Checkpoint_is_signed_by_the_log_wherever_its_line_stands()
    {
        using SigningKey key = SigningKey.Generate(KeyAlgorithm.Ed25519);
        var log = new LogKey(SHA256.HashData("id"u8), "log.example", key.PublicKey, new ValidityWindow(DateTimeOffset.MinValue, null));
        string text = $"log.example\n7\n{Convert.ToBase64String(new byte[32])}\n";
        string line = Line("log.example", [.. log.Id.Span[..4], .. key.Sign(Encoding.UTF8.GetBytes(text))]);
        string witness = Line("witness.example", new byte[70]);

        Assert.That(Checkpoint.Read($"{text}\n{line}").IsSignedBy(log));
        Assert.That(Checkpoint.Read($"{text}\n{witness}{line}").IsSignedBy(log));
        Assert.That(Checkpoint.Read($"{text}\n{line}").Size, Is.EqualTo(7));
        Assert.That(Checkpoint.Read($"{text}\n{witness}").IsSignedBy(log), Is.False);
        Assert.That(Checkpoint.Read($"{text}\n{line.Replace("log.example", "lag.example")}").IsSignedBy(log), Is.False, "another name");
        Assert.That(Checkpoint.Read($"{text}\n{line}").IsSignedBy(log with { CheckpointId = new byte[4] }), Is.False, "another key id");
        Assert.That(Checkpoint.Read($"{text.Replace("7", "8")}\n{line}").IsSignedBy(log), Is.False, "another size");
    }

    [TestCase("")]
    [TestCase("\n\n")]
    [TestCase("log\n7\nAAAA\n\n")]
    [TestCase("log\n7\nAAAA\n")]
    [TestCase("log\n7\n\n— log AAAAAAAA\n")]
    [TestCase("\n7\nAAAA\n\n— log AAAAAAAA\n")]
    [TestCase("log\n07\nAAAA\n\n— log AAAAAAAA\n")]
    [TestCase("log\n-7\nAAAA\n\n— log AAAAAAAA\n")]
    [TestCase("log\n99999999999999999999\nAAAA\n\n— log AAAAAAAA\n")]
    [TestCase("log\n7\n!!!!\n\n— log AAAAAAAA\n")]
    [TestCase("log\n7\nAAAA\n\n- log AAAAAAAA\n")]
    [TestCase("log\n7\nAAAA\n\n— AAAAAAAA\n")]
    [TestCase("log\n7\nAAAA\n\n— log AAAA\n")]
    [TestCase("log\n7\nAAAA\n\n— log AAAAAAAA")]
    public void Malformed_checkpoint_is_refused(string note) =>
        Assert.That(() => Checkpoint.Read(note), Throws.TypeOf<SignatureFormatException>());

    [Test]
    public void Number_of_signatures_of_a_checkpoint_is_bounded()
    {
        static string Note(int count) => "log\n7\nAAAA\n\n" + string.Concat(Enumerable.Repeat(Line("log", new byte[6]), count));

        Assert.That(() => Checkpoint.Read(Note(Checkpoint.MaxSignatures)), Throws.Nothing);
        Assert.That(() => Checkpoint.Read(Note(Checkpoint.MaxSignatures + 1)), Throws.TypeOf<SignatureFormatException>());
    }

    [Test]
    public void Number_of_hashes_of_a_proof_is_bounded()
    {
        static byte[] Bundle(int hashes)
        {
            string list = string.Join(',', Enumerable.Repeat($"\"{Convert.ToBase64String(new byte[32])}\"", hashes));
            return Encoding.UTF8.GetBytes($$"""
                {"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json","verificationMaterial":{"publicKey":{},
                 "tlogEntries":[{"logId":{"keyId":"AAAA"},"canonicalizedBody":"AAAA","inclusionProof":{"rootHash":"AAAA","hashes":[{{list}}]} }]},
                 "messageSignature":{"signature":"AAAA"} }
                """);
        }

        Assert.That(() => SigstoreBundle.Read(Bundle(InclusionProof.MaxHashes)), Throws.Nothing);
        Assert.That(() => SigstoreBundle.Read(Bundle(InclusionProof.MaxHashes + 1)), Throws.TypeOf<SignatureFormatException>());
    }

    private static string Line(string name, byte[] bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"— {name} {Convert.ToBase64String(bytes)}\n");

    private static byte[] Root(ReadOnlySpan<byte[]> entries)
    {
        if (entries.Length == 1)
            return SHA256.HashData([0, .. entries[0]]);
        int split = Split(entries.Length);
        return SHA256.HashData([1, .. Root(entries[..split]), .. Root(entries[split..])]);
    }

    private static List<byte[]> Path(int index, ReadOnlySpan<byte[]> entries)
    {
        if (entries.Length == 1)
            return [];
        int split = Split(entries.Length);
        return index < split
            ? [.. Path(index, entries[..split]), Root(entries[split..])]
            : [.. Path(index - split, entries[split..]), Root(entries[..split])];
    }

    /// <summary>The largest power of two below the length.</summary>
    private static int Split(int length)
    {
        int split = 1;
        while (split * 2 < length)
            split *= 2;
        return split;
    }
}
