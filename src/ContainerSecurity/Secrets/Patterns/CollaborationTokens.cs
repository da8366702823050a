// csec:allow-secrets-of-file: made-up samples

using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Secrets.Patterns;

/// <summary>Services that teams plan, document and support with.</summary>
internal static class CollaborationTokens
{
    private const string Hex = "3f9c1e7a5b20d8469ec7f1a2b45d8036";

    private const string Secret = "k8Xw2QmZr7TbVn4LsYp1HdJc6GfE9uAa3Ko5Ri";

    public static SecretPattern[] Patterns { get; } =
    [
        new(
            "atlassian-api-token",
            "Atlassian",
            @"AT(ATT|CTT)3[\w=-]{180,400}")
            {
                MinimumEntropy = 3.5,
                Samples = ["JIRA_API_TOKEN=ATATT3"
                    + "xFfGF0"
                    + Secret
                    + Secret
                    + Secret
                    + Secret
                    + "k8Xw2QmZr7TbVn4LsYp1"
                    + "=0A1B2C3D"]
            },
        new("atlassian-legacy-api-token", "Atlassian", "[A-Za-z0-9]{24}")
        {
            Names = ["atlassian", "jira", "confluence"],
            Qualifiers = BareValue.CredentialWords,
            MinimumEntropy = 3.5,
            Verify = BareValue.JudgeMixture,
            Samples = ["JIRA_API_TOKEN=" + "k8Xw2QmZr7TbVn4LsYp1HdJc"],
            Counterexamples = ["JIRA_PROJECT=" + "k8Xw2QmZr7TbVn4LsYp1HdJc"],
        },
        new(
            "linear-api-key",
            "Linear",
            "lin_api_[a-zA-Z0-9]{40,80}")
            {
                MinimumEntropy = 3,
                Samples = ["LINEAR_API_KEY=lin_api_" + Secret + "k8"],
                Counterexamples = ["lin_api_" + "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"]
            },
        new("linear-oauth-token", "Linear", "lin_oauth_[a-zA-Z0-9]{64,80}") { Samples = ["lin_oauth_" + Hex + Hex] },
        new("linear-client-secret", "Linear", "[a-fA-F0-9]{32}")
        {
            Names = ["linear"],
            Qualifiers = BareValue.CredentialWords,
            Samples = ["LINEAR_CLIENT_SECRET=" + Hex],
            Counterexamples = ["linear_md5: " + Hex],
        },
        new("notion-api-token", "Notion", "ntn_[0-9]{11}[a-zA-Z0-9]{35}")
        {
            MinimumEntropy = 3.5,
            Samples = ["NOTION_TOKEN=ntn_" + "48106275391k8Xw2QmZr7TbVn4LsYp1HdJc6GfE9uAa3Ko"],
            Counterexamples = ["ntn_" + "48106275391k8Xw2QmZr7TbVn4LsYp1HdJc6GfE9uAa3Ko5Ri", "ntn_" + "k8Xw2QmZr7TbVn4LsYp1HdJc6GfE9uAa3Ko5RiQw2x3y4z"],
        },
        new("notion-legacy-api-token", "Notion", "secret_[a-zA-Z0-9]{43}")
        {
            MinimumEntropy = 3.8,
            Verify = BareValue.JudgeMixture,
            Samples = ["notion.auth: 'secret_" + Secret + "k8Xw2'"],
            Counterexamples = ["secret_" + "thenameofthesecretthatisusedbytheshopserver"],
        },
        new(
            "readme-api-token",
            "ReadMe",
            "rdme_[a-z0-9]{70,128}")
            {
                MinimumEntropy = 3,
                Samples = ["README_API_KEY=rdme_" + Hex + Hex + "k8xw2q"],
                Counterexamples = ["rdme_" + "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"]
            },
        new("trello-access-token", "Trello", "([a-fA-F0-9]{64}|[a-zA-Z0-9-]{32})")
        {
            Names = ["trello"],
            Qualifiers = BareValue.CredentialWords,
            MinimumEntropy = 2.8,
            Verify = BareValue.JudgeMixture,
            Samples = ["TRELLO_TOKEN=" + Hex + Hex, "trelloKey: '" + "k8Xw2QmZr7TbVn4L-Yp1HdJc6GfE9uAa'"],
            Counterexamples = ["trello_md5=" + Hex],
        },
        new("trello-prefixed-access-token", "Trello", "ATTA[a-zA-Z0-9]{60,128}") { MinimumEntropy = 3.5, Samples = ["ATTA" + Hex + Hex + "3F9C1E7A"] },
        new(
            "typeform-api-token",
            "Typeform",
            @"tfp_[\w=.-]{40,80}")
            {
                MinimumEntropy = 3.5,
                Samples = ["TYPEFORM_TOKEN=tfp_" + Secret + "k8Xw2Q_" + "mZr7TbVn4LsYp1"]
            },
        new("zendesk-secret-key", "Zendesk", "[a-zA-Z0-9]{40}")
        {
            Names = ["zendesk"],
            Qualifiers = BareValue.CredentialWords,
            MinimumEntropy = 3,
            Verify = BareValue.JudgeMixture,
            Samples = ["ZENDESK_API_TOKEN=" + Secret + "k8", "zendesk_token: \"" + "k8xw2qmzr7tbvn4lsyp1hdjc6gfe9uaa3ko5rik8\""],
            Counterexamples = ["zendesk_revision=" + Hex + "9a1b2c3d"],
        },
    ];
}
