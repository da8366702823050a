using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Secrets.Patterns;

/// <summary>Shops, travel, shipping, and the networks of people and photos.</summary>
internal static class ConsumerTokens
{
    public static SecretPattern[] Patterns { get; } =
    [
        new(
            "duffel-api-token",
            "Duffel",
            @"duffel_(test|live)_[\w=-]{43,128}")
            {
                Samples = ["duffel_test_" + SampleText.Mixed(42) + "_"],
                Counterexamples = ["duffel_test_" + SampleText.Mixed(20)]
            },
        new(
            "easypost-api-token",
            "EasyPost",
            "EZAK[A-Za-z0-9]{54}")
            {
                MinimumEntropy = 3,
                Samples = ["EZAK" + SampleText.Mixed(54)],
                Counterexamples = ["EZAK" + SampleText.Mixed(55)]
            },
        new("easypost-test-api-token", "EasyPost", "EZTK[A-Za-z0-9]{54}")
        {
            MinimumEntropy = 3,
            Samples = ["https://example.com?t=EZTK" + SampleText.Mixed(54) + "&q=1"],
            Counterexamples = ["fNUXA/rYqRvfQ+EZTK" + SampleText.Mixed(54) + "/dWep95C"],
        },
        new("etsy-access-token", "Etsy", "[A-Za-z0-9]{24}")
        {
            Names = ["etsy"],
            MinimumEntropy = 3,
            Verify = BareValue.JudgeMixture,
            Samples = ["ETSY_API_KEY=" + SampleText.Lower(24), "etsyToken = '" + SampleText.Lower(24) + "'"],
            Counterexamples = ["sysctl.SetSysctl = " + SampleText.Lower(24), "etsy: " + "transactionsOfAllTheShops"],
        },
        new("facebook-access-token", "Facebook", @"\d{15}\d?(%7[Cc]|[|%])[\w-]{27,40}")
        {
            MinimumEntropy = 3,
            Verify = static token => BareValue.JudgeMixture(token.Substring(token.IndexOfAny(['|', '%']))),
            Samples =
            [
                "{\"access_token\":\"" + SampleText.Digits(15) + "|" + SampleText.Mixed(27) + "\"}",
                "access_token=" + SampleText.Digits(16) + "%7C" + SampleText.Mixed(27) + "&x=1"
            ],
            Counterexamples = [SampleText.Digits(14) + "|" + SampleText.Mixed(27), SampleText.Digits(15) + "|" + "a-line-in-a-table-of-words-only"],
        },
        new("facebook-page-access-token", "Facebook", "EAA[A-Z][A-Za-z0-9]{100,}")
        {
            MinimumEntropy = 4,
            Samples = ["EAAC" + SampleText.Mixed(180)],
            Counterexamples = ["EAAM" + SampleText.Mixed(90), "MIIEAAC" + SampleText.Mixed(180)],
        },
        new("facebook-secret", "Facebook", "[a-fA-F0-9]{32}")
        {
            Names = ["facebook", "fb-app-secret", "fb-secret", "fb-client-secret"],
            MinimumEntropy = 3,
            Samples = ["facebook_app_secret: " + SampleText.Hexadecimal(32), "FB_APP_SECRET=" + SampleText.Hexadecimal(32)],
            Counterexamples = ["facebook_app_id: " + SampleText.Digits(15)],
        },
        new("flickr-access-token", "Flickr", "[A-Za-z0-9]{32}")
        {
            Names = ["flickr"],
            Verify = BareValue.JudgeMixture,
            Samples = ["FLICKR_API_KEY=" + SampleText.Hexadecimal(32)],
            Counterexamples = ["flickr: " + "anAlbumNamedInThirtyTwoLettersOk"],
        },
        new(
            "intra42-client-secret",
            "Intra 42",
            "s-s4t2(ud|af)-[a-f0-9]{64}")
            {
                MinimumEntropy = 3,
                Samples = ["s-s4t2ud-" + SampleText.Hexadecimal(64)],
                Counterexamples = ["s-s4t2ud-" + SampleText.Hexadecimal(63)]
            },
    ];
}
