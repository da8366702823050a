// csec:allow-secrets-of-file: made-up samples

using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Secrets.Patterns;

/// <summary>Services that sell, ship and trade.</summary>
internal static class CommerceTokens
{
    private const string Hex = "3f9c1e7a5b20d8469ec7f1a2b45d8036";

    private const string Secret = "k8Xw2QmZr7TbVn4LsYp1HdJc6GfE9uAa3Ko5Ri";

    public static SecretPattern[] Patterns { get; } =
    [
        new("kucoin-access-token", "KuCoin", "[a-fA-F0-9]{24}")
        {
            Names = ["kucoin"],
            Qualifiers = BareValue.CredentialWords,
            Samples = ["KUCOIN_API_KEY=" + "3f9c1e7a5b20d8469ec7f1a2"],
            Counterexamples = ["kucoin_order_id = " + "3f9c1e7a5b20d8469ec7f1a2", "kucoin_key = " + "000000000000000000000000"],
        },
        new("kucoin-secret-key", "KuCoin", BareValue.Uuid)
        {
            Names = ["kucoin"],
            Qualifiers = BareValue.CredentialWords,
            Samples = ["kucoin_secret: " + "3f9c1e7a-5b20-d846-9ec7-f1a2b45d8036"],
            Counterexamples = ["kucoin_order: " + "3f9c1e7a-5b20-d846-9ec7-f1a2b45d8036"],
        },
        new("plaid-client-id", "Plaid", "[a-zA-Z0-9]{24}")
        {
            Names = ["plaid"],
            MinimumEntropy = 2.8,
            Verify = BareValue.JudgeMixture,
            Samples = ["PLAID_CLIENT_ID=" + "3f9c1e7a5b20d8469ec7f1a2"],
            Counterexamples = ["plaid = " + "redgreenblueyellowpurple"],
        },
        new(
            "plaid-secret-key",
            "Plaid",
            "[a-zA-Z0-9]{30}")
            {
                Names = ["plaid"],
                MinimumEntropy = 2.8,
                Verify = BareValue.JudgeMixture,
                Samples = ["plaidSecret: \"" + "3f9c1e7a5b20d8469ec7f1a2b45d80\""]
            },
        new(
            "plaid-api-token",
            "Plaid",
            "access-(sandbox|development|production)-" + BareValue.Uuid)
            {
                Samples = ["access-sandbox-" + "3f9c1e7a-5b20-d846-9ec7-f1a2b45d8036"]
            },
        new(
            "shippo-api-token",
            "Shippo",
            "shippo_(live|test)_[a-fA-F0-9]{40}")
            {
                Samples = ["SHIPPO_TOKEN=shippo_live_" + Hex + "9a1b2c3d"],
                Counterexamples = ["shippo_test_" + "0000000000000000000000000000000000000000"]
            },
        new(
            "shopify-access-token",
            "Shopify",
            "shpat_[a-zA-Z0-9]{32,64}")
            {
                Samples = ["X-Shopify-Access-Token: shpat_" + Hex],
                Counterexamples = ["shpat_" + "XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX"]
            },
        new("shopify-custom-access-token", "Shopify", "shpca_[a-zA-Z0-9]{32,64}") { Samples = ["shpca_" + Hex] },
        new("shopify-private-app-access-token", "Shopify", "shppa_[a-zA-Z0-9]{32,64}") { Samples = ["shppa_" + Hex] },
        new("shopify-shared-secret", "Shopify", "shpss_[a-zA-Z0-9]{32,64}") { Samples = ["SHOPIFY_API_SECRET=shpss_" + Hex] },
        new("square-access-token", "Square", @"(EAAA|sq0atp-)[\w-]{22,120}")
        {
            MinimumEntropy = 3.5,
            Samples = ["SQUARE_ACCESS_TOKEN=EAAA" + Secret + "k8Xw2QmZr7TbVn4LsYp1_-", "token=sq0atp-" + "k8Xw2QmZr7TbVn4LsYp1Hd"],
            Counterexamples = ["eaaa" + Hex, "EAAA" + "AAAAAAAAAAAAAAAAAAAAAAAAAA"],
        },
        new("square-secret", "Square", @"sq0csp-[\w-]{43,64}") { MinimumEntropy = 3.5, Samples = ["sq0csp-" + Secret + "k8X_-"] },
        new("squarespace-access-token", "Squarespace", BareValue.Uuid)
        {
            Names = ["squarespace"],
            Qualifiers = BareValue.CredentialWords,
            Samples = ["squarespaceApiKey = '" + "3f9c1e7a-5b20-d846-9ec7-f1a2b45d8036'"],
            Counterexamples = ["squarespace_page: " + "3f9c1e7a-5b20-d846-9ec7-f1a2b45d8036"],
        },
    ];
}
