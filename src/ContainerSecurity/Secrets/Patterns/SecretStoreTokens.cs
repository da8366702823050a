// csec:allow-secrets-of-file: made-up samples

using ContainerSecurity.Secrets.Encodings;
using ContainerSecurity.Secrets.Scanning;
using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Secrets.Patterns;

/// <summary>Stores of passwords and secrets.</summary>
internal static class SecretStoreTokens
{
    public static SecretPattern[] Patterns { get; } =
    [
        new("1password-secret-key", "1Password", "A3-[A-Z0-9]{6}-([A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})(-[A-Z0-9]{5}){3}")
        {
            MinimumEntropy = 3.5,
            Samples = ["A3-" + "K8XW2Q-MZR7TB-VN4LS-YP1HD-JC6GF-E9UAA", "A3-" + "K8XW2Q-MZR7TBVN4LS-YP1HD-JC6GF-E9UAA"],
            Counterexamples = ["A3-" + "XXXXXX-XXXXXX-XXXXX-XXXXX-XXXXX-XXXXX", "DA3-" + "K8XW2Q-MZR7TB-VN4LS-YP1HD-JC6GF-E9UAA"],
        },
        new("1password-service-account-token", "1Password", @"ops_eyJ[\w+/-]{250,}={0,3}")
        {
            MinimumEntropy = 4,
            Verify = static token => SecretVerdict.KnownOrVerified(EncodedText.FromBase64(token.Substring(4)) is { } json
                && JsonMembers.TryRead(json)?["secretKey"] is not null),
            Samples = ["OP_SERVICE_ACCOUNT_TOKEN=ops_" + "eyJ" + SampleText.Mixed(400)],
            Counterexamples = ["ops_" + "eyJzaWduSW5BZGRyZXNzIjoi...", "ops_" + "eyJ" + new string('x', 300)],
        },
        new("doppler-api-token", "Doppler", @"dp\.(st\.[a-z0-9_-]{2,64}\.[A-Za-z0-9]{40,80}|(pt|st|ct|scim|audit|said|sa)\.[A-Za-z0-9]{40,80})")
        {
            Samples = ["DOPPLER_TOKEN=dp.pt." + SampleText.Mixed(43), "dp.st.dev_personal." + SampleText.Mixed(43)],
            Counterexamples = ["dp.pt." + SampleText.Mixed(30)],
        },
    ];
}
