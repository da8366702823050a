// csec:allow-secrets-of-file: made-up samples

using ContainerSecurity.Secrets.Encodings;
using ContainerSecurity.Secrets.Scanning;
using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Secrets.Patterns;

/// <summary>Services that watch applications and switch their features.</summary>
internal static class ObservabilityTokens
{
    private const string Hex = "3f9c1e7a5b20d8469ec7f1a2b45d8036";

    private const string Mixed = "k8xw2qmzr7tbvn4lsyp1hdjc6gfe9uaa3ko5rik8xw2qmzr7tbvn4lsyp1hdjc6g";

    /// <summary>The Base64 of <c>"region_url"</c> at each of its three offsets.</summary>
    private static readonly string[] EncodedRegions = ["InJlZ2lvbl91cmwi", "LCJyZWdpb25fdXJs", "cmVnaW9uX3VybCI6"];

    public static SecretPattern[] Patterns { get; } =
    [
        new("launchdarkly-access-token", "LaunchDarkly", "[a-zA-Z0-9=_-]{40}")
        {
            Names = ["launch-darkly"],
            MinimumEntropy = 3,
            Verify = BareValue.JudgeMixture,
            Samples =
            [
                "LAUNCHDARKLY_SDK_KEY=sdk-" + "3f9c1e7a-5b20-d846-9ec7-f1a2b45d8036",
                "\"launchdarklyKey\": \"" + "k8Xw2QmZr7TbVn4L-Yp1HdJc6GfE_uAa3Ko5RiQw\""
            ],
            Counterexamples = ["launchdarkly_project = the-project-of-the-shop-for-all-of-its-x"],
        },
        new(
            "looker-client-id",
            "Looker",
            "[a-zA-Z0-9]{20}")
            {
                Names = ["looker"],
                MinimumEntropy = 3,
                Verify = BareValue.JudgeMixture,
                Samples = ["LOOKERSDK_CLIENT_ID=" + "k8Xw2QmZr7TbVn4LsYp1"]
            },
        new("looker-client-secret", "Looker", "[a-zA-Z0-9]{24}")
        {
            Names = ["looker"],
            MinimumEntropy = 3,
            Verify = BareValue.JudgeMixture,
            Samples = ["looker.client_secret: " + "k8xw2qmzr7tbvn4lsyp1hdjc"],
            Counterexamples = ["looker_dashboard: monthlyrevenueofallshops"],
        },
        new("new-relic-browser-api-token", "New Relic", "NRJS-[a-fA-F0-9]{19}") { Samples = ["licenseKey:\"NRJS-" + "3f9c1e7a5b20d8469ec\""] },
        new(
            "new-relic-insert-key",
            "New Relic",
            @"NRII-[\w-]{32}")
            {
                MinimumEntropy = 3,
                Samples = ["NEW_RELIC_INSERT_KEY=NRII-" + "k8Xw2QmZr7TbVn4LsYp1HdJc6GfE9u-_"],
                Counterexamples = ["NRII-" + "XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX"]
            },
        new(
            "new-relic-user-api-key",
            "New Relic",
            "NRAK-[a-zA-Z0-9]{27}")
            {
                MinimumEntropy = 3,
                Samples = ["newRelicApiKey: NRAK-" + "K8XW2QMZR7TBVN4LSYP1HDJC6GF"],
                Counterexamples = ["NRAK-" + "XXXXXXXXXXXXXXXXXXXXXXXXXXX"]
            },
        new(
            "new-relic-admin-api-key",
            "New Relic",
            "(NRAA-[a-fA-F0-9]{27}|NRRA-[a-fA-F0-9]{42})")
            {
                Samples = ["NRAA-" + "3f9c1e7a5b20d8469ec7f1a2b45", "NRRA-" + Hex + "9a1b2c3d4e"]
            },
        new(
            "new-relic-license-key",
            "New Relic",
            "[a-fA-F0-9]{32}([a-fA-F0-9]{4}NRAL|FFFFNRAL)")
            {
                Samples = ["NEW_RELIC_LICENSE_KEY=" + Hex + "FFFFNRAL", Hex + "9a1b" + "NRAL"]
            },
        new("new-relic-user-api-id", "New Relic", "[a-zA-Z0-9]{64}")
        {
            Names = ["new-relic"],
            Qualifiers = BareValue.CredentialWordsOrId,
            MinimumEntropy = 3,
            Verify = BareValue.JudgeMixture,
            Samples = ["new_relic.api-id = '" + Mixed + "'"],
            Counterexamples = ["newrelic_sha256: " + Hex + Hex],
        },
        new("sentry-access-token", "Sentry", "[a-fA-F0-9]{64}")
        {
            Names = ["sentry"],
            Qualifiers = BareValue.CredentialWords,
            MinimumEntropy = 3,
            Samples = ["SENTRY_AUTH_TOKEN=" + Hex + Hex],
            Counterexamples = ["sentry_sha256: " + Hex + Hex],
        },
        new("sentry-user-token", "Sentry", "sntry[uai]_[a-fA-F0-9]{64}") { MinimumEntropy = 3, Samples = ["sntryu_" + Hex + Hex] },
        new("sentry-org-token", "Sentry", "sntrys_eyJ[a-zA-Z0-9+/]{30,8000}={0,2}_[a-zA-Z0-9+/]{43}")
        {
            MinimumEntropy = 4,
            Verify = JudgeOrganizationToken,
            Samples = ["auth.token=sntrys_"
                + "eyJpYXQiOjE3MDAwMDAwMDAsInVybCI6Imh0dHBzOi8vZXhhbXBsZS5jb20iLCJyZWdpb25fdXJsIjoiaHR0cHM6Ly91cy5leGFtcGxlLmNvbSIsIm9yZyI6ImRlbW8ifQ==_"
                + "k8Xw2QmZr7TbVn4LsYp1HdJc6GfE9uAa3Ko5Ri/+k8X"],
            Counterexamples = ["sntrys_" + "eyJpYXQiOjE3MDAwMDAwMDAsIm9yZyI6ImRlbW8iLCJuYW1lIjoiYSB0ZXN0In0=_" + "k8Xw2QmZr7TbVn4LsYp1HdJc6GfE9uAa3Ko5Ri/+k8X"],
        },
        new("sumologic-access-id", "Sumo Logic", "su[a-zA-Z0-9]{12}")
        {
            Names = ["sumo", "sumo-logic"],
            Verify = JudgeSumoLogicId,
            MinimumEntropy = 3,
            Samples = ["SUMO_ACCESS_ID=" + "suk8Xw2QmZr7Tb", "sumologic.accessId: '" + "suKQxwbQmZrgTb'"],
            Counterexamples = ["sumo_type: subscriptionId", "sumo.setting = sumoAccessKeys"],
        },
        new("sumologic-access-token", "Sumo Logic", "[a-zA-Z0-9]{64}")
        {
            Names = ["sumo", "sumo-logic"],
            Qualifiers = BareValue.CredentialWords,
            MinimumEntropy = 3,
            Verify = BareValue.JudgeMixture,
            Samples = ["sumo_access_key = \"" + Mixed + "\""],
            Counterexamples = ["sumologic_digest = \"" + Hex + Hex + "\""],
        },
    ];

    private static SecretVerdict JudgeOrganizationToken(string token)
    {
        string payload = token.Substring("sntrys_".Length, token.LastIndexOf('_') - "sntrys_".Length);
        if (EncodedText.FromBase64(payload) is { } json && JsonMembers.TryRead(json)?["region_url"] is not null)
            return SecretVerdict.Verified;
        return EncodedRegions.Any(r => payload.Contains(r)) ? SecretVerdict.Known : SecretVerdict.None;
    }

    /// <summary>Identifiers are so short that many have no digit; names of settings have few changes of case or begin as the service does.</summary>
    private static SecretVerdict JudgeSumoLogicId(string value) =>
        !value.StartsWith("sumo", StringComparison.OrdinalIgnoreCase)
        && (BareValue.HasDigit(value) || BareValue.ChangesOf(value) > 3)
            ? SecretVerdict.Known
            : SecretVerdict.None;
}
