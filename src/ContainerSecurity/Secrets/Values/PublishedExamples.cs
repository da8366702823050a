namespace ContainerSecurity.Secrets.Values;

/// <summary>
/// Keys and tokens that their services publish themselves, for emulators, in documentation and samples, so that they open
/// nothing that is anyone's own. They are kept as checksums (FNV-1a), so that this file holds no keys, beside the place that
/// publishes them. A value that differs in one character is none of them.
/// </summary>
/// <remarks>
/// A private key that is public, as Vagrant's is, is not among them: whoever lets it in lets everyone in. Neither are default
/// passwords such as MinIO's, which open whatever nobody has changed.
/// </remarks>
internal static class PublishedExamples
{
    private const ulong Basis = 14695981039346656037;

    private const ulong Prime = 1099511628211;

    private static readonly Source[] Sources =
    [
        new(
            "Azurite and the Azure storage emulator, account devstoreaccount1: learn.microsoft.com/azure/storage/common/storage-use-azurite",
            [4583851441040526183]),
        new(
            "Azure Cosmos DB emulator: learn.microsoft.com/azure/cosmos-db/emulator",
            [11464230364667987732]),
        new(
            "Event Hubs and Service Bus emulators: learn.microsoft.com/azure/event-hubs/test-locally-with-event-hub-emulator",
            [17059219979531866724]),
        new(
            "Stripe's documentation: docs.stripe.com/keys",
            [
                15983728387395509636, 7487009818021156695, 5440715777677591415, 7444897482634425628,
            ]),
        new(
            "reCAPTCHA's test keys: developers.google.com/recaptcha/docs/faq",
            [
                8202257468765932940, 14534964592710445127,
            ]),
        new(
            "Turnstile's test secrets: developers.cloudflare.com/turnstile/troubleshooting/testing",
            [
                7091209129471590858, 3610828794902993263, 14122646009816358576,
            ]),
        new(
            "Amazon Web Services' documentation: docs.aws.amazon.com/IAM/latest/UserGuide",
            [
                1036521266863109840, 9053453093686898785, 5179285402336224520, 8546075712026291506, 10332206301884904541,
                10845882060047151431, 12561277818790421933, 6887487181628397345,
            ]),
        new(
            "LocalStack's default account: docs.localstack.cloud",
            [5611651921879129045]),
        new(
            "GitHub's documentation: docs.github.com/apps",
            [
                17783260609893839276, 16473151533847403567, 14076223981218306877, 15824503269141678267, 12350015242777254166,
                15751144309703811979,
            ]),
        new(
            "Slack's documentation: docs.slack.dev/reference/methods/oauth.v2.access",
            [
                13690434676867381397, 16516034739619546062,
            ]),
        new(
            "kubeadm's documentation: kubernetes.io/docs/reference/setup-tools/kubeadm",
            [4829268558612207640]),
        new(
            "Docker's documentation of swarms: docs.docker.com/reference/cli/docker/swarm",
            [
                9116915100571182595, 14910660514684108138, 5738980800295073301,
            ]),
        new(
            "jwt.io",
            [
                1583148607390662307, 3324642427188472331, 11143663853942413229,
            ]),
        new(
            "Algolia's documentation, application latency: www.algolia.com/doc",
            [10168511661835606503]),
        new(
            "Accounts of Hardhat and Anvil: hardhat.org/hardhat-network/docs/reference",
            [
                831433838277951364, 10793804847769867432, 4781179900720745257, 17915311490919534436, 7507050229910371232,
                5394186824077116406, 6830654091608707531, 13958551000445673245, 464414553903136019, 15063571920726542543,
                1699128949474899540, 6423539740336393432, 11058827042234864441, 2166792036910271668, 9949049443266271536,
                16626048941117038470, 11700244425139844987, 2758647622021528429, 7289410710668203715, 4652546481822791583,
            ]),
        new(
            "Google Maps Platform's samples: github.com/googlemaps/js-samples",
            [
                4128413647418051609, 18419005348440610387,
            ]),
        new(
            "Google Cloud API keys of Firebase's public samples and tests: github.com/firebase",
            [
                7695482040597265364, 3000302005694449885, 627484234354556299, 16674135320990346286, 11075040204369815850,
                1301887937322546247, 9405795276052330600, 7509155285987174976, 9326058794407553744, 12519167916427144521,
                15822309813052976588, 5862762513642520626, 16669061983117594353, 14357227541543938439, 2975863371465580017,
            ]),
    ];

    private static readonly HashSet<ulong> Checksums = [.. Sources.SelectMany(s => s.Checksums)];

    /// <summary>Whether a value is one of them.</summary>
    public static bool Contain(string value) => Checksums.Contains(Checksum(value));

    /// <summary>Where a value is published; null where it is none of them.</summary>
    public static string? SourceOf(string value)
    {
        ulong checksum = Checksum(value);
        return Array.Find(Sources, s => Array.IndexOf(s.Checksums, checksum) >= 0)?.Place;
    }

    private static ulong Checksum(string value)
    {
        ulong hash = Basis;
        foreach (char c in value)
            hash = unchecked((hash ^ c) * Prime);
        return hash;
    }

    /// <summary>A place that publishes keys, and their checksums.</summary>
    private sealed record Source(string Place, ulong[] Checksums);
}
