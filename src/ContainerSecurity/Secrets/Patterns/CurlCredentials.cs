// csec:allow-secrets-of-file: made-up samples

using ContainerSecurity.Secrets.Scanning;
using ContainerSecurity.Secrets.Shapes;
using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Secrets.Patterns;

/// <summary>Credentials handed to curl: <c>-u user:password</c> and <c>-H "Authorization: …"</c>.</summary>
internal static class CurlCredentials
{
    private const string Curl = "curl";

    private static readonly CharacterSet TokenCharacters = CharacterSet.Base64 | CharacterSet.Of("_=~@.-");

    private static readonly string[] HeaderEndings = ["authorization", "key", "token", "secret"];

    private static readonly string[] HarmlessHeaders = ["csrf", "xsrf", "idempotency", "websocket", "public"];

    public static SecretPattern[] Patterns { get; } =
    [
        new("curl-auth-user", "curl", Curl)
        {
            Kind = SecretKind.Credential,
            MinimumEntropy = 2,
            Verify = static _ => SecretVerdict.Contextual,
            Locate = LocatePassword,
            Samples =
            [
                "curl -sk -u admin:" + "k8Xw2QmZr7 https://host",
                "curl https://host \\\n  -d 'x y' \\\n  --user 'me:" + "k8Xw2QmZr7'",
                "curl --user=\"me@host:" + "k8Xw2QmZr7\" https://host",
                "curl --user \"{3f2b8c1e}\":\"" + "{k8Xw2QmZr7}\" https://host",
                "curl -sSu '" + "k8Xw2QmZr7TbVn4LsYp1:' https://host",
                "[\"curl\", \"-u\", \"me:" + "k8Xw2QmZr7\", \"https://host\"]",
                "- curl\n- -u\n- me:" + "k8Xw2QmZr7\n",
                "\"run\": \"curl -u \\\"me:" + "k8Xw2QmZr7\\\" https://host\"",
            ],
            Counterexamples =
            [
                "curl -u 'test:test' https://host", "curl -u \"$USER:$PASSWORD\" https://host",
                "curl -u \"${{ env.ID }}:${{ env.PASS }}\"", "curl -u \"{{ .user }}:{{ .password }}\"",
                "curl -u <user:password> https://host", "curl -u me:[PASSWORD] https://host",
                "curl -u admin https://host:8080", "curl -u username:token", "curl -u \":\" https://host",
                "curl https://host\nnc -u me:" + "k8Xw2QmZr7", "mycurl -u me:" + "k8Xw2QmZr7",
            ],
        },
        new("curl-auth-header", "curl", Curl)
        {
            Kind = SecretKind.Credential,
            MinimumEntropy = 2.75,
            Verify = static _ => SecretVerdict.Contextual,
            Locate = LocateHeader,
            Samples =
            [
                "curl -H 'Authorization: Basic " + "bWU6azhYdzJRbVpy' https://host",
                "curl -X POST -H \"Content-Type: application/json\" --header \"Authorization: Bearer " + SampleText.Mixed(32) + "\" https://host",
                "curl https://host --header=\"X-Api-Key: " + SampleText.Hexadecimal(32) + "\"",
                "curl -sH 'PRIVATE-TOKEN: " + SampleText.Mixed(20) + "' https://host",
                "curl -H \"Authorization: " + SampleText.Uuid + "\" https://host",
            ],
            Counterexamples =
            [
                "curl -H \"Authorization: Bearer $TOKEN\" https://host", "curl -H 'Authorization: Bearer <token>'",
                "curl -H 'X-Api-Key: YOUR_API_KEY_HERE'", "curl -H 'Authorization: Bearer xxxxxxxxxxxx'",
                "curl -H 'Content-Type: application/json'", "curl -H 'Idempotency-Key: " + SampleText.Uuid + "'",
                "curl -H 'Authorization: Bearer {{access_token}}'",
            ],
        },
    ];

    private static bool LocatePassword(string text, ref int start, ref int end, ref TextWalk walk)
    {
        if (!IsCommand(text, start, ref end))
            return false;
        CommandWords words = new(text, start, end);
        while (words.MoveNext(ref walk))
        {
            if (!words.IsValueOf("-u", "--user", ref walk))
                continue;
            (start, end) = (words.Start, words.End);
            return FindSecretPart(text, ref start, ref end);
        }
        return false;
    }

    /// <summary>The password, or the user where the password is empty: some services take their keys as users.</summary>
    private static bool FindSecretPart(string text, ref int start, ref int end)
    {
        int colon = text.IndexOf(':', start, end - start);
        if (colon < 0 || text[start] == '<')
            return false;
        string user = text.Substring(start, colon - start).Trim('"', '\'', '\\');
        if (colon + 1 == end)
        {
            end = colon;
            return user.Length >= 8 && !SecretValue.IsPlaceholder(user) && BareValue.HasLetterAndDigit(user);
        }
        start = colon + 1;
        while (start < end && text[start] is '"' or '\'' or '\\')
            start++;
        string password = text.Substring(start, end - start);
        return password.Length >= 3 && password != user && !SecretValue.IsPlaceholder(password);
    }

    private static bool LocateHeader(string text, ref int start, ref int end, ref TextWalk walk)
    {
        if (!IsCommand(text, start, ref end))
            return false;
        CommandWords words = new(text, start, end);
        while (words.MoveNext(ref walk))
        {
            if (!words.IsValueOf("-H", "--header", ref walk))
                continue;
            (start, end) = (words.Start, words.End);
            if (FindHeaderValue(text, ref start, end))
                return true;
        }
        return false;
    }

    private static bool FindHeaderValue(string text, ref int start, int end)
    {
        int colon = text.IndexOf(':', start, end - start);
        if (colon < 0)
            return false;
        string name = text.Substring(start, colon - start).Trim().ToLowerInvariant();
        if (!HeaderEndings.Any(e => name.EndsWith(e, StringComparison.Ordinal)) || HarmlessHeaders.Any(name.Contains))
            return false;
        start = colon + 1;
        int space = text.LastIndexOf(' ', end - 1, end - start);
        string scheme = space < 0 ? "" : text.Substring(start, space - start).Trim();
        start = space < 0 ? start : space + 1;
        string value = text.Substring(start, end - start);
        return value.Length >= 8 && scheme.IndexOf(' ') < 0 && value.All(TokenCharacters.Contains) && !SecretValue.IsPlaceholder(value);
    }

    /// <summary>Whether "curl" stands there as a command; its end moves behind the quote of a list's item.</summary>
    private static bool IsCommand(string text, int start, ref int end)
    {
        if ((start > 0 && (CharacterSet.Word.Contains(text[start - 1]) || text[start - 1] is '-' or '.')) || end == text.Length)
            return false;
        if (text[end] is '"' or '\'')
            end++;
        else if (text.Length >= end + 4 && string.CompareOrdinal(text, end, ".exe", 0, 4) == 0)
            end += 4;
        return end < text.Length && (CharacterSet.Space.Contains(text[end]) || text[end] == ',');
    }
}
