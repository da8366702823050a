// csec:allow-secrets-of-file: values that stand for secrets
using ContainerSecurity.Secrets;

namespace ContainerSecurity.Tests.Secrets;

/// <summary>A name whose last word is not the credential says of its value that it is none, however the name is spelt.</summary>
public class NameSubjectTests
{
    private const string Value = "k8Xw2" + "QmZr7TbVn4LsYp1";

    private static readonly string[][] Credentials =
    [
        ["password"], ["db", "password"], ["api", "key"], ["access", "token"], ["client", "secret"], ["secret", "key"], ["token"], ["secret"],
        ["user", "credentials"],
    ];

    private static readonly string[][] Subjects =
    [
        ["bootstrap", "servers"], ["lifetime"], ["prompt", "string"], ["file"], ["path"], ["url"], ["reset", "url"], ["length"], ["policy"],
        ["expiry"], ["ttl"],
        ["name"], ["names"], ["header"], ["type"], ["field"], ["fields"], ["algorithm"], ["issuer"], ["endpoint"], ["id"], ["ids"], ["hint"], ["regex"],
        ["hasher"], ["exception"], ["error", "message"], ["manager"], ["store", "path"], ["max", "age"], ["expires", "at"], ["user", "name"], ["file", "1"],
        ["environment"], ["mask"], ["handle"], ["validator"], ["rotation", "interval"], ["too", "long"],
    ];

    private static readonly Func<string[], string>[] Spellings =
    [
        words => string.Join('_', words),
        words => string.Join('_', words).ToUpperInvariant(),
        words => string.Join('-', words),
        words => string.Join('.', words),
        words => words[0] + string.Concat(words.Skip(1).Select(Capitalized)),
        words => string.Concat(words.Select(Capitalized)),
    ];

    [Test]
    public void Name_of_something_about_a_credential_is_none_in_every_spelling([ValueSource(nameof(Subjects))] string[] subject)
    {
        string[] names = [.. Credentials.SelectMany(c => Spellings.Select(s => s([.. c, .. subject])))];

        Assert.That(names.Where(n => SecretDetector.Default.Scan($"{n} = \"{Value}\"").Count > 0), Is.Empty);
    }

    [Test]
    public void Name_of_a_credential_is_one_in_every_spelling([ValueSource(nameof(Credentials))] string[] credential)
    {
        string[] names =
        [
            .. Spellings.Select(s => s(credential)),
            .. Spellings.Select(s => s(["mail", .. credential])),
            .. Spellings.Select(s => s([.. credential, "1"])),
        ];

        Assert.That(names.Where(n => SecretDetector.Default.Scan($"{n} = \"{Value}\"").Count == 0), Is.Empty);
    }

    [TestCase("INITIAL_CLUSTER_TOKEN")]
    [TestCase("ETCD_INITIAL_CLUSTER_TOKEN")]
    [TestCase("initial-cluster-token")]
    [TestCase("Sec-WebSocket-Key")]
    [TestCase("idempotencyToken")]
    [TestCase("signKeyFingerprintOfMachine")]
    public void Name_of_what_is_no_secret_is_none(string name) => Assert.That(SecretDetector.Default.Scan($"{name}: \"{Value}\""), Is.Empty);

    [TestCase("INITIAL_ADMIN_TOKEN")]
    [TestCase("CLUSTER_TOKEN")]
    [TestCase("PASSWORD_STRING")]
    [TestCase("tokenString")]
    [TestCase("websocketToken")]
    public void Name_beside_it_is_one(string name) => Assert.That(SecretDetector.Default.Scan($"{name}: \"{Value}\""), Has.Count.EqualTo(1));

    private static string Capitalized(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
