using System.Text;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Signatures;
using ContainerSecurity.SupplyChain.Signatures.Dsse;
using ContainerSecurity.SupplyChain.Signatures.Keys;
using ContainerSecurity.SupplyChain.Verdicts;

namespace ContainerSecurity.SupplyChain.Tests.Verdicts;

/// <summary>Verdicts as signed statements.</summary>
public class VerdictStatementTests
{
    private static readonly VerdictStatement Verdict =
        new([new VerdictInput("web", Digest.OfBytes([1])), new VerdictInput("db", Digest.OfBytes([2]))], Digest.OfBytes([3]), DateTimeOffset.UnixEpoch)
        {
            PolicyName = "production",
            Outcome = VerdictOutcome.Pass,
            Findings = new Dictionary<string, int> { ["low"] = 2 },
            ToolVersion = "1.2.3",
        };

    [Test]
    public void What_is_written_is_read_again()
    {
        using var key = SigningKey.Generate(KeyAlgorithm.EcdsaP256);
        byte[] envelope = Verdict.Sign(key);
        Assert.That(DsseEnvelope.Read(envelope).VerifiedBy([key.PublicKey]), Has.Count.EqualTo(1));
        VerdictStatement read = VerdictStatement.Find(envelope)!;
        Assert.Multiple(() =>
        {
            Assert.That(read.IsClean);
            Assert.That(read.Inputs, Is.EqualTo(Verdict.Inputs));
            Assert.That((read.Policy, read.PolicyName, read.Time, read.ToolVersion),
                Is.EqualTo((Verdict.Policy, "production", DateTimeOffset.UnixEpoch, "1.2.3")));
            Assert.That(read.Names(Digest.OfBytes([2])) && !read.Names(Digest.OfBytes([3])));
        });
    }

    [TestCase("pass", "passed")]
    [TestCase("\"pass\"", "true")]
    public void Unknown_outcome_is_none(string from, string to) =>
        Assert.That(VerdictStatement.Read(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Verdict.Write()).Replace(from, to, StringComparison.Ordinal))).IsClean,
            Is.False);

    [Test]
    public void Another_statement_is_no_verdict()
    {
        byte[] other = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Verdict.Write()).Replace("verdict/v1", "approval/v1", StringComparison.Ordinal));
        Assert.That(() => VerdictStatement.Read(other), Throws.TypeOf<SignatureFormatException>());
        Assert.That(VerdictStatement.Find(other), Is.Null);
        Assert.That(VerdictStatement.Find("[]"u8.ToArray()), Is.Null);
    }

    [TestCase(0)]
    [TestCase(InTotoStatement.MaxSubjects + 1)]
    public void Verdict_about_nothing_or_too_much_is_not_written(int count) =>
        Assert.That(
            () => (Verdict with { Inputs = [.. Enumerable.Range(0, count).Select(i => new VerdictInput($"{i}", Digest.OfBytes([1])))] }).Write(),
            Throws.InvalidOperationException);
}
