// csec:allow-secrets-of-file: made-up samples

using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Secrets.Patterns;

/// <summary>Slack.</summary>
internal static class ChatTokens
{
    private const string Secret = "k8Xw2QmZr7TbVn4LsYp1HdJc";

    public static SecretPattern[] Patterns { get; } =
    [
        new("slack-bot-token", "Slack", "xoxb-[0-9]{10,13}-[0-9]{10,13}[a-zA-Z0-9-]*")
        {
            Samples = ["xoxb-" + "781236542736-2364535789652-" + Secret],
            Counterexamples = ["xoxb-" + "xxxxxxxxx-xxxxxxxxxx-xxxxxxxxxxxx"],
        },
        new("slack-legacy-bot-token", "Slack", "xoxb-[0-9]{8,14}-[a-zA-Z0-9]{18,26}") { Samples = ["xoxb-" + "263594206564-" + Secret] },
        new(
            "slack-user-token",
            "Slack",
            "xox[pe](-[0-9]{10,13}){3}-[a-zA-Z0-9-]{28,34}")
            {
                Samples = ["xoxp-" + "4168437291-1320496754-45609968301-e708ba56e1517a99f6b5fb07349476ef"]
            },
        new(
            "slack-legacy-token",
            "Slack",
            @"xox[os](-\d{9,13}){3}-[a-fA-F0-9]{8,64}")
            {
                Samples = ["xoxs-" + "4168437291-1320496754-45609968301-e708ba56e1517a99"]
            },
        new("slack-legacy-workspace-token", "Slack", @"xox[ar]-(\d-)?[0-9a-zA-Z-]{8,64}")
        {
            MinimumEntropy = 0,
            Verify = static token => Entropy.Of(token, 0, token.Length) > 2.4 ? SecretVerdict.Known : SecretVerdict.None,
            Samples = ["xoxa-2-" + "511111112-31234567890-3123456789012-e039d02840a0b9379c"],
            Counterexamples = ["xoxa-2-" + "XXXXXXXXX-XXXXXXXXXXX"],
        },
        new(
            "slack-app-token",
            "Slack",
            @"xapp-\d-[A-Z0-9]{8,16}-\d{8,16}-[a-zA-Z0-9]{32,128}")
            {
                Samples = ["xapp-1-"
                    + "A052FGTS2DL-5171572773297-610b6a11f4b7eb819e87b767d80e6575a3634791acb9a9ead051da879eb5b55e"]
            },
        new(
            "slack-config-access-token",
            "Slack",
            @"xoxe\.xox[bp]-\d-[a-zA-Z0-9]{163,166}")
            {
                Samples = ["xoxe.xoxp-1-" + Secret + Secret + Secret + Secret + Secret + Secret + "k8Xw2QmZr7TbVn4LsYp"]
            },
        new(
            "slack-config-refresh-token",
            "Slack",
            @"xoxe-\d-[a-zA-Z0-9]{146}") { Samples = ["xoxe-1-" + Secret + Secret + Secret + Secret + Secret + Secret + "k8"] },
        new("slack-webhook-url", "Slack", @"hooks\.slack\.com/(services|workflows|triggers)/[A-Za-z0-9+/]{43,56}")
        {
            Samples = ["https://hooks.slack" + ".com/services/T02A3B4C5D6/B07E8F9G0H1/" + Secret],
            Counterexamples = ["https://hooks.slack" + ".com/services/XXXXXXXXX/XXXXXXXXXXX/XXXXXXXXXXXXXXXXXXXXXXXX"],
        },
    ];
}
