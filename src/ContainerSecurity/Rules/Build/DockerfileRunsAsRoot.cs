using ContainerSecurity.Resources.Dockerfiles;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8001: images run as a user other than root (CIS Docker 4.1, NIST SP 800-190 3.1.2).</summary>
internal sealed class DockerfileRunsAsRoot() : Rule(new("CSEC8001", "dockerfile-runs-as-root", Severity.High,
    "Image runs as root",
    "End the last stage with USER and a number above 0.")
{
    References = ["CIS Docker 4.1", "NIST SP 800-190 3.1.2"],
}), IJudges<Dockerfile>
{
    private static readonly string[] Rootless = ["nonroot", "rootless", "unprivileged"];

    public void Judge(Dockerfile resource, RuleContext context)
    {
        if (resource.FinalStage is not { } stage)
            return;
        Instruction? user = stage.AllInstructions.LastOrDefault(i => i.Name == "USER");
        if (user is { Values: [var name, ..] } && name.Is(IsRoot))
            context.Report(
                user,
                $"The image runs as the user '{name}', which is root: what breaks out of the container is root on the host. Allowed: any other user.");
        else if (user is null && stage.From is not null && MayBeRoot(stage))
            context.Report(
                stage,
                $"The {stage.Title} sets no USER, so that the image runs as its base does, which is root unless it "
                    + $"says otherwise. Allowed: a USER other than root.");
    }

    private static bool IsRoot(string user)
    {
        string name = user.Split(':')[0].Trim();
        return name == "root" || (name.Length > 0 && name.All(c => c == '0'));
    }

    /// <summary>An image that is not known, or says by its name that it has a user of its own, is let pass.</summary>
    private static bool MayBeRoot(Stage stage)
    {
        while (stage.Base is not null)
            stage = stage.Base;
        return stage.Image.Is(i => !Array.Exists(Rootless, i.Contains));
    }
}
