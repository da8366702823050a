// csec:allow-secrets-of-file: made-up samples

using ContainerSecurity.Secrets.Scanning;
using ContainerSecurity.Secrets.Shapes;
using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Secrets.Patterns;

/// <summary>Services that send mail, letters and messages.</summary>
internal static class MessagingTokens
{
    private const string Hex = "3f9c1e7a5b20d8469ec7f1a2b45d8036";

    private const string Secret = "k8Xw2QmZr7TbVn4LsYp1HdJc6GfE9uAa3Ko5Ri";

    public static SecretPattern[] Patterns { get; } =
    [
        new(
            "lob-api-key",
            "Lob",
            "(live|test)_[a-fA-F0-9]{35}")
            {
                Samples = ["LOB_API_KEY=test_" + Hex + "9a1", "live_" + Hex + "9a1"],
                Counterexamples = ["sk_test_" + Hex + "9a1"]
            },
        new("lob-pub-api-key", "Lob", "(live|test)_pub_[a-fA-F0-9]{31}") { Samples = ["lob_key: test_pub_" + "3f9c1e7a5b20d8469ec7f1a2b45d803"] },
        new("mailchimp-api-key", "Mailchimp", @"[a-f0-9]{32}-us\d{1,2}")
        {
            Samples = ["mailchimp_api_key: " + Hex + "-us21", "MAILCHIMP_KEY=\"" + Hex + "-us6\""],
            Counterexamples = ["MailchimpCampaign = " + Hex],
        },
        new("mailgun-private-api-token", "Mailgun", "key-[a-f0-9]{32}")
        {
            Locate = static (string text, ref int start, ref int end, ref TextWalk walk) => !(start > 0 && text[start - 1] is '-' or '.')
                && TokenBoundary.IsWhole(text, start, end, 0, text.Length),
            Samples = ["MAILGUN_API_KEY=key-" + Hex, "api:key-" + Hex],
            Counterexamples = ["cache-key-" + Hex, "mailgun_id=key-" + Hex + "ab", "monkey-" + Hex],
        },
        new(
            "mailgun-basic-credential",
            "Mailgun",
            "api:key-[a-fA-F0-9]{32}") { Samples = ["curl -s --user 'api:key-" + Hex + "' https://api.mailgun.net/v3/domains"] },
        new("mailgun-pub-key", "Mailgun", "pubkey-[a-fA-F0-9]{32}") { Samples = ["mailgun.publicKey = 'pubkey-" + Hex + "'"] },
        new(
            "mailgun-signing-key",
            "Mailgun",
            "[a-f0-9]{32}-[a-f0-9]{8}-[a-f0-9]{8}")
            {
                Locate = static (string text, ref int start, ref int end, ref TextWalk walk) => !(end < text.Length && text[end] == '-')
                    && TokenBoundary.IsWhole(text, start, end, 0, text.Length),
                Counterexamples = [Hex + "-3f9c1e7a-5b20d846-9ec7f1a2", Hex + "-3f9c1e7a-5b20"],
                Samples = ["MAILGUN_SIGNING_KEY=" + Hex + "-3f9c1e7a-5b20d846"]
            },
        new("mattermost-access-token", "Mattermost", "[a-zA-Z0-9]{26}")
        {
            Names = ["mattermost"],
            Qualifiers = BareValue.CredentialWords,
            MinimumEntropy = 3,
            Verify = BareValue.JudgeMixture,
            Samples = ["mattermost_token: " + "k8xw2qmzr7tbvn4lsyp1hdjc6g"],
            Counterexamples = ["mattermost_channel_id: " + "k8xw2qmzr7tbvn4lsyp1hdjc6g", "mattermost_token: townsquareforannouncements"],
        },
        new("messagebird-api-token", "MessageBird", "[a-zA-Z0-9]{25}")
        {
            Names = ["message-bird"],
            MinimumEntropy = 3,
            Verify = BareValue.JudgeMixture,
            Samples = ["MESSAGEBIRD_API_KEY=" + "k8Xw2QmZr7TbVn4LsYp1HdJc6", "message-bird.key: '" + "k8xw2qmzr7tbvn4lsyp1hdjc6'"],
            Counterexamples = ["messagebird_name = notificationsfromtheteams"],
        },
        new(
            "messagebird-client-id",
            "MessageBird",
            BareValue.Uuid)
            {
                Names = ["message-bird"],
                Qualifiers = BareValue.CredentialWordsOrId,
                Samples = ["messageBirdClientId: \"" + "3f9c1e7a-5b20-d846-9ec7-f1a2b45d8036\""]
            },
        new(
            "sendbird-access-id",
            "Sendbird",
            BareValue.Uuid)
            {
                Names = ["sendbird"],
                Qualifiers = BareValue.CredentialWordsOrId,
                Samples = ["SENDBIRD_APP_ID=" + "3F9C1E7A-5B20-D846-9EC7-F1A2B45D8036"]
            },
        new("sendbird-access-token", "Sendbird", "[a-fA-F0-9]{40}")
        {
            Names = ["sendbird"],
            Qualifiers = BareValue.CredentialWords,
            Samples = ["sendbird.apiToken = \"" + Hex + "9a1b2c3d\""],
            Counterexamples = ["sendbird_commit: " + Hex + "9a1b2c3d"],
        },
        new("sendgrid-api-token", "SendGrid", @"SG\.[\w=.-]{66}")
        {
            MinimumEntropy = 3.5,
            Verify = static token => token[25] == '.' && token.IndexOf('.', 26) < 0 ? SecretVerdict.Verified : BareValue.JudgeMixture(token),
            Samples = ["SENDGRID_API_KEY=SG." + "k8Xw2QmZr7TbVn4LsYp1Hd." + Secret + "k8X_-"],
            Counterexamples = ["MSG." + "k8Xw2QmZr7TbVn4LsYp1Hd." + Secret + "k8X_-"],
        },
        new(
            "sendinblue-api-token",
            "Brevo (Sendinblue)",
            "xkeysib-[a-fA-F0-9]{64}-[a-zA-Z0-9]{16}") { Samples = ["api-key: xkeysib-" + Hex + Hex + "-k8Xw2QmZr7TbVn4L"] },
        new(
            "sendinblue-smtp-key",
            "Brevo (Sendinblue)",
            "xsmtpsib-[a-fA-F0-9]{64}-[a-zA-Z0-9]{16}") { Samples = ["xsmtpsib-" + Hex + Hex + "-k8Xw2QmZr7TbVn4L"] },
        new(
            "twilio-api-key",
            "Twilio",
            "SK[0-9a-fA-F]{32}")
            {
                MinimumEntropy = 3,
                Samples = ["TWILIO_API_KEY=SK" + Hex],
                Counterexamples = ["TASK" + Hex, "SK" + "00000000000000000000000000000000"]
            },
        new("twilio-auth-token", "Twilio", "[0-9a-fA-F]{32}")
        {
            Names = ["twilio"],
            Qualifiers = ["auth", "token", "secret"],
            Samples = ["TWILIO_AUTH_TOKEN=" + Hex],
            Counterexamples = ["TWILIO_ACCOUNT_SID=AC" + Hex, "twilio_checksum=" + Hex],
        },
    ];
}
