using ContainerSecurity.Secrets.Names;
using ContainerSecurity.Secrets.Scanning;
using ContainerSecurity.Secrets.Shapes;
using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Secrets.Patterns;

/// <summary>Tools of developers: design, hosting, networks, wallets.</summary>
internal static class DeveloperTokens
{
    private static readonly string[] WalletWords =
    [
        "wallet", "private", "ethereum", "secp256k1", "web3", "mnemonic", "signer", "deployer", "hardhat", "foundry"
    ];

    public static SecretPattern[] Patterns { get; } =
    [
        new(
            "figma-personal-access-token",
            "Figma",
            @"figd_[\w-]{40,128}") { Samples = ["FIGMA_TOKEN=figd_" + SampleText.Mixed(43)], Counterexamples = ["figd_abc"] },
        new("groq-api-key", "Groq", "gsk_[A-Za-z0-9]{52,128}") { Samples = ["GROQ_API_KEY=gsk_" + SampleText.Mixed(52)], Counterexamples = ["gsk_abc123"] },
        new("vercel-token", "Vercel", "vc[acikpr]_[A-Za-z0-9]{40,128}") { Samples = ["vcp_" + SampleText.Mixed(40)], Counterexamples = ["vcp_abc"] },
        new("tailscale-key", "Tailscale", "tskey-[a-z]{3,12}-[A-Za-z0-9]{8,64}-[A-Za-z0-9]{16,128}")
        {
            MinimumEntropy = 0,
            Locate = static (string text, ref int start, ref int end, ref TextWalk walk) => !(start > 0 && char.IsLetter(text[start - 1]))
                && !(end < text.Length && char.IsLetterOrDigit(text[end]))
                && !EncodedBlob.Holds(text, start, end, 0, text.Length),
            Samples = ["tskey-" + "auth-k8Xw2QmZr7Tb-" + SampleText.Mixed(24)],
            Counterexamples = ["tskey-foo", "xtskey-" + "auth-k8Xw2QmZr7Tb-" + SampleText.Mixed(24)],
        },
        new("wallet-private-key", "Ethereum", "0x[0-9a-fA-F]{64}")
        {
            MinimumEntropy = 3,
            Locate = static (string text, ref int start, ref int end, ref TextWalk walk) => TokenBoundary.IsWhole(text, start, end, 0, text.Length)
                && text.HasOneOf(WalletWords, Math.Max(0, start - 80), Math.Min(text.Length, end + 80)),
            Samples = ["PRIVATE_KEY=0x" + SampleText.Hexadecimal(64)],
            Counterexamples = ["\"transactionHash\": \"0x" + SampleText.Hexadecimal(64) + "\""],
        },
        new("azure-directory-id", "Microsoft Entra", BareValue.Uuid)
        {
            Kind = SecretKind.AccountIdentifier,
            Names =
            [
                "azure-client-id", "azure-tenant-id", "ad-tenant-id", "ad-client-id", "azure-subscription-id",
                "arm-client-id", "arm-tenant-id", "arm-subscription-id"
            ],
            Samples = ["AZURE_TENANT_ID=" + SampleText.Uuid],
            Counterexamples = ["tenant: " + SampleText.Uuid, "AZURE_TENANT_ID=00000000-0000-0000-0000-000000000000"],
        },
        new("aws-account-id", "Amazon Web Services", @"\d{4}-?\d{4}-?\d{4}")
        {
            Kind = SecretKind.AccountIdentifier,
            MinimumEntropy = 0,
            Names = ["aws-account-id"],
            Samples = ["AWS_ACCOUNT_ID=" + "471938260547"],
            Counterexamples = ["ACCOUNT_ID=" + "471938260547"],
        },
    ];
}
