// csec:allow-secrets-of-file: made-up samples

using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Secrets.Patterns;

/// <summary>Services that keep secrets and identities.</summary>
internal static class IdentityTokens
{
    private const string Secret = "k8Xw2QmZr7TbVn4LsYp1HdJc6GfE9uAa3Ko5Ri";

    public static SecretPattern[] Patterns { get; } =
    [
        new("okta-access-token", "Okta", @"00[\w=-]{40}")
        {
            Names = ["okta"],
            MinimumEntropy = 3.5,
            Samples = ["OKTA_API_TOKEN=00" + Secret + "-_", "oktaApiToken: \"00" + Secret + "k8\""],
            Counterexamples = ["okta_id = 00" + Secret, "loktane = 00" + Secret + "k8"],
        },
        new("okta-authorization", "Okta", @"SSWS 00[\w-]{40}") { MinimumEntropy = 3.5, Samples = ["Authorization: SSWS 00" + Secret + "k8"] },
        new(
            "vault-service-token",
            "HashiCorp Vault",
            @"hv[sr]\.[\w-]{24,1000}")
            {
                MinimumEntropy = 3,
                Verify = JudgeVaultToken,
                Samples =
                [
                    "VAULT_TOKEN=hvs." + Secret + Secret + Secret,
                    "Root Token: hvs." + "k8Xw2QmZr7TbVn4LsYp1HdJc",
                    "hvr." + Secret + Secret + Secret
                ],
                Counterexamples = ["this.hvs." + "getElementsByTheClassNames", "hvs." + "getElementsByTheClassNames"],
            },
        new("vault-legacy-service-token", "HashiCorp Vault", @"s\.[a-zA-Z0-9]{24}")
        {
            MinimumEntropy = 3.5,
            Verify = static token => BareValue.HasDigit(token) && BareValue.ChangesOf(token) > 3 ? SecretVerdict.Known : SecretVerdict.None,
            Samples = ["export VAULT_TOKEN=s." + "k8Xw2QmZr7TbVn4LsYp1HdJc", "vault login s." + "k8xw2qmzr7tbvn4lsyp1hdjc"],
            Counterexamples = ["this.s." + "getElementsByTheClassNames", "s." + "getEveryElementWithNames", "apis." + "k8Xw2QmZr7TbVn4LsYp1HdJc"],
        },
        new("vault-named-service-token", "HashiCorp Vault", @"s\.[a-zA-Z0-9]{24}")
        {
            Names = ["vault"],
            MinimumEntropy = 3,
            Verify = BareValue.JudgeMixture,
            Samples = ["vault_token: s." + "kxwqmz7rtbvnlsyphdjcgfeu"],
            Counterexamples = ["vault_path: s." + "getEveryElementWithNames"],
        },
        new(
            "vault-batch-token",
            "HashiCorp Vault",
            @"hvb\.[\w-]{100,4000}") { MinimumEntropy = 3.5, Samples = ["VAULT_TOKEN: hvb." + Secret + Secret + Secret + Secret] },
        new(
            "vault-legacy-batch-token",
            "HashiCorp Vault",
            @"b\.AAAAAQ[\w-]{100,4000}") { MinimumEntropy = 3.5, Samples = ["b.AAAAAQ" + Secret + Secret + Secret] },
    ];

    /// <summary>Long ones hold an encoded state; short ones, of a Vault of one node, are 24 random letters and digits.</summary>
    private static SecretVerdict JudgeVaultToken(string token)
    {
        const int Stateful = 90;
        return token.Length > Stateful || BareValue.HasDigit(token) || !LetterPairs.AreWordy(token, "hvs.".Length, token.Length)
            ? SecretVerdict.Known
            : SecretVerdict.None;
    }
}
