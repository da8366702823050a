using System.Text;
using System.Text.Json;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Signatures;
using ContainerSecurity.SupplyChain.Signatures.Dsse;

namespace ContainerSecurity.SupplyChain.Tests.Signatures.Dsse;

/// <summary>Statements say what they are about by digests alone.</summary>
public class InTotoStatementTests
{
    private static readonly string Hex = new('a', 64);

    [Test]
    public void Written_statement_is_read_again()
    {
        using JsonDocument predicate = JsonDocument.Parse("""{"builder":{"id":"https://ci.example"}}""");
        Digest digest = Digest.OfBytes("image"u8.ToArray());
        InTotoStatement statement = InTotoStatement.Read(InTotoStatement.Write("https://example.com/p", "web", digest, predicate.RootElement));

        Assert.Multiple(() =>
        {
            Assert.That(statement.PredicateType, Is.EqualTo("https://example.com/p"));
            Assert.That(statement.Names(digest.ToString()), Is.True);
            Assert.That(statement.Names("sha256:" + Hex), Is.False);
            Assert.That(statement.Subjects.Single().Name, Is.EqualTo("web"));
            Assert.That(statement.Predicate.GetProperty("builder").GetProperty("id").GetString(), Is.EqualTo("https://ci.example"));
        });
    }

    [TestCase("md5", "900150983cd24fb0d6963f7d28e17f72")]
    [TestCase("gitCommit", "a9993e364706816aba3e25717850c26c9cd0d89d")]
    [TestCase("SHA256", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void Digest_of_another_algorithm_names_nothing(string algorithm, string encoded)
    {
        InTotoStatement statement = Read($$"""[{"name":"sha256:{{Hex}}","digest":{"{{algorithm}}":"{{encoded}}"} }]""");

        Assert.That(statement.Names("sha256:" + Hex), Is.False);
        Assert.That(statement.Subjects.Single().Digests, Is.Empty);
    }

    [TestCase("[]", "no subject")]
    [TestCase("{}", "no subject")]
    [TestCase("""[{"name":"x"}]""", "no digest")]
    [TestCase("""[{"digest":{"sha256":"ABCD"}}]""", "not that of its algorithm")]
    [TestCase("""[{"digest":{"sha256":7}}]""", "not that of its algorithm")]
    public void Subject_without_a_usable_digest_is_refused(string subjects, string problem) =>
        Assert.That(() => Read(subjects), Throws.TypeOf<SignatureFormatException>().With.Message.Contains(problem));

    [TestCase("https://in-toto.io/Statement/v1", true)]
    [TestCase("https://in-toto.io/Statement/v0.1", true)]
    [TestCase("https://in-toto.io/Statement/v2", false)]
    [TestCase("cosign container image signature", false)]
    public void Type_of_a_statement_is_one_of_the_known(string type, bool isKnown)
    {
        byte[] payload = Encoding.UTF8.GetBytes($$"""{"_type":"{{type}}","subject":[{"digest":{} }],"predicateType":"p"}""");

        Assert.That(() => InTotoStatement.Read(payload), isKnown ? Throws.Nothing : Throws.TypeOf<SignatureFormatException>());
    }

    [Test]
    public void Number_of_subjects_is_bounded()
    {
        static string Subjects(int count) => $"[{string.Join(',', Enumerable.Repeat("{\"digest\":{}}", count))}]";

        Assert.That(Read(Subjects(InTotoStatement.MaxSubjects)).Subjects, Has.Count.EqualTo(InTotoStatement.MaxSubjects));
        Assert.That(
            () => Read(Subjects(InTotoStatement.MaxSubjects + 1)),
            Throws.TypeOf<SignatureFormatException>().With.Message.Contains("more than 1024"));
    }

    private static InTotoStatement Read(string subjects) => InTotoStatement.Read(Encoding.UTF8.GetBytes(
        $$"""{"_type":"https://in-toto.io/Statement/v1","subject":{{subjects}},"predicateType":"p","predicate":{} }"""));
}
