namespace ContainerSecurity.Secrets.Patterns;

/// <summary>GitHub: thirty random characters and their CRC-32 behind a prefix for each sort, and the fine-grained personal tokens.</summary>
internal static class GitHubTokens
{
    /// <summary>Thirty-six characters today; GitHub asks for room for 255 with the prefix.</summary>
    private const string Body = "[A-Za-z0-9]{36,251}";

    public static SecretPattern[] Patterns { get; } =
    [
        new("github-pat", "GitHub", "ghp_" + Body)
        {
            Verify = TokenChecksum.Judge,
            Samples = ["GITHUB_TOKEN=" + "ghp_" + "r9Xk2LmQ7vT4sB8nC1wZ5yD3fG6hJ02wGWZa"],
            Counterexamples = ["ghp_" + "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "ghp_" + "r9Xk2LmQ7vT4sB8nC1wZ5yD3fG6hJ02wGWZaTooLong", "ghp_" + "short"],
        },
        new("github-oauth", "GitHub", "gho_" + Body) { Verify = TokenChecksum.Judge, Samples = ["gho_" + "r9Xk2LmQ7vT4sB8nC1wZ5yD3fG6hJ02wGWZa"] },
        new("github-app-token", "GitHub", "gh[us]_(" + Body + @"|\d{1,12}_eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,})")
        {
            Verify = TokenChecksum.Judge,
            Samples = ["ghs_" + "r9Xk2LmQ7vT4sB8nC1wZ5yD3fG6hJ02wGWZa", "ghu_" + "r9Xk2LmQ7vT4sB8nC1wZ5yD3fG6hJ02wGWZa"],
        },
        new(
            "github-refresh-token",
            "GitHub",
            "ghr_" + Body)
            {
                Verify = TokenChecksum.Judge,
                Samples = ["ghr_" + "r9Xk2LmQ7vT4sB8nC1wZ5yD3fG6hJ02wGWZa"]
            },
        new("github-fine-grained-pat", "GitHub", @"github_pat_\w{82,244}")
        {
            Samples = ["token: github_pat_" + "11AB3C5D70e6F8gH9iJ0kL_" + "m1N2o3P4q5R6s7T8u9V0w1X2y3Z4a5B6c7D8e9F0g1H2i3J4k5L6m7N8o9P"],
            Counterexamples = ["github_pat_" + "xxxxxxxxxxxxxxxxxxxxxx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
        },
    ];
}
