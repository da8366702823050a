// csec:allow-secrets-of-file: values that stand for secrets
using ContainerSecurity.Secrets;

namespace ContainerSecurity.Tests.Secrets;

/// <summary>The documented list of values that are no secrets, under names of passwords and of tokens, in every syntax.</summary>
public class NonSecretTests
{
    private static readonly string[] Names = ["PASSWORD", "dbPassword", "api_key", "client-secret", "AUTH_TOKEN", "privateKey"];

    /// <summary>Syntaxes in which a value is quoted or goes on to the end of its line.</summary>
    private static readonly string[] Syntaxes =
    [
        "{0}={1}", "{0}: {1}", "{0}: \"{1}\"", "\"{0}\": \"{1}\",", "var {0} = \"{1}\";", "{0} := \"{1}\"",
        "{0} ?= \"{1}\"", "{0}: string = \"{1}\";", "var {0} string = \"{1}\"", "'{0}' => '{1}'",
        "<{0}>{1}</{0}>", "<add key=\"{0}\" value=\"{1}\" />", "- name: {0}\n  value: \"{1}\"", "ENV {0} {1}", "Set(\"{0}\", \"{1}\")", "tool --{0}=\"{1}\"",
    ];

    [Test]
    public void Value_that_is_no_secret_is_found_under_no_name_and_in_no_syntax(
        [Values(
            "", "<password>", "<your-password>", "[password]", "{password}", "changeme", "change-me", "replace-me",
            "your-api-key", "YOUR_SECRET_KEY", "my-secret", "insert-token-here", "xxxxxxxx", "********", "00000000",
            "12345678", "abcdefgh",
            "example-password", "dummy-secret", "fake-api-key", "placeholder", "REDACTED", "TODO", "none", "null", "undefined")]
        string placeholder) => AssertNone(placeholder);

    [Test]
    public void Value_that_is_put_in_elsewhere_is_none(
        [Values(
            "${VAR}", "${DB_PASSWORD:-x}", "$(VAR)", "$DB_PASSWORD", "%DB_PASSWORD%", "{{ .Values.x }}", "<%= x %>",
            "#{password}", "__PASSWORD__", "@@PASSWORD@@", "${{ secrets.X }}", "vault:secret/data/db#password",
            "op://shop/db/password",
            "ref+vault://secret/db", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf",
            "@Microsoft.KeyVault(VaultName=v;SecretName=s)", "ENC[AES256_GCM,data:p673w==,iv:YY=]",
            "$$DB_PASSWORD", "$${DB_PASSWORD}", "[[password]]", "$row['password']", "$this->password", "{{ password }}", "@@DB_PASSWORD@@", "_DBC_DBPASS_",
            "%{password}", "INSERT_PASSWORD_HERE", "REPLACE_ME", "YOUR_PASSWORD_1", "<your password>", "...", "xxx", "dummy1", "pass${X}word", "users/%u",
            "{cipher}AQB8mYzXk0Y7gQ0Hf", "$2b$12$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW")]
        string reference) => AssertNone(reference);

    [Test]
    public void Value_that_is_plainly_something_else_is_none(
        [Values(
            "3f2b8c1e-9d47-4a60-b5e8-71c0d2f69a34",
            "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "sha512-MJ7MSJwS1utMxA9QyQLytNDtd+5RGnx6m808qG1M2G+YndNbxf9JlnDaNCVbRbDP2DDoH2Bdz33FVC6TrpzXbw==",
            "/run/secrets/db", "./secrets/token.txt", "~/.ssh/id_rsa", "C:\\keys\\server.pfx", "config/server.key",
            "https://example.com/login", "redis://cache:6379/0", "localhost:5432", "me@example.com", "30s", "v1.2.3",
            "2024-01-01T00:00:00Z", "3600")]
        string value) => AssertNone(value);

    [Test]
    public void Sentence_name_or_code_is_none(
        [Values(
            "the password of the database", "Enter your password", "Invalid user name or password.", "System.String",
            "java.lang.String", "Option<String>", "varchar(255)", "getToken()", "Guid.NewGuid().ToString()",
            "options.Value.ApiKey", "HS256", "AES-256-GCM", "RSA-OAEP", "PBKDF2WithHmacSHA256", "SCRAM-SHA-256",
            "password", "client-secret", "prod-db-credentials", "JwtSigningKey", "supersecret", "test", "test-token", "unit-test-secret")]
        string value) => AssertNone(value);

    [TestCase("changeme")]
    [TestCase("your-password-here")]
    [TestCase("${DB_PASSWORD}")]
    [TestCase("prod-db-credentials")]
    public void Base64_of_what_is_none_is_none(string value) => AssertNone(Convert.ToBase64String([.. value.Select(c => (byte)c)]));

    [Test]
    public void Password_is_found_in_every_syntax([ValueSource(nameof(Syntaxes))] string syntax)
    {
        string text = Fill(syntax, "dbPassword", "tr0ub4dor3");

        Assert.That(SecretDetector.Default.Scan(text).Select(f => text.Substring(f.Start, f.Length)), Is.EqualTo(new[] { "tr0ub4dor3" }));
    }

    [Test]
    public void Value_under_the_name_of_a_service_is_found_in_every_syntax([ValueSource(nameof(Syntaxes))] string syntax)
    {
        string text = Fill(syntax, "snykToken", "3f2b8c1e-9d47-4a60-b5e8-71c0d2f69a34");

        Assert.That(SecretDetector.Default.Scan(text).Select(f => f.Pattern.Id), Is.EqualTo(new[] { "snyk-api-token" }));
    }

    private static string Fill(string syntax, string name, string value) =>
        syntax.Replace("{0}", name, StringComparison.Ordinal).Replace("{1}", value, StringComparison.Ordinal);

    private static void AssertNone(string value)
    {
        string[] texts = [.. Names.SelectMany(name => Syntaxes.Select(syntax => Fill(syntax, name, value)))];

        Assert.That(texts.Where(text => SecretDetector.Default.Scan(text).Count > 0), Is.Empty);
    }
}
