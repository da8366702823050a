using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Secrets.Patterns;

/// <summary>Hosters and networks besides the largest clouds.</summary>
internal static class HostingTokens
{
    public static SecretPattern[] Patterns { get; } =
    [
        new("alibaba-secret-key", "Alibaba Cloud", "[A-Za-z0-9]{30}")
        {
            Names = ["alibaba", "aliyun", "alicloud"],
            Verify = BareValue.JudgeMixture,
            Samples = ["aliyun.accessKeySecret: " + SampleText.Mixed(30)],
            Counterexamples = ["alibaba: " + "aDirectoryNamedWithThirtyChars", "aliyun: " + SampleText.Mixed(31)],
        },
        new("alibaba-access-key-id", "Alibaba Cloud", "LTAI[A-Za-z0-9]{12,28}")
        {
            MinimumEntropy = 3,
            Verify = BareValue.JudgeMixture,
            Samples = ["ALIBABA_CLOUD_ACCESS_KEY_ID=LTAI" + SampleText.Mixed(20)],
            Counterexamples = ["LTAI" + new string('X', 20), "VOLTAI" + SampleText.Mixed(20)],
        },
        new("cisco-meraki-api-key", "Cisco Meraki", "[0-9a-f]{40}")
        {
            Names = ["meraki"],
            MinimumEntropy = 3,
            Samples = ["MERAKI_DASHBOARD_API_KEY=" + SampleText.Hexadecimal(40)],
            Counterexamples = ["meraki_token = " + SampleText.Hexadecimal(64), "meraki: " + SampleText.Hexadecimal(40).ToUpperInvariant()],
        },
        new("cloudflare-api-key", "Cloudflare", @"[\w-]{40}")
        {
            Names = ["cloudflare", "cf-api", "cf-token"],
            Verify = BareValue.JudgeMixture,
            Samples = ["CLOUDFLARE_API_TOKEN=" + SampleText.Mixed(38) + "_-", "CF_API_TOKEN: " + SampleText.Mixed(40)],
            Counterexamples = ["cloudflare: " + "the-name-of-a-tunnel-with-forty-letters-"],
        },
        new(
            "cloudflare-global-api-key",
            "Cloudflare",
            "[a-fA-F0-9]{37}")
            {
                Names = ["cloudflare", "cf-api", "cf-key"],
                Samples = ["cloudflareKey: \"" + SampleText.Hexadecimal(37) + "\""]
            },
        new(
            "cloudflare-origin-ca-key",
            "Cloudflare",
            @"v1\.0-[a-f0-9]{24}-[a-f0-9]{146}")
            {
                Samples = ["v1.0-" + SampleText.Hexadecimal(24) + "-" + SampleText.Hexadecimal(146)]
            },
        new("cloudflare-prefixed-token", "Cloudflare", "cf(ut|at|k)_[A-Za-z0-9]{40}[a-f0-9]{8}")
        {
            Samples = ["cfut_" + SampleText.Mixed(38) + "Zz" + "03fa099b"],
            Counterexamples = ["xcfat_" + SampleText.Mixed(38) + "Zz" + "03fa099b", "cfat_" + SampleText.Mixed(20)],
        },
        new(
            "defined-networking-api-token",
            "Defined Networking",
            "dnkey-[A-Za-z0-9=_-]{26}-[A-Za-z0-9=_-]{52}")
            {
                Samples = ["dnkey-" + SampleText.Upper(26) + "-" + SampleText.Upper(52)]
            },
        new("digitalocean-pat", "DigitalOcean", "dop_v1_[a-f0-9]{64}")
        {
            MinimumEntropy = 3,
            Samples = ["DIGITALOCEAN_TOKEN=dop_v1_" + SampleText.Hexadecimal(64)],
            Counterexamples = ["dop_v1_" + new string('0', 64), "dop_v1_" + SampleText.Hexadecimal(65)],
        },
        new("digitalocean-access-token", "DigitalOcean", "doo_v1_[a-f0-9]{64}") { MinimumEntropy = 3, Samples = ["doo_v1_" + SampleText.Hexadecimal(64)] },
        new(
            "digitalocean-refresh-token",
            "DigitalOcean",
            "[dD][oO][rR]_[vV]1_[a-fA-F0-9]{64}") { MinimumEntropy = 3, Samples = ["dor_v1_" + SampleText.Hexadecimal(64)] },
        new("fastly-api-token", "Fastly", @"[\w=-]{32}")
        {
            Names = ["fastly"],
            Verify = BareValue.JudgeMixture,
            Samples = ["FASTLY_API_TOKEN=" + SampleText.Mixed(32), "<FastlyToken>" + SampleText.Mixed(32) + "</FastlyToken>"],
            Counterexamples = ["fastly: " + "a-service-named-with-thirty-two-"],
        },
        new("flyio-access-token", "Fly.io", @"(fo1_[\w-]{43,64}|(fm1[ar]|fm2)_[A-Za-z0-9+/]{100,}={0,3})")
        {
            MinimumEntropy = 0,
            Verify = IsFlyToken,
            Samples = ["fo1_" + SampleText.Mixed(43), "FLY_API_TOKEN=\"FlyV1 fm2_" + "lJPECAAAAAAAAMkQxBBa" + SampleText.Mixed(120) + "\""],
            Counterexamples =
            [
                "fo1_" + new string('x', 43),
                "MEMINFO1_" + SampleText.Mixed(43),
                "authenticity_token\" value=\"7SWa-Fo1_" + SampleText.Mixed(43)
            ],
        },
        new("heroku-api-key", "Heroku", BareValue.Uuid)
        {
            Names = ["heroku"],
            Qualifiers = ["key", "token", "secret", "auth", "pass", "api"],
            Samples = ["HEROKU_API_KEY=" + SampleText.Uuid, "const herokuToken = '" + SampleText.Uuid + "'"],
            Counterexamples = ["HEROKU_APP_ID=" + SampleText.Uuid, "heroku_api_key=00000000-0000-0000-0000-000000000000"],
        },
        new(
            "heroku-api-key-v2",
            "Heroku",
            @"HRKU-AA[\w-]{58,128}")
            {
                MinimumEntropy = 3.5,
                Samples = ["HRKU-AA" + SampleText.Mixed(57) + "_"],
                Counterexamples = ["HRKU-" + SampleText.Uuid]
            },
    ];

    /// <summary>Macaroons hold runs of zeros, and begin with a list of lists of bytes in MessagePack.</summary>
    private static SecretVerdict IsFlyToken(string token)
    {
        int body = token.IndexOf('_') + 1;
        return Entropy.Of(token, body, token.Length) < 4
            ? SecretVerdict.None
            : SecretVerdict.KnownOrVerified(string.CompareOrdinal(token, body, "lJPE", 0, 4) == 0);
    }
}
