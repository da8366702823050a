using ContainerSecurity.Resources.Dockerfiles;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8036: the user is a number that platforms can judge.</summary>
internal sealed class DockerfileUserByName() : Rule(new("CSEC8036", "dockerfile-user-by-name", Severity.Low,
    "USER is a name",
    "Write the number of the user: USER 10001.")
{
    References = ["NIST SP 800-190 3.1.2", "CIS Docker 4.1"],
}), IJudges<Dockerfile>
{
    public void Judge(Dockerfile resource, RuleContext context)
    {
        if (resource.FinalStage?.AllInstructions.LastOrDefault(i => i.Name == "USER") is { Values: [var user, ..] }
            && user.Is(IsName))
            context.Report(
                user,
                $"The image runs as the user '{user}': Kubernetes cannot tell from a name that it is not root, and "
                    + $"refuses it under runAsNonRoot. Allowed: a number.");
    }

    /// <summary>The user root is CSEC8001's; users of Windows have no numbers.</summary>
    private static bool IsName(string user)
    {
        string name = user.Split(':')[0].Trim();
        return name.Length > 0
            && !name.All(char.IsDigit)
            && name != "root"
            && !name.Contains("\\")
            && !name.StartsWith("Container", StringComparison.OrdinalIgnoreCase);
    }
}
