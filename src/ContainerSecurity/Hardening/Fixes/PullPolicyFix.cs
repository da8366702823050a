using ContainerSecurity.Hardening.Changes;
using ContainerSecurity.Policies;

namespace ContainerSecurity.Hardening.Fixes;

/// <summary>Has an image that is named by its tag pulled always (CSEC1005), unless it was pinned.</summary>
internal sealed class PullPolicyFix : IFix
{
    private static readonly string[] Fields = ["imagePullPolicy", "pullPolicy", "pull_policy"];

    public IReadOnlyList<string> Rules { get; } = ["CSEC1005"];

    public void Apply(FixContext context)
    {
        foreach (PolicyFinding finding in context.Findings)
        {
            if (context.ImagePulledBy(finding) is { } image && context.Plan.Touches(image.Text.Location?.Path))
                continue;
            string[] tokens = context.Plan.TokensOf(finding.Finding.Location.Path);
            if (tokens.Length > 0 && Fields.Contains(tokens[tokens.Length - 1]))
                context.Set(finding, tokens, PlannedValue.Single(context.IsCompose ? "always" : "Always", isText: true));
            else
                context.Leave(finding, "there is no field for it here");
        }
    }
}
