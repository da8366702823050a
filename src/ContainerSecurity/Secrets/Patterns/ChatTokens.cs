// csec:allow-secrets-of-file: made-up samples

using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Secrets.Patterns;

/// <summary>Slack.</summary>
internal static class ChatTokens
{
    private const string Secret = "k8Xw2QmZr7TbVn4LsYp1HdJc";

    public static SecretPattern[] Patterns { get; } =
    [
        new("slack-bot-token", "Slack", "xoxb-[0-9]{8,20}-[0-9]{8,20}[a-zA-Z0-9-]*")
        {
            Samples = ["xoxb-" + "781236542736-2364535789652-" + Secret],
            Counterexamples = ["xoxb-" + "xxxxxxxxx-xxxxxxxxxx-xxxxxxxxxxxx"],
        },
        new("slack-legacy-bot-token", "Slack", "xoxb-[0-9]{8,20}-[a-zA-Z0-9]{18,200}") { Samples = ["xoxb-" + "263594206564-" + Secret] },
        new(
            "slack-user-token",
            "Slack",
            "xox[pe](-[0-9]{8,20}){3}-[a-zA-Z0-9-]{28,200}")
            {
                Samples = ["xoxp-" + "4168437291-1320496754-45609968301-e708ba56e1517a99f6b5fb07349476ef"]
            },
        new(
            "slack-legacy-token",
            "Slack",
            @"xox[os](-\d{8,20}){3}-[a-zA-Z0-9]{8,200}")
            {
                Samples = ["xoxs-" + "4168437291-1320496754-45609968301-e708ba56e1517a99"]
            },
        new("slack-legacy-workspace-token", "Slack", @"xox[ar]-(\d-)?[0-9a-zA-Z-]{8,245}")
        {
            MinimumEntropy = 0,
            Verify = static token => Entropy.Of(token, 0, token.Length) > 2.4 ? SecretVerdict.Known : SecretVerdict.None,
            Samples = ["xoxa-2-" + "511111112-31234567890-3123456789012-e039d02840a0b9379c"],
            Counterexamples = ["xoxa-2-" + "XXXXXXXXX-XXXXXXXXXXX"],
        },
        new(
            "slack-app-token",
            "Slack",
            @"xapp-\d-[A-Z0-9]{8,20}-\d{8,20}-[a-zA-Z0-9]{32,200}")
            {
                Samples = ["xapp-1-"
                    + "A052FGTS2DL-5171572773297-610b6a11f4b7eb819e87b767d80e6575a3634791acb9a9ead051da879eb5b55e"]
            },
        new(
            "slack-config-access-token",
            "Slack",
            @"xoxe\.xox[bp]-\d-[a-zA-Z0-9]{140,245}")
            {
                Samples = ["xoxe.xoxp-1-" + Secret + Secret + Secret + Secret + Secret + Secret + "k8Xw2QmZr7TbVn4LsYp"]
            },
        new(
            "slack-config-refresh-token",
            "Slack",
            @"xoxe-\d-[a-zA-Z0-9]{120,245}") { Samples = ["xoxe-1-" + Secret + Secret + Secret + Secret + Secret + Secret + "k8"] },
        new("slack-client-token", "Slack", @"xoxc(-\d{8,20}){1,3}-[a-zA-Z0-9]{24,200}")
        {
            Samples = ["xoxc-" + "4168437291-1320496754-45609968301-" + SampleText.Hexadecimal(64)],
            Counterexamples = ["xoxc-" + "token", "xoxc-" + "4168437291-1320496754-45609968301-" + new string('x', 64)],
        },
        new("slack-session-cookie", "Slack", "xoxd-[A-Za-z0-9%/+-]{40,1000}={0,2}")
        {
            MinimumEntropy = 3.5,
            Samples = ["Cookie: d=xoxd-" + SampleText.Mixed(60) + "%2B" + SampleText.Mixed(40) + "%3D", "xoxd-" + SampleText.Mixed(62) + "/+=="],
            Counterexamples = ["xoxd-" + new string('x', 60)],
        },
        new("slack-workflow-token", "Slack", @"xwfp-[a-zA-Z0-9-]{24,245}")
        {
            MinimumEntropy = 3,
            Samples = ["xwfp-" + "4168437291-1320496754-" + Secret],
            Counterexamples = ["xwfp-" + new string('x', 40)],
        },
        new(
            "slack-webhook-url",
            "Slack",
            @"hooks\.slack(-gov)?\.com/(services|workflows|triggers)/[TE][A-Z0-9]{6,20}/[A-Za-z0-9]{6,24}(/[A-Za-z0-9]{6,64}){1,2}")
        {
            Samples =
            [
                "https://hooks.slack" + ".com/services/T02A3B4C5D6/B07E8F9G0H1/" + Secret,
                "https://hooks.slack" + ".com/workflows/T02A3B4C5/A07E8F9G0H1/512345678901234567/" + Secret,
                "https://hooks.slack" + ".com/triggers/E02A3B4C5D6/7512345678901/" + SampleText.Hexadecimal(32),
                "https://hooks.slack-gov" + ".com/services/T02A3B4C5D6/B07E8F9G0H1/" + Secret
            ],
            Counterexamples = ["https://hooks.slack" + ".com/services/XXXXXXXXX/XXXXXXXXXXX/XXXXXXXXXXXXXXXXXXXXXXXX"],
        },
    ];
}
