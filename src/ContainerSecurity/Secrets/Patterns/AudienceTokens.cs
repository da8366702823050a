// csec:allow-secrets-of-file: made-up samples

using ContainerSecurity.Secrets.Encodings;
using ContainerSecurity.Secrets.Scanning;
using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Secrets.Patterns;

/// <summary>Services with an audience, and marketplaces of data: social networks, news, maps, APIs.</summary>
internal static class AudienceTokens
{
    private const string Secret = "k8Xw2QmZr7TbVn4LsYp1HdJc6GfE9uAa3Ko5Ri";

    public static SecretPattern[] Patterns { get; } =
    [
        new("linkedin-client-id", "LinkedIn", "[a-zA-Z0-9]{14}")
        {
            Names = ["linked-in"],
            Qualifiers = BareValue.CredentialWordsOrId,
            Verify = BareValue.JudgeMixture,
            Samples = ["LINKEDIN_CLIENT_ID=" + "78k8xw2qmzr7tb", "linked_in_id: '" + "78k8xw2qmzr7tb'"],
            Counterexamples = ["linkedin_key = redirectionuri"],
        },
        new("linkedin-client-secret", "LinkedIn", "[a-zA-Z0-9]{16}")
        {
            Names = ["linked-in"],
            Qualifiers = BareValue.CredentialWords,
            Verify = BareValue.JudgeMixture,
            Samples = ["linkedInClientSecret: \"" + "k8Xw2QmZr7TbVn4L\""],
            Counterexamples = ["linkedin_page = k8Xw2QmZr7TbVn4L", "linkedin_secret: linkedInTheVault"],
        },
        new("mapbox-api-token", "Mapbox", @"[pst]k\.eyJ1Ijoi[\w-]{20,400}\.[\w-]{22}")
        {
            MinimumEntropy = 3.5,
            Verify = JudgeMapboxToken,
            Samples = ["mapboxgl.accessToken = 'pk." + "eyJ1IjoiZGVtbyIsImEiOiJjazh4dzJxbXpyN3RidjRsIn0." + "k8Xw2QmZr7TbVn4L_Yp1-d'"],
            Counterexamples = ["pk." + "eyJ1IjoiZGVtbyBvZiBubyBhY2NvdW50I" + "a.k8Xw2QmZr7TbVn4L_Yp1-d"],
        },
        new(
            "mapbox-named-api-token",
            "Mapbox",
            @"[pst]k\.[a-zA-Z0-9]{60}\.[\w-]{22}")
            {
                Names = ["mapbox"],
                MinimumEntropy = 3.5,
                Samples = ["MAPBOX_TOKEN=pk." + Secret + "k8Xw2QmZr7TbVn4LsYp1Hd." + "k8Xw2QmZr7TbVn4LsYp1Hd"]
            },
        new("nytimes-access-token", "New York Times", "[a-zA-Z0-9=_-]{32}")
        {
            Names = ["nytimes", "new-york-times", "newyork-times"],
            MinimumEntropy = 3,
            Verify = BareValue.JudgeMixture,
            Samples = ["NYTIMES_API_KEY=" + "k8Xw2QmZr7TbVn4LsYp1HdJc6GfE9u-_", "new_york_times.key: " + "k8xw2qmzr7tbvn4lsyp1hdjc6gfe9uaa"],
            Counterexamples = ["nytimes_section: " + "the-front-page-of-todays-edition"],
        },
        new("privateai-api-token", "Private AI", "[a-z0-9]{32}")
        {
            Names = ["private-ai"],
            MinimumEntropy = 3,
            Verify = BareValue.JudgeMixture,
            Samples = ["PRIVATE_AI_KEY=" + "k8xw2qmzr7tbvn4lsyp1hdjc6gfe9uaa"],
            Counterexamples = ["privateAiKey: \"" + "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\""],
        },
        new("rapidapi-access-token", "RapidAPI", "[a-zA-Z0-9_-]{50}")
        {
            Names = ["rapid-api"],
            MinimumEntropy = 3,
            Verify = BareValue.JudgeMixture,
            Samples = ["\"x-rapidapi-key\": \"" + "k8xw2qmzr7mshtbvn4lsyp1hdjc6p1fe9ujsnaa3ko5rik8xw2\""],
            Counterexamples = ["x-rapidapi-host: " + "the-host-of-the-api-that-the-shop-calls-for-prices"],
        },
        new("twitch-api-token", "Twitch", "[a-zA-Z0-9]{30}")
        {
            Names = ["twitch"],
            MinimumEntropy = 3,
            Verify = BareValue.JudgeMixture,
            Samples = ["TWITCH_CLIENT_SECRET=" + "k8xw2qmzr7tbvn4lsyp1hdjc6gfe9u"],
            Counterexamples = ["twitch_channel = " + "thechannelofeveryoneintheteams"],
        },
        new(
            "twitch-chat-token",
            "Twitch",
            "oauth:[a-z0-9]{30}")
            {
                MinimumEntropy = 3,
                Samples = ["PASS oauth:" + "k8xw2qmzr7tbvn4lsyp1hdjc6gfe9u"],
                Counterexamples = ["oauth:" + "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"]
            },
        new(
            "twitter-access-secret",
            "Twitter",
            "[a-zA-Z0-9]{45}")
            {
                Names = ["twitter"],
                MinimumEntropy = 3,
                Verify = BareValue.JudgeMixture,
                Samples = ["TWITTER_ACCESS_TOKEN_SECRET=" + Secret + "k8Xw2Qm"]
            },
        new("twitter-access-token", "Twitter", "[0-9]{7,25}-[a-zA-Z0-9]{20,40}")
        {
            Names = ["twitter"],
            Qualifiers = BareValue.CredentialWords,
            MinimumEntropy = 3,
            Samples = ["twitterAccessToken: '" + "7481062753914820-" + Secret + "k8'"],
            Counterexamples = ["twitter_image: " + "7481062753914820-" + "headerOfTheShopsPage"],
        },
        new("twitter-api-key", "Twitter", "[a-zA-Z0-9]{25}")
        {
            Names = ["twitter"],
            MinimumEntropy = 3,
            Verify = BareValue.JudgeMixture,
            Samples = ["twitter_consumer_key: " + "k8Xw2QmZr7TbVn4LsYp1HdJc6"],
            Counterexamples = ["twitter_handle: " + "thehandleofoursupportteam", "twitter: " + "1234567890123456789012345"],
        },
        new(
            "twitter-api-secret",
            "Twitter",
            "[a-zA-Z0-9]{50}")
            {
                Names = ["twitter"],
                MinimumEntropy = 3,
                Verify = BareValue.JudgeMixture,
                Samples = ["\"twitter_api_secret\" => \"" + Secret + "k8Xw2QmZr7Tb\""]
            },
        new(
            "twitter-bearer-token",
            "Twitter",
            "A{22}[a-zA-Z0-9%]{80,100}")
            {
                Names = ["twitter"],
                MinimumEntropy = 0,
                Samples = ["TWITTER_BEARER_TOKEN=" + "AAAAAAAAAAAAAAAAAAAAAA" + Secret + "%2F" + Secret + "%3D" + "k8Xw2Qm"]
            },
    ];

    /// <summary>The middle is a JSON object with the user and the account.</summary>
    private static SecretVerdict JudgeMapboxToken(string token)
    {
        string[] parts = token.Split('.');
        return SecretVerdict.NoneOrVerified(EncodedText.FromBase64(parts[1]) is { } json && JsonMembers.TryRead(json)?["a"] is not null);
    }
}
