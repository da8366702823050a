namespace ContainerSecurity.Secrets.Patterns;

/// <summary>Random values whose names call them credentials, of whatever service.</summary>
internal static class NamedCredentials
{
    private const int ShortestValue = 16;

    private const int LongestValue = 150;

    private static readonly CharacterSet NameCharacters = CharacterSet.Word | CharacterSet.Of("-");

    private static readonly CharacterSet ValueCharacters = CharacterSet.Base64 | CharacterSet.Of("_=-");

    /// <summary>A key is a credential where one of these words stands before it.</summary>
    private static readonly string[] KeyOwners = ["api", "access", "secret", "auth", "private", "encryption", "signing", "master", "account", "license", "consumer", "service", "shared", "storage"];

    /// <summary>Values that are meant to be seen, or that change with each request.</summary>
    private static readonly string[] HarmlessNames = ["public", "csrf", "xsrf", "next", "page", "sync", "continuation", "cancel"];

    public static SecretPattern[] Patterns { get; } =
    [
        new("generic-api-key", "Unknown service", InAnyCase("credentials", "credential", "passphrase", "password", "passwd", "secret", "token", "creds", "auth", "key", "pwd"))
        {
            Kind = SecretKind.Credential,
            MinimumEntropy = 3.4,
            Verify = static value => IsRandom(value) ? SecretVerdict.Contextual : SecretVerdict.None,
            Locate = Locate,
            Samples =
            [
                "\"client_secret\" : \"" + SampleText.Hexadecimal(64) + "\"",
                "GetEnvOrDefault(\"api_token\", \"" + SampleText.Uuid + "\")",
                "DB_PASSWORD=" + SampleText.Mixed(24),
                "'access_token': '" + SampleText.Mixed(22) + "=='",
                "apiKey: " + SampleText.Hexadecimal(32),
            ],
            Counterexamples =
            [
                "publicKey = '" + SampleText.Hexadecimal(64) + "'", "\"kms_key_id\": \"" + SampleText.Uuid + "\"", "credentialsId: '" + SampleText.Uuid + "'", "monkey=" + SampleText.Mixed(24),
                "csrf-token=" + SampleText.Mixed(24), "token: ${TOKEN_FROM_THE_VAULT_1}", "secret: my-own-registry-credentials-2024", "token = GetTokenFrom(Vault1, Path2);", "key: " + SampleText.Uuid,
                "import (\n    Ed25519PrivateKey,\n    Ed25519PublicKeyBytes,\n)", "var token = " + "Sha256OfTheWholeText;",
            ],
        },
    ];

    private static string InAnyCase(params string[] words) =>
        "(" + string.Join("|", words.Select(word => string.Concat(word.Select(c => $"[{c}{char.ToUpperInvariant(c)}]")))) + ")";

    private static bool Locate(string text, ref int start, ref int end)
    {
        if ((end < text.Length && NameCharacters.Contains(text[end])) || !Assignment.TryRead(text, end, text.Length, out Assignment assignment, out _))
            return false;
        int valueEnd = assignment.ValueStart;
        while (valueEnd < text.Length && valueEnd - assignment.ValueStart <= LongestValue && ValueCharacters.Contains(text[valueEnd]))
            valueEnd++;
        if (valueEnd - assignment.ValueStart is < ShortestValue or > LongestValue || !Assignment.IsValueEnd(text, valueEnd, text.Length) || !IsCredential(text, start, end)
            || !IsWritten(text, end, assignment.ValueStart, valueEnd))
            return false;
        (start, end) = (assignment.ValueStart, valueEnd);
        return true;
    }

    private static bool IsCredential(string text, int wordStart, int wordEnd)
    {
        int nameStart = Assignment.NameStart(text, wordStart, 0);
        string name = text.Substring(nameStart, wordStart - nameStart).ToLowerInvariant().TrimEnd('_', '-', '.');
        bool isKey = wordEnd - wordStart == 3 && text[wordStart] is 'k' or 'K';
        return (!isKey || KeyOwners.Any(o => name.EndsWith(o, StringComparison.Ordinal))) && !HarmlessNames.Any(name.Contains);
    }

    /// <summary>A value stands on the line of its name; outside quotes it may be an identifier, which has at most one number, or stands in a list, behind a comma.</summary>
    private static bool IsWritten(string text, int nameEnd, int start, int end)
    {
        if (text.IndexOf('\n', nameEnd, start - nameEnd) >= 0)
            return false;
        if (text[start - 1] is '"' or '\'' or '`')
            return true;
        int numbers = 0;
        for (int i = start; i < end; i++)
            if (char.IsDigit(text[i]) && (i == start || !char.IsDigit(text[i - 1])))
                numbers++;
        return numbers > 1 && text.IndexOf(',', nameEnd, start - nameEnd) < 0;
    }

    /// <summary>Names made of words have parts of letters alone.</summary>
    private static bool IsRandom(string value) =>
        RandomText.HasLetterAndDigit(value)
        && !RandomText.IsPlaceholder(value)
        && value.Split('-', '_').Where(p => p.All(char.IsLetter)).Sum(p => p.Length) < value.Length / 3;
}
