using ContainerSecurity.Secrets.Encodings;
using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Secrets.Patterns;

/// <summary>GitLab: a prefix for each sort; routable tokens end with a length and a checksum behind a dot.</summary>
internal static class GitLabTokens
{
    private const string Routable = @"[\w-]{27,310}\.([0-9a-z]{2}\.)?[0-9a-z]{9}";

    /// <summary>The keys of what a routable token tells about its place: cell, group, organization, project, type, user.</summary>
    private const string RoutingKeys = "cgoptu";

    private const string Base36 = "0123456789abcdefghijklmnopqrstuvwxyz";

    private const string Twenty = "r9Xk-LmQ7vT4_B8nC1wZ";

    public static SecretPattern[] Patterns { get; } =
    [
        new("gitlab-pat-routable", "GitLab", "glpat-" + Routable) { Verify = JudgeRoutable, Samples = ["glpat-" + Twenty + Twenty + ".01." + "0w1abcd2f"] },
        new("gitlab-pat", "GitLab", @"glpat-[\w-]{20,128}")
        {
            Samples = ["PRIVATE-TOKEN: glpat-" + Twenty],
            Counterexamples = ["glpat-" + "XXXXXXXXXXXXXXXXXXXX", "my-glpat-" + "short"],
        },
        new(
            "gitlab-runner-authentication-token-routable",
            "GitLab",
            @"glrtr?-t\d_" + Routable) { Verify = JudgeRoutable, Samples = ["glrt-t1_" + Twenty + Twenty + ".01." + "0w1abcd2f"] },
        new("gitlab-runner-authentication-token", "GitLab", @"glrtr?-[\w-]{20,128}") { Samples = ["glrt-" + Twenty, "glrtr-" + Twenty] },
        new("gitlab-rrt", "GitLab", @"GR1348941[\w-]{20,64}") { MinimumEntropy = 3.2, Samples = ["GR1348941" + Twenty] },
        new("gitlab-cicd-job-token", "GitLab", @"glcbt-([0-9a-zA-Z]{1,5}_[\w-]{20,128}|eyJ[\w-]{10,2000}\.eyJ[\w-]{10,8000}\.[\w-]{20,1000}|[\w-]{20,128})")
        {
            Samples = ["glcbt-" + "64_" + Twenty, "glcbt-" + "eyJhbGciOiJSUzI1NiJ9" + "." + "eyJzdWIiOiJqb2JfMSJ9" + "." + Twenty + Twenty],
        },
        new("gitlab-deploy-token", "GitLab", @"gldt-[\w-]{20,128}") { Samples = ["gldt-" + Twenty] },
        new("gitlab-feature-flag-client-token", "GitLab", @"glffct-[\w-]{20,128}") { Samples = ["glffct-" + Twenty] },
        new("gitlab-feed-token", "GitLab", @"glft-[\w-]{20,128}") { Samples = ["glft-" + Twenty] },
        new("gitlab-incoming-mail-token", "GitLab", @"glimt-[\w-]{25,128}") { Samples = ["glimt-" + Twenty + "D3fG6"] },
        new("gitlab-kubernetes-agent-token", "GitLab", @"glagent-[\w-]{50,128}") { Samples = ["glagent-" + Twenty + Twenty + "D3fG6hJ8kL"] },
        new("gitlab-oauth-app-secret", "GitLab", @"gloas-[\w-]{64,128}") { Samples = ["gloas-" + Twenty + Twenty + Twenty + "D3fG"] },
        new("gitlab-ptt", "GitLab", @"glptt-([0-9a-f]{40}|[\w-]{20,128})") { Samples = ["glptt-" + "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c"] },
        new("gitlab-scim-token", "GitLab", @"glsoat-[\w-]{20,128}") { Samples = ["glsoat-" + Twenty] },
        new("gitlab-workspace-token", "GitLab", @"glwt-[\w-]{20,128}") { Samples = ["glwt-" + Twenty] },
        new(
            "gitlab-token-routable",
            "GitLab",
            "(gldt|glcbt|glptt|glft|glimt|glagent|glffct|glsoat|gloas|glwt)-" + Routable)
            {
                Verify = JudgeRoutable,
                Samples = ["gldt-" + Twenty + Twenty + ".01." + "0w1abcd2f"]
            },
        new("gitlab-session-cookie", "GitLab", "_gitlab_session=[0-9a-z]{32}") { Samples = ["Cookie: _gitlab_session=" + "0f1e2d3c4b5a69788796a5b4c3d2e1f0"] },
    ];

    /// <summary><c>prefix payload . version . length checksum</c>, in older tokens without a version; the checksum is of all before it.</summary>
    private static SecretVerdict JudgeRoutable(string token)
    {
        const int Tail = 9;
        int dot = token.IndexOf('.');
        int length = Base36.IndexOf(token[token.Length - Tail]) * 36 + Base36.IndexOf(token[token.Length - Tail + 1]);
        return SecretVerdict.KnownOrVerified(TokenChecksum.EndsWithCrc(token)
            && length <= dot
            && IsRouting(EncodedText.Bytes(token.Substring(dot - length, length))));
    }

    /// <summary>Lines such as <c>o:1</c>, then random bytes, then their number.</summary>
    private static bool IsRouting(byte[]? payload)
    {
        const int FewestRandomBytes = 16;
        if (payload is not { Length: > FewestRandomBytes }
            || payload[payload.Length - 1] is var random && (random < FewestRandomBytes || random >= payload.Length))
            return false;
        string routing = string.Concat(payload.Take(payload.Length - 1 - random).Select(b => (char)b));
        return routing.Split('\n')
            .All(line =>
                line.Length > 2
                && line[1] == ':'
                && RoutingKeys.IndexOf(line[0]) >= 0
                && line.Skip(2).All(c => Base36.IndexOf(c) >= 0));
    }
}
