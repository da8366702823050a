using System.Globalization;
using ContainerSecurity.Documents;
using ContainerSecurity.Hardening.Changes;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Hardening.Fixes;

/// <summary>
/// Requires another user than root (CSEC2003), at the pod where that is right for all containers. A container whose
/// user is known to be root, or to be a name that a node cannot check, would not start, so it is left.
/// </summary>
internal sealed class NonRootFix : IFix
{
    private const string Administrator = "ContainerAdministrator";

    public IReadOnlyList<string> Rules { get; } = ["CSEC2003"];

    public void Apply(FixContext context)
    {
        if (context.IsCompose)
        {
            foreach (PolicyFinding finding in context.Findings)
                context.Leave(finding, "a compose file has no such field; give the service or its image a user");
            return;
        }
        Container[] heirs = [.. context.Workload.Containers.Where(c => !c.Security.RunAsNonRoot.IsKnown)];
        bool isForAll = heirs.All(c => ObstacleOf(c, context) is null)
            && (context.Workload.Security.RunAsNonRoot.Is(false) || heirs.All(context.Found.Contains));
        foreach (PolicyFinding finding in context.Findings)
            Mend(context, finding, isForAll);
    }

    private static void Mend(FixContext context, PolicyFinding finding, bool isForAll)
    {
        Container? container = context.ContainerOf(finding);
        bool isOfPod = container is null || (isForAll && container.Security.RunAsNonRoot.IsMissing);
        string[] tokens = isOfPod ? context.InPod("securityContext", "runAsNonRoot") : context.Plan.TokensOf(finding.Finding.Location.Path);
        if (container is null && !isForAll)
            context.Leave(finding, "a container of the pod would not start");
        else if (container is not null && ObstacleOf(container, context) is { } obstacle)
            context.Leave(finding, obstacle);
        else
        {
            context.Set(finding, tokens, PlannedValue.True);
            if (container is not null && Assumption(container, context) is { } assumption)
                context.Note(finding, assumption);
        }
    }

    /// <summary>Why a container would not start as another user than root; null where nothing is known that says so.</summary>
    private static string? ObstacleOf(Container container, FixContext context)
    {
        Field<string> windowsUser = container.Security.WindowsUserName.Else(context.Workload.Security.WindowsUserName);
        if (windowsUser.Is(u => string.Equals(u, Administrator, StringComparison.OrdinalIgnoreCase)))
            return $"{container.Name} runs as {Administrator} and would not start";
        Field<long> user = UserOf(container, context);
        if (user.IsKnown)
            return user.Value == 0 ? $"container '{container.Name}' has runAsUser 0 and would not start; choose a user first (CSEC2004)" : null;
        if (user.IsUnknown)
            return $"the user of container '{container.Name}' is not known";
        return ImageOf(container, context)?.User switch
        {
            null => null,
            var name when IsRoot(name) => $"the image of container '{container.Name}' runs as root, so it would not start; choose a user first",
            var name when !IsNumeric(name) =>
                $"the image of container '{container.Name}' names its user '{name}', which a node cannot check, so it would not start; "
                    + "set runAsUser to the user's ID first",
            _ => null,
        };
    }

    private static string? Assumption(Container container, FixContext context) =>
        UserOf(container, context).IsKnown || ImageOf(container, context)?.User is not null || context.Workload.IsWindows ? null
        : $"The user of the image of container '{container.Name}' is not known. "
            + "Make sure that it is a number other than 0: the container does not start otherwise.";

    private static Field<long> UserOf(Container container, FixContext context) => container.Security.RunAsUser.Else(context.Workload.Security.RunAsUser);

    private static ResolvedImage? ImageOf(Container container, FixContext context) => ImageFix.Find(new ImageUse(container), context);

    private static bool IsRoot(string user) => UserPart(user) is "" or "root" || (IsNumeric(user) && UserPart(user).Trim('0').Length == 0);

    private static bool IsNumeric(string user) => long.TryParse(UserPart(user), NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static string UserPart(string user) => user.Split(':')[0];
}
