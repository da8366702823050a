using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Secrets.Patterns;

/// <summary>Money: exchanges, banking data, bookkeeping and payments.</summary>
internal static class FinanceTokens
{
    public static SecretPattern[] Patterns { get; } =
    [
        new("bittrex-secret-key", "Bittrex", "[A-Za-z0-9]{32}")
        {
            Names = ["bittrex"],
            Qualifiers = ["secret"],
            Verify = BareValue.JudgeMixture,
            Samples = ["BITTREX_SECRET=" + SampleText.Hexadecimal(32)],
            Counterexamples = ["BITTREX_SECRET=" + SampleText.Hexadecimal(33)],
        },
        new("bittrex-access-key", "Bittrex", "[A-Za-z0-9]{32}")
        {
            Names = ["bittrex"],
            Verify = BareValue.JudgeMixture,
            Samples = ["bittrexKey: '" + SampleText.Hexadecimal(32) + "'"],
            Counterexamples = ["bittrex: " + "aMarketNamedInThirtyTwoLetterss"],
        },
        new("coinbase-access-token", "Coinbase", @"[\w-]{64}")
        {
            Names = ["coinbase"],
            Verify = BareValue.JudgeMixture,
            Samples = ["COINBASE_ACCESS_TOKEN=" + SampleText.Hexadecimal(64)],
            Counterexamples = ["coinbase: " + SampleText.Hexadecimal(63)],
        },
        new("finicity-api-token", "Finicity", "[a-fA-F0-9]{32}") { Names = ["finicity"], Samples = ["finicity-app-key: " + SampleText.Hexadecimal(32)] },
        new("finicity-client-secret", "Finicity", "[A-Za-z0-9]{20}")
        {
            Names = ["finicity"],
            Verify = BareValue.JudgeMixture,
            Samples = ["FINICITY_PARTNER_SECRET=" + SampleText.Mixed(20)],
            Counterexamples = ["finicity: " + "customerTransactions"],
        },
        new("finnhub-access-token", "Finnhub", "([A-Za-z0-9]{40}|[A-Za-z0-9]{20})")
        {
            Names = ["finnhub"],
            Verify = BareValue.JudgeMixture,
            Samples = ["finnhub_api_key = \"" + SampleText.Lower(20) + "\""],
            Counterexamples = ["finnhub: " + "historicalStockCandl"],
        },
        new("flutterwave-secret-key", "Flutterwave", "FLWSECK(_TEST)?-[a-hA-H0-9]{32}(-[A-Za-z0-9]{8,16})?-X")
        {
            Samples = ["FLWSECK_TEST-" + SampleText.Hexadecimal(32) + "-X", "FLWSECK-" + SampleText.Hexadecimal(32) + "-" + "18d9c3f2a4bvt" + "-X"],
            Counterexamples = ["FLWSECK_TEST-" + new string('X', 32) + "-X"],
        },
        new(
            "flutterwave-public-key",
            "Flutterwave",
            "FLWPUBK(_TEST)?-[a-hA-H0-9]{32}(-[A-Za-z0-9]{8,16})?-X")
            {
                Samples = ["FLWPUBK_TEST-" + SampleText.Hexadecimal(32) + "-X"]
            },
        new("flutterwave-encryption-key", "Flutterwave", "FLWSECK_TEST-?[a-hA-H0-9]{12}")
        {
            Samples = ["FLWSECK_TEST-" + SampleText.Hexadecimal(12), "FLWSECK_TEST" + SampleText.Hexadecimal(12)],
            Counterexamples = ["FLWSECK_TEST-" + SampleText.Hexadecimal(20)],
        },
        new("freshbooks-access-token", "FreshBooks", "[A-Za-z0-9]{64}")
        {
            Names = ["freshbooks"],
            Verify = BareValue.JudgeMixture,
            Samples = ["FRESHBOOKS_CLIENT_SECRET=" + SampleText.Hexadecimal(64)],
            Counterexamples = ["freshbooks: " + SampleText.Hexadecimal(65)],
        },
        new("gocardless-api-token", "GoCardless", @"(live|sandbox)_[\w=-]{40}")
        {
            Names = ["gocardless", "gc-access-token"],
            Samples = ["GOCARDLESS_ACCESS_TOKEN=live_" + SampleText.Mixed(39) + "-"],
            Counterexamples = ["gocardless: live_" + SampleText.Mixed(20)],
        },
    ];
}
