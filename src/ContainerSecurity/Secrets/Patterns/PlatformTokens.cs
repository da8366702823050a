// csec:allow-secrets-of-file: made-up samples

using ContainerSecurity.Secrets.Scanning;
using ContainerSecurity.Secrets.Shapes;
using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Secrets.Patterns;

/// <summary>Platforms that build, host and serve, and hooks that post to a channel.</summary>
internal static class PlatformTokens
{
    private const string TeamsWebhook =
        @"office\.com/webhook(b2)?/" + BareValue.Uuid + "@" + BareValue.Uuid + @"/[A-Za-z0-9]{3,64}/[0-9a-f]{32}/" + BareValue.Uuid + @"(/[\w-]{1,200})?";

    public static SecretPattern[] Patterns { get; } =
    [
        new("microsoft-teams-webhook-url", "Microsoft Teams", TeamsWebhook)
        {
            Samples =
            [
                "https://demo.webhook.office" + ".com/webhookb2/" + SampleText.Uuid + "@" + SampleText.Uuid + "/IncomingWebhook/"
                    + SampleText.Hexadecimal(32) + "/" + SampleText.Uuid,
                "https://outlook.office" + ".com/webhook/" + SampleText.Uuid + "@" + SampleText.Uuid + "/IncomingWebhook/"
                    + SampleText.Hexadecimal(32) + "/" + SampleText.Uuid + "/V2" + SampleText.Mixed(42)
            ],
            Counterexamples = ["https://demo.webhook.office" + ".com/webhookb2/{group}@{tenant}/IncomingWebhook/{id}/{owner}"],
        },
        new("netlify-token", "Netlify", "nf[pcoub]_[A-Za-z0-9]{36,64}")
        {
            MinimumEntropy = 3,
            Samples = ["NETLIFY_AUTH_TOKEN=nfp_" + SampleText.Mixed(36), "nfc_" + SampleText.Mixed(36)],
            Counterexamples = ["nfp_" + new string('x', 36), "confp_" + SampleText.Mixed(36)],
        },
        new(
            "authress-service-client-access-key",
            "Authress",
            @"(scauth|sc|ext|authress)_[a-zA-Z0-9]{5,30}\.[a-zA-Z0-9]{4,6}\.acc[_-][a-z0-9-]{10,32}\.[a-zA-Z0-9+/_=-]{30,120}")
        {
            Samples = ["sc_" + "k8Xw2Q.mZr7.acc-" + SampleText.Lower(10) + ".MC4CAQAwBQYDK2VwBCIEI" + SampleText.Mixed(40), "authress_" + "k8Xw2Q.mZr7.acc_"
                + SampleText.Lower(10) + "." + SampleText.Mixed(30)],
            Counterexamples = ["sc_" + "client.keyid.acc-account.key"],
        },
        new("circleci-token", "CircleCI", "CCI(PAT|PRJ)_[A-Za-z0-9]{20,24}_[a-f0-9]{40}")
        {
            Samples = ["CIRCLE_TOKEN=CCIPAT_" + SampleText.Mixed(22) + "_" + SampleText.Hexadecimal(40)],
        },
        new(
            "buildkite-token",
            "Buildkite",
            @"bk(ua|aa|at|ct|ur|ar|pt|pr|pi)_([a-f0-9]{40}|[A-Za-z0-9]{2,24}\.[A-Za-z0-9]{40,128})")
        {
            Samples = ["BUILDKITE_API_TOKEN=bkua_" + SampleText.Hexadecimal(40), "bkaa_MTA." + SampleText.Mixed(70)],
            Counterexamples = ["bkua_" + new string('0', 40)],
        },
        new("supabase-access-token", "Supabase", @"(sbp_(oauth_)?[a-f0-9]{40}|sb_secret_[\w-]{28,64})")
        {
            MinimumEntropy = 3,
            Samples = ["SUPABASE_ACCESS_TOKEN=sbp_" + SampleText.Hexadecimal(40), "sb_secret_" + SampleText.Mixed(22) + "_" + SampleText.Mixed(8)],
            Counterexamples = ["sbp_" + new string('0', 40), "sb_secret_" + new string('x', 31)],
        },
        new("crates-api-token", "crates.io", "cio[A-Za-z0-9]{32}")
        {
            MinimumEntropy = 3.5,
            Verify = static token => BareValue.ChangesOf(token) > 8 && !LetterPairs.AreWordy(token, 0, token.Length)
                ? BareValue.JudgeMixture(token)
                : SecretVerdict.None,
            Samples = ["cargo login cio" + SampleText.Mixed(32)],
            Counterexamples = ["cio" + "nsOfAllTheStationsOfTheRailways1", "fascio" + SampleText.Mixed(32)],
        },
        new("tencent-secret-id", "Tencent Cloud", "AKID[A-Za-z0-9]{32}")
        {
            MinimumEntropy = 3.5,
            Verify = BareValue.JudgeMixture,
            Samples = ["TENCENTCLOUD_SECRET_ID=AKID" + SampleText.Mixed(32)],
            Counterexamples = ["AKID" + new string('X', 32)],
        },
        new("yandex-api-key", "Yandex Cloud", @"AQVN[\w-]{35,60}") { MinimumEntropy = 3.5, Samples = ["Api-Key AQVN" + SampleText.Mixed(36)] },
        new("yandex-iam-token", "Yandex Cloud", @"t1\.[\w-]{20,1000}={0,2}\.[\w-]{86}={0,2}")
        {
            MinimumEntropy = 3.5,
            Samples = ["Bearer t1." + SampleText.Mixed(120) + "." + SampleText.Mixed(86)],
        },
        new("yandex-oauth-token", "Yandex", @"y[0-6]_[\w-]{55,200}") { MinimumEntropy = 3.5, Samples = ["OAuth y0_" + SampleText.Mixed(55)] },
        new("braintree-access-token", "Braintree", @"access_token\$(production|sandbox)\$[a-z0-9]{12,32}\$[a-f0-9]{32}")
        {
            Samples = ["access_token$production$" + SampleText.Lower(16) + "$" + SampleText.Hexadecimal(32)],
            Counterexamples = ["access_token$sandbox$" + "merchant$token"],
        },
        new("amazon-mws-token", "Amazon MWS", @"amzn\.mws\." + BareValue.Uuid)
        {
            Samples = ["amzn.mws." + SampleText.Uuid],
            Counterexamples = ["amzn.mws." + "00000000-0000-0000-0000-000000000000"],
        },
        new("telegram-bot-token", "Telegram", @"(\d{11}|\d{10}|\d{9}|\d{8}|\d{7}):AA[\w-]{33}")
        {
            MinimumEntropy = 3.5,
            Locate = LocateTelegramToken,
            Samples = ["https://api.telegram.org/bot" + SampleText.Digits(10) + ":AA" + SampleText.Mixed(33) + "/sendMessage", SampleText.Digits(9) + ":AA"
                + SampleText.Mixed(32) + "-"],
            Counterexamples = [SampleText.Digits(9) + ":AA" + SampleText.Mixed(34), SampleText.Digits(9) + ":AA" + new string('x', 33)],
        },
    ];

    /// <summary>In a URL the word <c>bot</c> stands before the number.</summary>
    private static bool LocateTelegramToken(string text, ref int start, ref int end, ref TextWalk walk)
    {
        const string Word = "bot";
        bool isInUrl = start >= Word.Length && string.CompareOrdinal(text, start - Word.Length, Word, 0, Word.Length) == 0;
        return (isInUrl || TokenBoundary.StartsWhole(text, start, 0)) && TokenBoundary.IsWhole(text, start, end, isInUrl ? start : 0, text.Length);
    }
}
