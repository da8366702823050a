using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Signatures.Notary;

namespace ContainerSecurity.SupplyChain.Tests.Signatures.Notary;

[TestFixture]
public class NotaryVerifierTests
{
    private static readonly TestChain Chain = new TestChain().Build();

    [Test]
    public void A_signature_in_JWS_and_in_COSE_is_verified()
    {
        var trust = new TestTrust(Chain) { Identities = "\"x509.subject: C=US, ST=WA, O=example.com\"" };
        NotaryVerdict jws = trust.Verify(new TestEnvelope().ToJws(Chain)), cose = trust.Verify(new TestEnvelope().ToCose(Chain), NotaryMediaTypes.Cose);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(jws.Refusal, Is.Null);
            Assert.That(cose.Refusal, Is.Null);
            Assert.That(jws.Signer, Does.Contain("CN=signer"));
            Assert.That(jws.Time, Is.Null, "Nobody vouches for the signing time.");
        }
    }

    [TestCase("PS256", 2048)]
    [TestCase("PS384", 3072)]
    [TestCase("PS512", 4096)]
    [TestCase("ES256", 256)]
    [TestCase("ES384", 384)]
    [TestCase("ES512", 521)]
    public void The_key_fixes_the_algorithm(string name, int bits)
    {
        HashAlgorithmName hash = name[2..] switch { "256" => HashAlgorithmName.SHA256, "384" => HashAlgorithmName.SHA384, _ => HashAlgorithmName.SHA512 };
        TestChain chain = new TestChain().Build(name[0] == 'P'
            ? RSA.Create(bits)
            : ECDsa.Create(bits switch { 256 => ECCurve.NamedCurves.nistP256, 384 => ECCurve.NamedCurves.nistP384, _ => ECCurve.NamedCurves.nistP521 }));
        var envelope = new TestEnvelope { Algorithm = name, Hash = hash };
        using (Assert.EnterMultipleScope())
        {
            Assert.That(new TestTrust(chain).Verify(envelope.ToJws(chain)).Refusal, Is.Null);
            Assert.That(new TestTrust(chain).Verify(envelope.ToCose(chain), NotaryMediaTypes.Cose).Refusal, Is.Null);
        }
    }

    [TestCase("PS256")]
    [TestCase("ES384")]
    [TestCase("none")]
    [TestCase("HS256")]
    [TestCase("RS256")]
    public void Another_algorithm_than_the_key_s_is_refused(string name)
    {
        NotaryVerdict verdict = new TestTrust(Chain).Verify(new TestEnvelope { Algorithm = name }.ToJws(Chain));
        Assert.That(verdict.Refusal, Does.Contain("algorithm"));
    }

    [Test]
    public void An_RSA_key_of_another_size_is_refused()
    {
        TestChain chain = new TestChain().Build(RSA.Create(2560));
        Assert.That(new TestTrust(chain).Verify(new TestEnvelope { Algorithm = "PS256" }.ToJws(chain)).Refusal, Does.Contain("none of RSA"));
    }

    [Test]
    public void An_unknown_critical_header_is_refused()
    {
        var envelope = new TestEnvelope
        {
            Extra = new Dictionary<string, string> { ["com.example.rule"] = "x" },
            Critical = ["io.cncf.notary.signingScheme", "com.example.rule"]
        };
        using (Assert.EnterMultipleScope())
        {
            Assert.That(new TestTrust(Chain).Verify(envelope.ToJws(Chain)).Refusal, Does.Contain("'com.example.rule'"));
            Assert.That(new TestTrust(Chain).Verify(envelope.ToCose(Chain), NotaryMediaTypes.Cose).Refusal, Does.Contain("'com.example.rule'"));
        }
    }

    [Test]
    public void A_header_that_is_not_critical_may_be_unknown()
    {
        var envelope = new TestEnvelope { Extra = new Dictionary<string, string> { ["com.example.note"] = "x" } };
        Assert.That(new TestTrust(Chain).Verify(envelope.ToJws(Chain)).Refusal, Is.Null);
    }

    [TestCase("io.cncf.notary.expiry")]
    [TestCase("io.cncf.notary.signingScheme", "io.cncf.notary.absent")]
    [TestCase("io.cncf.notary.signingScheme", "io.cncf.notary.signingScheme")]
    [TestCase("io.cncf.notary.signingScheme", "io.cncf.notary.signingTime")]
    [TestCase("io.cncf.notary.signingScheme", "alg")]
    public void A_list_of_critical_headers_that_is_wrong_is_refused(params string[] critical)
    {
        NotaryVerdict verdict = new TestTrust(Chain).Verify(new TestEnvelope { Critical = critical }.ToJws(Chain));
        Assert.That(verdict.Refusal, Does.Contain("'crit'"));
    }

    [Test]
    public void A_signature_over_another_image_is_refused()
    {
        Descriptor[] others =
        [
            TestEnvelope.Target with { Digest = Digest.OfBytes("another"u8.ToArray()) },
            TestEnvelope.Target with { Size = 1 },
            TestEnvelope.Target with { MediaType = ImageMediaType.Index },
        ];
        Assert.That(others.Select(o => new TestTrust(Chain).Verify(new TestEnvelope { Signed = o }.ToJws(Chain)).IsVerified), Is.All.False);
    }

    [Test]
    public void Another_type_of_content_is_refused() =>
        Assert.That(new TestTrust(Chain).Verify(new TestEnvelope { ContentType = "application/vnd.in-toto+json" }.ToJws(Chain)).Refusal,
            Does.Contain("application/vnd.in-toto+json"));

    [Test]
    public void COSE_without_its_tag_is_refused() =>
        Assert.That(new TestTrust(Chain).Verify(new TestEnvelope().ToCose(Chain, (CborTag)98), NotaryMediaTypes.Cose).Refusal, Does.Contain("tag 18"));

    [Test]
    public void What_follows_an_envelope_is_refused()
    {
        byte[] cose = [.. new TestEnvelope().ToCose(Chain), 0];
        Assert.That(new TestTrust(Chain).Verify(cose, NotaryMediaTypes.Cose).IsVerified, Is.False);
    }

    [Test]
    public void A_signature_that_ends_now_has_ended()
    {
        var envelope = new TestEnvelope { Expiry = TestTrust.Now };
        using (Assert.EnterMultipleScope())
        {
            Assert.That(new TestTrust(Chain).Verify(envelope.ToJws(Chain)).Refusal, Does.Contain("ended"));
            Assert.That(new TestTrust(Chain) { Clock = TestTrust.Now.AddSeconds(-1) }.Verify(envelope.ToJws(Chain)).Refusal, Is.Null);
            NotaryVerdict logged = new TestTrust(Chain) { Verification = """{"level":"permissive"}""" }.Verify(envelope.ToJws(Chain));
            Assert.That(logged.IsVerified);
            Assert.That(logged.Failures.Select(f => f.Check), Is.EqualTo([NotaryCheck.Expiry]));
        }
    }

    [Test]
    public void A_signing_authority_s_signature_needs_a_store_of_its_own_type()
    {
        byte[] envelope = new TestEnvelope { Scheme = "notary.x509.signingAuthority" }.ToJws(Chain);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(new TestTrust(Chain).Verify(envelope).Refusal, Does.Contain("'signingAuthority'"));
            NotaryVerdict verdict = new TestTrust(Chain) { StoreType = "signingAuthority" }.Verify(envelope);
            Assert.That(verdict.Refusal, Is.Null);
            Assert.That(verdict.Time, Is.EqualTo(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero)));
            Assert.That(new TestTrust(Chain) { StoreType = "signingAuthority" }.Verify(new TestEnvelope().ToJws(Chain)).Refusal, Does.Contain("'ca'"));
        }
    }

    [Test]
    public void A_signing_authority_s_certificate_is_judged_at_its_time()
    {
        byte[] late = new TestEnvelope { Scheme = "notary.x509.signingAuthority", Time = Chain.NotAfter.AddSeconds(1) }.ToJws(Chain);
        Assert.That(new TestTrust(Chain) { StoreType = "signingAuthority", Clock = Chain.NotAfter.AddYears(1) }.Verify(late).Refusal,
            Does.Contain("was not valid when"));
        byte[] timely = new TestEnvelope { Scheme = "notary.x509.signingAuthority", Time = Chain.NotAfter }.ToJws(Chain);
        Assert.That(new TestTrust(Chain) { StoreType = "signingAuthority", Clock = Chain.NotAfter.AddYears(1) }.Verify(timely).Refusal, Is.Null);
    }

    [TestCase(-1)]
    [TestCase(1)]
    public void Without_a_time_stamp_certificates_must_be_valid_now(int sign)
    {
        DateTimeOffset clock = sign < 0 ? Chain.NotBefore.AddSeconds(-1) : Chain.NotAfter.AddSeconds(1);
        NotaryVerdict verdict = new TestTrust(Chain) { Clock = clock }.Verify(new TestEnvelope().ToJws(Chain));
        Assert.That(verdict.Refusal, Does.Contain("is not valid now"));
    }

    [Test]
    public void An_unknown_signer_is_refused()
    {
        TestChain other = new TestChain().Build();
        Assert.That(new TestTrust(Chain).Verify(new TestEnvelope().ToJws(other)).Refusal, Does.Contain("No certificate of the signature"));
    }

    [Test]
    public void An_audit_tells_an_unknown_signer_and_believes_no_name()
    {
        TestChain other = new TestChain().Build();
        NotaryVerdict verdict = new TestTrust(Chain) { Verification = """{"level":"audit"}""" }.Verify(new TestEnvelope().ToJws(other));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(verdict.IsVerified);
            Assert.That(verdict.Failures.Select(f => f.Check), Does.Contain(NotaryCheck.Authenticity));
            Assert.That(verdict.Signer, Is.Null);
        }
    }

    [TestCase("x509.subject: C=US, ST=WA, O=example.com", true)]
    [TestCase("x509.subject: C=US,S=WA,O=example.com,CN=signer", true)]
    [TestCase("x509.subject: C=US, ST=WA, O=example.com, OU=shop", false)]
    [TestCase("x509.subject: C=US, ST=WA, O=example", false)]
    [TestCase("x509.subject: C=US, ST=WA, O=Example.com", false)]
    [TestCase("com.example.plugin:signer", false)]
    public void An_identity_names_all_that_must_be_in_the_subject(string identity, bool isTrusted) =>
        Assert.That(new TestTrust(Chain) { Identities = $"\"{identity}\"" }.Verify(new TestEnvelope().ToJws(Chain)).IsVerified, Is.EqualTo(isTrusted));

    [Test]
    public void A_subject_that_names_its_organisation_twice_is_nobody()
    {
        TestChain chain = new TestChain { LeafSubject = "C=US, ST=WA, O=example.com, O=evil.example" }.Build();
        Assert.That(new TestTrust(chain) { Identities = "\"x509.subject: C=US, ST=WA, O=example.com\"" }.Verify(new TestEnvelope().ToJws(chain)).IsVerified,
            Is.False);
    }

    [Test]
    public void Every_byte_of_a_signed_part_counts()
    {
        byte[] whole = new TestEnvelope().ToCose(Chain);
        var trust = new TestTrust(Chain).Build();
        for (int i = 0; i < whole.Length; i++)
        {
            byte[] changed = [.. whole];
            changed[i] ^= 1;
            NotaryVerdict verdict = trust.Verify(changed, NotaryMediaTypes.Cose, TestEnvelope.Target, TestTrust.Image);
            Assert.That(verdict.IsVerified, Is.False, $"byte {i}");
        }
    }

    [Test]
    public void No_change_of_a_certificate_is_more_than_a_refusal()
    {
        byte[] whole = new TestEnvelope().ToCose(Chain);
        int start = whole.AsSpan().IndexOf(Chain.Leaf.RawData);
        var trust = new TestTrust(Chain) { Verification = "{\"level\":\"audit\"}" }.Build();
        for (int i = start; i < start + Chain.Leaf.RawData.Length; i++)
            foreach (int change in new[] { 0x02, 0x10, 0x80, 0xFF })
            {
                byte[] changed = [.. whole];
                changed[i] ^= (byte)change;
                Assert.That(trust.Verify(changed, NotaryMediaTypes.Cose, TestEnvelope.Target, TestTrust.Image).IsVerified, Is.False, $"byte {i}");
            }
    }

    [Test]
    public void Every_character_of_the_signed_parts_of_JWS_counts()
    {
        string whole = Encoding.UTF8.GetString(new TestEnvelope().ToJws(Chain));
        var trust = new TestTrust(Chain).Build();
        for (int i = 0; i < whole.Length; i++)
        {
            byte[] changed = Encoding.UTF8.GetBytes(whole);
            changed[i] ^= 1;
            Assert.That(trust.Verify(changed, NotaryMediaTypes.Jws, TestEnvelope.Target, TestTrust.Image).IsVerified, Is.False, $"character {i}: {whole[i]}");
        }
    }

    [Test]
    public void A_key_that_stands_twice_is_refused()
    {
        string whole = Encoding.UTF8.GetString(new TestEnvelope().ToJws(Chain));
        byte[] twice = Encoding.UTF8.GetBytes("{\"payload\":\"e30\"," + whole[1..]);
        Assert.That(new TestTrust(Chain).Verify(twice).Refusal, Does.Contain("The envelope"));
    }

    [Test]
    public void An_envelope_that_is_too_long_is_refused() =>
        Assert.That(new TestTrust(Chain).Verify(new byte[NotaryEnvelope.MaxLength + 1]).Refusal, Does.Contain("at most"));

    [Test]
    public void A_chain_that_is_too_long_is_refused()
    {
        var envelope = new TestEnvelope { Certificates = [.. Enumerable.Repeat(Chain.Leaf, NotaryEnvelope.MaxCertificates + 1)] };
        using (Assert.EnterMultipleScope())
        {
            Assert.That(new TestTrust(Chain).Verify(envelope.ToJws(Chain)).Refusal, Does.Contain("at most"));
            Assert.That(new TestTrust(Chain).Verify(envelope.ToCose(Chain), NotaryMediaTypes.Cose).Refusal, Does.Contain("more than"));
        }
    }

    [Test]
    public void An_artifact_that_no_statement_names_is_refused()
    {
        var trust = new TestTrust(Chain) { Scopes = "\"registry.example.com/shop/other\"" };
        Assert.That(trust.Verify(new TestEnvelope().ToJws(Chain)).Refusal, Does.Contain("No statement"));
        Assert.That(new TestTrust(Chain) { Scopes = "\"registry.example.com/shop/web\"" }.Verify(new TestEnvelope().ToJws(Chain)).Refusal, Is.Null);
    }

    [Test]
    public void A_signature_that_is_certificate_by_certificate_without_end_is_no_chain()
    {
        X509Certificate2[][] wrong = [[Chain.Root, Chain.Leaf], [Chain.Leaf], [Chain.Leaf, Chain.Root, Chain.Root], [Chain.Leaf, new TestChain().Build().Root]];
        Assert.That(wrong.Select(w => new TestTrust(Chain).Verify(new TestEnvelope { Certificates = w }.ToJws(Chain)).IsVerified), Is.All.False);
    }

    [Test]
    public void More_headers_than_are_read_are_refused()
    {
        var many = new TestEnvelope { Extra = Enumerable.Range(0, 300).ToDictionary(i => $"com.example.{i}", _ => "x") };
        var few = new TestEnvelope { Extra = Enumerable.Range(0, 200).ToDictionary(i => $"com.example.{i}", _ => "x") };
        Assert.That(new TestTrust(Chain).Verify(many.ToCose(Chain), NotaryMediaTypes.Cose).Refusal, Does.Contain("headers"));
        Assert.That(new TestTrust(Chain).Verify(few.ToCose(Chain), NotaryMediaTypes.Cose).Refusal, Is.Null);
    }

    [Test]
    public void A_trust_policy_that_is_too_long_is_none() =>
        Assert.That(
            () => ContainerSecurity.SupplyChain.Signatures.Notary.Policies.NotaryTrustPolicyDocument.Read(new byte[(1024 * 1024) + 1]),
            Throws.InstanceOf<FormatException>().With.Message.Contains("at most"));

    [Test]
    public void A_trust_store_of_too_many_files_or_of_other_things_is_an_error()
    {
        string folder = Directory.CreateTempSubdirectory("stores-").FullName, store = Directory.CreateDirectory(Path.Combine(folder, "x509", "ca", "shop"))
            .FullName;
        File.WriteAllText(Path.Combine(store, "root.crt"), Chain.Root.ExportCertificatePem());
        Assert.That(NotaryTrustStores.ReadFolder(folder).Names, Is.EqualTo(new[] { "ca:shop" }));
        File.WriteAllText(Path.Combine(store, "leaf.crt"), Chain.Leaf.ExportCertificatePem());
        Assert.That(() => NotaryTrustStores.ReadFolder(folder), Throws.InstanceOf<FormatException>().With.Message.Contains("neither an authority's"));
        File.WriteAllText(Path.Combine(store, "leaf.crt"), "no certificate");
        Assert.That(() => NotaryTrustStores.ReadFolder(folder), Throws.InstanceOf<FormatException>());
        File.WriteAllBytes(Path.Combine(store, "leaf.crt"), new byte[(1024 * 1024) + 1]);
        Assert.That(() => NotaryTrustStores.ReadFolder(folder), Throws.InstanceOf<FormatException>().With.Message.Contains("longer"));
        for (int i = 0; i <= 1000; i++)
            File.WriteAllText(Path.Combine(store, $"{i}.txt"), "");
        Assert.That(() => NotaryTrustStores.ReadFolder(folder), Throws.InstanceOf<FormatException>().With.Message.Contains("at most"));
    }
}
