namespace ContainerSecurity.Secrets.Patterns;

/// <summary>GitLab: a prefix for each sort; routable tokens end with a length and a checksum behind a dot.</summary>
internal static class GitLabTokens
{
    private const string Routable = @"[\w-]{27,300}\.([0-9a-z]{2}\.)?[0-9a-z]{9}";

    private const string Twenty = "r9Xk-LmQ7vT4_B8nC1wZ";

    public static SecretPattern[] Patterns { get; } =
    [
        new("gitlab-pat-routable", "GitLab", "glpat-" + Routable) { Samples = ["glpat-" + Twenty + Twenty + ".01." + "0w1abcd2f"] },
        new("gitlab-pat", "GitLab", @"glpat-[\w-]{20}")
        {
            Samples = ["PRIVATE-TOKEN: glpat-" + Twenty],
            Counterexamples = ["glpat-" + "XXXXXXXXXXXXXXXXXXXX", "my-glpat-" + "short"],
        },
        new("gitlab-runner-authentication-token-routable", "GitLab", @"glrt-t\d_" + Routable) { Samples = ["glrt-t1_" + Twenty + Twenty + ".01." + "0w1abcd2f"] },
        new("gitlab-runner-authentication-token", "GitLab", @"glrt-[\w-]{20}") { Samples = ["glrt-" + Twenty] },
        new("gitlab-rrt", "GitLab", @"GR1348941[\w-]{20}") { MinimumEntropy = 3.2, Samples = ["GR1348941" + Twenty] },
        new("gitlab-cicd-job-token", "GitLab", @"glcbt-[0-9a-zA-Z]{1,5}_[\w-]{20}") { Samples = ["glcbt-" + "64_" + Twenty] },
        new("gitlab-deploy-token", "GitLab", @"gldt-[\w-]{20}") { Samples = ["gldt-" + Twenty] },
        new("gitlab-feature-flag-client-token", "GitLab", @"glffct-[\w-]{20}") { Samples = ["glffct-" + Twenty] },
        new("gitlab-feed-token", "GitLab", @"glft-[\w-]{20}") { Samples = ["glft-" + Twenty] },
        new("gitlab-incoming-mail-token", "GitLab", @"glimt-[\w-]{25}") { Samples = ["glimt-" + Twenty + "D3fG6"] },
        new("gitlab-kubernetes-agent-token", "GitLab", @"glagent-[\w-]{50}") { Samples = ["glagent-" + Twenty + Twenty + "D3fG6hJ8kL"] },
        new("gitlab-oauth-app-secret", "GitLab", @"gloas-[\w-]{64}") { Samples = ["gloas-" + Twenty + Twenty + Twenty + "D3fG"] },
        new("gitlab-ptt", "GitLab", "glptt-[0-9a-f]{40}") { Samples = ["glptt-" + "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c"] },
        new("gitlab-scim-token", "GitLab", @"glsoat-[\w-]{20}") { Samples = ["glsoat-" + Twenty] },
        new("gitlab-session-cookie", "GitLab", "_gitlab_session=[0-9a-z]{32}") { Samples = ["Cookie: _gitlab_session=" + "0f1e2d3c4b5a69788796a5b4c3d2e1f0"] },
    ];
}
