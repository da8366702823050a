// csec:allow-secrets-of-file: made-up ones
using ContainerSecurity.Secrets;

namespace ContainerSecurity.Tests.Secrets;

/// <summary>Tokens of every documented form are found as a whole wherever they stand on their own, and nowhere within encoded data.</summary>
public class TokenFormTests
{
    private const int Values = 1_000;

    private const string Base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private static readonly string[] Syntaxes = ["{0}", "SETTING={0}", "{{\"setting\": \"{0}\"}}", "setting: {0}\nother: 1", "Use(\"{0}\");"];

    [TestCaseSource(typeof(TokenForms), nameof(TokenForms.All))]
    public void Token_of_a_documented_form_is_found_in_every_syntax(string form)
    {
        var random = new Random(form.Length);
        var lost = new List<string>();
        for (int i = 0; i < Values; i++)
        {
            string token = TokenForms.Next(random, form);
            string text = string.Format(null, Syntaxes[i % Syntaxes.Length], token);
            int secret = IsUrl(form) ? token.LastIndexOfAny(['/', '=']) : 0;
            if (!IsFound(text, text.IndexOf(token, StringComparison.Ordinal) + secret, token.Length - secret))
                lost.Add(text);
        }

        Assert.That(lost, Has.Count.LessThanOrEqualTo(Values / 1000), () => string.Join('\n', lost.Take(5)));
    }

    /// <summary>The first part is the Base64 of the number of the bot, which begins with a digit other than 0.</summary>
    [TestCase(17, 27)]
    [TestCase(18, 27)]
    [TestCase(19, 38)]
    [TestCase(20, 38)]
    public void Discord_token_is_told_by_the_number_in_it(int digits, int signature)
    {
        var random = new Random(digits);
        for (int i = 0; i < Values; i++)
        {
            byte[] number = [.. TokenForms.Next(random, $"{{e:1}}{{d:{digits - 1}}}").Select(c => (byte)c)];
            string token = Convert.ToBase64String(number).TrimEnd('=') + TokenForms.Next(random, $".{{A:6}}.{{w:{signature}}}");
            string text = string.Format(null, Syntaxes[i % Syntaxes.Length], token);

            Assert.That(IsFound(text, text.IndexOf(token, StringComparison.Ordinal), token.Length), Is.True, text);
        }
    }

    [TestCase(0, TestName = "one run")]
    [TestCase(64, TestName = "lines of PEM")]
    [TestCase(76, TestName = "lines of MIME")]
    public void Token_within_Base64_is_none(int lineLength)
    {
        const int Length = 1 << 20;
        var random = new Random(lineLength);
        string[] forms = [.. TokenForms.All.Where(f => !f.EndsWith('=') && (lineLength == 0 ? !IsUrl(f) : IsBase64(f)))];
        var text = new System.Text.StringBuilder();
        for (int i = 0; text.Length < Length; i++)
        {
            text.Append(random.GetItems<char>(Base64, random.Next(40, 600)));
            text.Append("/+9"[random.Next(3)]).Append(TokenForms.Next(random, forms[i % forms.Length])).Append("/+z"[random.Next(3)]);
        }
        string encoded = text.ToString();
        if (lineLength > 0)
            encoded = string.Join('\n', encoded.Chunk(lineLength).Select(line => new string(line)));

        Assert.That(SecretDetector.Default.Scan(encoded).Select(f => $"{f} {encoded.Substring(f.Start - 80, f.Length + 160)}"), Is.Empty);
    }

    [Test]
    public void Token_shaped_stretch_of_random_Base64_is_none()
    {
        const int Length = 1 << 20;
        string encoded = new(new Random(1).GetItems<char>(Base64, Length));

        Assert.That(SecretDetector.Default.Scan(encoded), Is.Empty);
        Assert.That(SecretDetector.Default.Scan(string.Join("\r\n", encoded.Chunk(76).Select(line => new string(line)))), Is.Empty);
    }

    [TestCase("sha512-{0}", 88)]
    [TestCase("\"integrity\": \"sha384-{0}\"", 64)]
    [TestCase("src=\"data:image/png;base64,{0}\"", 200)]
    [TestCase("//# sourceMappingURL=data:application/json;charset=utf-8;base64,{0}", 400)]
    [TestCase("-----BEGIN CERTIFICATE-----\n{0}\n-----END CERTIFICATE-----", 64)]
    public void Token_within_a_known_frame_of_Base64_is_none(string frame, int length)
    {
        var random = new Random(length);
        for (int i = 0; i < 500; i++)
        {
            string token = "AKIA" + new string(random.GetItems<char>("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16));
            int before = random.Next(length - token.Length - 1);
            string around = new(random.GetItems<char>(Base64, length - token.Length));
            char[] digits = (around[..before] + token + around[before..]).ToCharArray();
            if (before > 0)
                digits[before - 1] = '/';
            digits[before + token.Length] = "/+"[i % 2];
            string text = string.Format(null, frame, new string(digits));

            Assert.That(SecretDetector.Default.Scan(text), Is.Empty, text);
        }
    }

    [TestCase("https://host/hooks/{0}/run")]
    [TestCase("https://api.host.com/v1/{0}")]
    [TestCase("//host/:_authToken={0}")]
    [TestCase("/run/secrets/{0}")]
    [TestCase("+{0}")]
    [TestCase("a\n+token: {0}\n+b")]
    [TestCase("\"first\\n{0}\\nlast\"")]
    [TestCase("a=1&t={0}&b=2")]
    [TestCase("{0}/")]
    [TestCase("name-{0}-name")]
    public void Token_in_a_path_a_patch_or_a_list_is_found(string text)
    {
        string token = "AKIA" + "Q3EGRTB5ZX7WLM4V";

        Assert.That(SecretDetector.Default.Scan(string.Format(null, text, token)), Has.Count.EqualTo(1));
    }

    [Test]
    public void Tokens_in_a_list_of_lines_are_all_found()
    {
        var random = new Random(3);
        string[] tokens = [.. TokenForms.All.Where(f => !IsUrl(f)).Select(f => TokenForms.Next(random, f))];
        string text = string.Join('\n', tokens);
        IReadOnlyList<SecretFinding> found = SecretDetector.Default.Scan(text);

        Assert.That(tokens.Where(t => !Covers(found, text.IndexOf(t, StringComparison.Ordinal), t.Length)), Is.Empty);
    }

    private static bool IsUrl(string form) => form.StartsWith("http", StringComparison.Ordinal);

    private static bool IsBase64(string form) =>
        TokenForms.Next(new Random(1), form).All(Base64.Contains) && !form.Contains("{w", StringComparison.Ordinal);

    private static bool IsFound(string text, int start, int length) => Covers(SecretDetector.Default.Scan(text), start, length);

    private static bool Covers(IReadOnlyList<SecretFinding> found, int start, int length) =>
        found.Any(f => f.Start <= start && f.Start + f.Length >= start + length);
}
