using ContainerSecurity.Secrets.Encodings;
using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Secrets.Patterns;

/// <summary>Teamwork, customers and content: chats, boards, files.</summary>
internal static class ProductivityTokens
{
    private static readonly string[] CredentialWords = ["key", "token", "secret", "auth", "client"];

    public static SecretPattern[] Patterns { get; } =
    [
        new("adobe-client-id", "Adobe", "[a-fA-F0-9]{32}")
        {
            Names = ["adobe"],
            Samples = ["ADOBE_CLIENT_ID=" + SampleText.Hexadecimal(32)],
            Counterexamples = ["madobe_id=" + SampleText.Hexadecimal(32), "adobe=" + SampleText.Hexadecimal(33)],
        },
        new(
            "adobe-client-secret",
            "Adobe",
            "p8[eE]-[A-Za-z0-9_-]{32}")
            {
                MinimumEntropy = 3,
                Samples = ["ADOBE_CLIENT_SECRET=p8e-" + SampleText.Mixed(32)],
                Counterexamples = ["p8e-" + new string('x', 32)]
            },
        new("asana-access-token", "Asana", @"[0-2]/\d{13,18}(/\d{13,18})?:[a-f0-9]{32}")
        {
            Names = ["asana"],
            Samples =
            [
                "ASANA_TOKEN=1/" + SampleText.Digits(16) + ":" + SampleText.Hexadecimal(32),
                "asana_pat: 2/" + SampleText.Digits(16) + "/" + SampleText.Digits(16) + ":" + SampleText.Hexadecimal(32)
            ],
        },
        new("asana-client-secret", "Asana", "[A-Za-z0-9]{32}")
        {
            Names = ["asana"],
            Verify = BareValue.JudgeMixture,
            Samples = ["asana_client_secret = '" + SampleText.Hexadecimal(32) + "'"],
            Counterexamples = ["hasana = '" + SampleText.Hexadecimal(32) + "'"],
        },
        new("asana-client-id", "Asana", "[0-9]{16}")
        {
            Names = ["asana"],
            Qualifiers = CredentialWords,
            MinimumEntropy = 2,
            Samples = ["asana_client_id: " + SampleText.Digits(16)],
            Counterexamples = ["asana_project_id: " + SampleText.Digits(16)],
        },
        new("beamer-api-token", "Beamer", @"b_[\w=-]{44}")
        {
            Names = ["beamer"],
            Samples = ["BEAMER_API_KEY=b_" + SampleText.Mixed(43) + "="],
            Counterexamples = ["R16900-CN-B_250K-Release-OTA-97B6C6C59241976086FABDC41472150C.bfu"],
        },
        new("discord-bot-token", "Discord", @"[MNO][DTjz][AEIMQUYcgk][w-z0-5][\w-]{19,24}\.[\w-]{6}\.[\w-]{27,80}")
        {
            Verify = static token => SecretVerdict.NoneOrVerified(EncodedText.FromBase64(token.Substring(0, token.IndexOf('.'))) is { Length: >= 17 } user
                && user.All(char.IsDigit)),
            Samples = ["DISCORD_BOT_TOKEN=" + "MTIzNDU2Nzg5MDEyMzQ1Njc4.GfE9uA." + SampleText.Mixed(38)],
            Counterexamples = ["DISCORD_BOT_TOKEN=" + "Mxyzxyzxyzxyzxyzxyzxyzxy.GfE9uA." + SampleText.Mixed(38)],
        },
        new("discord-webhook-url", "Discord", @"discord(app)?\.com/api/(v\d{1,2}/)?webhooks/\d{17,20}/[\w-]{60,128}")
        {
            Samples = ["https://discord" + ".com/api/webhooks/" + SampleText.Digits(18) + "/" + SampleText.Mixed(68)],
            Counterexamples = ["https://discord" + ".com/api/webhooks/id/token"],
        },
        new("discord-api-token", "Discord", "[a-fA-F0-9]{64}")
        {
            Names = ["discord"],
            Samples = ["discordPublicKey: '" + SampleText.Hexadecimal(64) + "'"],
            Counterexamples = ["discord: " + SampleText.Hexadecimal(63)],
        },
        new("discord-client-id", "Discord", "[0-9]{17,20}")
        {
            Names = ["discord"],
            Qualifiers = CredentialWords,
            MinimumEntropy = 2,
            Samples = ["DISCORD_CLIENT_ID=" + SampleText.Digits(18)],
            Counterexamples = ["DISCORD_GUILD_ID=" + SampleText.Digits(18)],
        },
        new("discord-client-secret", "Discord", @"[\w=-]{32}")
        {
            Names = ["discord"],
            Verify = static value => value.Any(char.IsDigit) ? SecretVerdict.Known : SecretVerdict.None,
            Samples = ["discord_client_secret=" + SampleText.Mixed(31) + "-"],
            Counterexamples = ["discord=" + new string('0', 32), "discord: " + "a-channel-named-with-32-letters-".Replace("32", "the")],
        },
        new("dropbox-api-token", "Dropbox", "[A-Za-z0-9]{15}")
        {
            Names = ["dropbox"],
            Verify = BareValue.JudgeMixture,
            Samples = ["DROPBOX_APP_SECRET=" + SampleText.Lower(15)],
            Counterexamples = ["dropbox_folder=" + "quarterlyreport"],
        },
        new("dropbox-long-lived-api-token", "Dropbox", @"[A-Za-z0-9]{11}AAAAAAAAAA[\w=-]{43}")
        {
            Names = ["dropbox"],
            MinimumEntropy = 0,
            Samples = ["DROPBOX_TOKEN=" + SampleText.Mixed(11) + "AAAAAAAAAA" + SampleText.Mixed(43)],
        },
        new("dropbox-short-lived-api-token", "Dropbox", @"sl\.(u\.)?[\w=-]{130,2000}")
        {
            Names = ["dropbox", "access-token"],
            MinimumEntropy = 4,
            Samples = ["dropboxAccessToken: sl." + SampleText.Mixed(135)],
        },
        new(
            "frameio-api-token",
            "Frame.io",
            @"fio-u-[\w=-]{64}")
            {
                Samples = ["fio-u-" + SampleText.Mixed(62) + "_-"],
                Counterexamples = ["fio-u-" + SampleText.Mixed(20)]
            },
        new("gitter-access-token", "Gitter", @"[\w-]{40}")
        {
            Names = ["gitter"],
            Verify = BareValue.JudgeMixture,
            Samples = ["GITTER_TOKEN=" + SampleText.Hexadecimal(40)],
            Counterexamples = ["gitter: " + "a-room-named-with-forty-letters-and-dash"],
        },
        new("hubspot-private-app-token", "HubSpot", @"pat-(na|eu|ap)\d-" + BareValue.Uuid) { Samples = ["pat-na1-" + SampleText.Uuid] },
        new("hubspot-api-key", "HubSpot", BareValue.Uuid)
        {
            Names = ["hubspot", "hapikey"],
            Qualifiers = ["key", "token", "secret", "auth", "api"],
            Samples = ["const hubspotKey = \"" + SampleText.Uuid + "\"", "https://api.hubapi.com/contacts?hapikey=" + SampleText.Uuid + "&count=1"],
            Counterexamples = ["hubspotFormId: '" + SampleText.Uuid + "'"],
        },
        new("intercom-api-key", "Intercom", @"[\w=+/-]{60}")
        {
            Names = ["intercom"],
            Verify = BareValue.JudgeMixture,
            Samples = ["INTERCOM_ACCESS_TOKEN=" + "dG9r" + SampleText.Mixed(55) + "="],
            Counterexamples = ["intercom: " + SampleText.Mixed(61)],
        },
    ];
}
