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
    /// <summary>Words by which an image says that it has a user of its own.</summary>
    private static readonly string[] Rootless = ["nonroot", "rootless", "unprivileged"];

    /// <summary>The users of Windows that may do everything.</summary>
    private static readonly string[] Administrators = ["ContainerAdministrator", "Administrator", "SYSTEM"];

    public void Judge(Dockerfile resource, RuleContext context)
    {
        if (resource.FinalStage is not { } stage)
            return;
        Instruction? user = stage.AllInstructions.LastOrDefault(i => i.Name == "USER");
        if (user is { Values: [var name, ..] } && name.Is(u => IsRoot(u)))
            context.Report(
                user,
                $"The image runs as the user '{name}', which is {(name.Is(IsAdministrator) ? "the administrator" : "root")}: what breaks out of the "
                    + $"container is root on the host. Allowed: any other user.");
        else if (user is null && stage.From is not null && RootOf(stage) is { } reason)
            context.Report(stage, $"The {stage.Title} sets no USER, so that the image runs as its base does, {reason}");
    }

    private static bool IsRoot(string user)
    {
        string name = user.Split(':')[0].Trim();
        return name == "root" || (name.Length > 0 && name.All(c => c == '0')) || IsAdministrator(name);
    }

    private static bool IsAdministrator(string user) =>
        Administrators.Contains(user.Substring(user.LastIndexOf('\\') + 1).Trim(), StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Why the base may run as root; null for an image that is not known, one that says by its name that it has a user
    /// of its own, and one of the table of base users.
    /// </summary>
    private static string? RootOf(Stage stage)
    {
        while (stage.Base is not null)
            stage = stage.Base;
        if (!stage.Image.IsKnown || Array.Exists(Rootless, stage.Image.Value.Contains))
            return null;
        if (BaseUser.Of(stage.Image.Value) is not { } known)
            return "which is root unless it says otherwise. Allowed: a USER other than root.";
        if (!IsRoot(known.Name))
            return null;
        return known.Offered.Length > 0
            ? $"which is root though it has the user '{known.Offered}'. Allowed: USER {known.Offered}, or another one than root."
            : $"which is {known.Name}. Allowed: a USER other than that.";
    }
}
