using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Secrets.Patterns;

/// <summary>Databases, streams, sensors, search and content as services.</summary>
internal static class DataTokens
{
    private static readonly string[] AirtableObjects = ["app", "tbl", "viw", "rec", "fld", "wsp"];

    public static SecretPattern[] Patterns { get; } =
    [
        new("adafruit-api-key", "Adafruit", @"[\w-]{32}")
        {
            Names = ["adafruit"],
            Verify = BareValue.JudgeMixture,
            Samples = ["ADAFRUIT_IO_KEY=" + SampleText.Lower(32), "adafruit_secret => '" + SampleText.Lower(32) + "'"],
            Counterexamples = ["adafruit: " + "a-feed-named-with-letters-alone-"],
        },
        new(
            "adafruit-io-key",
            "Adafruit",
            "aio_[A-Za-z0-9]{28,64}")
            {
                MinimumEntropy = 3.5,
                Samples = ["aio_" + SampleText.Mixed(28)],
                Counterexamples = ["libaio_" + SampleText.Mixed(28)]
            },
        new("airtable-api-key", "Airtable", "[A-Za-z0-9]{17}")
        {
            Names = ["airtable"],
            Verify = static value => AirtableObjects.Any(o => value.StartsWith(o, StringComparison.Ordinal))
                ? SecretVerdict.None
                : BareValue.JudgeMixture(value),
            Samples = ["AIRTABLE_API_KEY=key" + SampleText.Mixed(14)],
            Counterexamples = ["AIRTABLE_BASE=app" + SampleText.Mixed(14), "airtable: " + "quarterlyOverview"],
        },
        new("airtable-personal-access-token", "Airtable", @"pat[A-Za-z0-9]{14}\.[a-f0-9]{64}")
        {
            MinimumEntropy = 3.5,
            Samples = ["AIRTABLE_TOKEN=pat" + SampleText.Mixed(14) + "." + SampleText.Hexadecimal(64)],
        },
        new("algolia-api-key", "Algolia", "[A-Za-z0-9]{32}")
        {
            Names = ["algolia"],
            Verify = BareValue.JudgeMixture,
            Samples = ["algoliaApiKey: '" + SampleText.Hexadecimal(32) + "'"],
            Counterexamples = ["ALGOLIA_APP_ID=" + SampleText.Upper(10)],
        },
        new("clickhouse-cloud-api-secret-key", "ClickHouse Cloud", "4b1d[A-Za-z0-9]{38}")
        {
            MinimumEntropy = 3,
            Samples = ["key = 4b1d" + SampleText.Mixed(38)],
            Counterexamples = ["4b1d" + new string('X', 38), "adf4b1d" + SampleText.Mixed(38), "4b1d" + SampleText.Mixed(39)],
        },
        new("confluent-access-token", "Confluent", "[A-Za-z0-9]{16}")
        {
            Names = ["confluent"],
            Verify = BareValue.JudgeMixture,
            Samples = ["CONFLUENT_CLOUD_API_KEY=" + SampleText.Upper(16)],
            Counterexamples = ["confluent: " + "bootstrapservers"],
        },
        new("confluent-secret-key", "Confluent", "[A-Za-z0-9+/]{64}")
        {
            Names = ["confluent"],
            Verify = BareValue.JudgeMixture,
            Samples = ["confluent.api.secret=" + SampleText.Mixed(62) + "+/", "confluentSecret: cflt" + SampleText.Mixed(60)],
            Counterexamples = ["confluent: " + SampleText.Mixed(65)],
        },
        new("contentful-delivery-api-token", "Contentful", @"[\w=-]{43}")
        {
            Names = ["contentful"],
            Verify = BareValue.JudgeMixture,
            Samples = ["CONTENTFUL_ACCESS_TOKEN=" + SampleText.Mixed(42) + "_"],
            Counterexamples = ["contentful: " + SampleText.Mixed(44)],
        },
        new("contentful-personal-access-token", "Contentful", @"CFPAT-[\w-]{43,128}") { Samples = ["CFPAT-" + SampleText.Mixed(43)] },
        new("databricks-api-token", "Databricks", @"dapi[a-fA-F0-9]{32}(-\d{1,2})?")
        {
            MinimumEntropy = 3,
            Samples = ["DATABRICKS_TOKEN=dapi" + SampleText.Hexadecimal(32), "dapi" + SampleText.Hexadecimal(32) + "-3"],
            Counterexamples = ["dapi" + SampleText.Hexadecimal(31) + "g", "dapi" + SampleText.Hexadecimal(33), "mydapi" + SampleText.Hexadecimal(32)],
        },
    ];
}
