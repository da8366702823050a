using System.Text.RegularExpressions;

namespace ContainerSecurity.Rules.Cel;

/// <summary>
/// The words that rules share in CEL: what <see cref="ContainerSecurity.Resources.Workload"/> is in C#. Every kind that
/// carries a pod is read here and nowhere else; a kind that carries none has empty ones.
/// </summary>
internal static class CelVariables
{
    /// <summary>Whether the pod surely runs on Windows.</summary>
    public const string IsWindows = "variables.podSpec.?os.?name.orValue('') == 'windows'";

    /// <summary>Whether the pod has a user namespace of its own.</summary>
    public const string HasOwnUsers = "!variables.podSpec.?hostUsers.orValue(true)";

    /// <summary>Whether the pod ends when it is done, or may.</summary>
    public const string RunsUntilDone = "object.kind in ['Job', 'CronJob'] || variables.podSpec.?restartPolicy.orValue('Always') != 'Always'";

    private const string Init = "variables.podSpec.?initContainers.orValue([])";
    private const string Regular = "variables.podSpec.?containers.orValue([])";
    private const string Ephemeral = "variables.podSpec.?ephemeralContainers.orValue([])";

    private static readonly string[] ContainerLists = [CelItems.Containers.Name, CelItems.LongRunningContainers.Name, CelItems.SizedContainers.Name];

    /// <summary>All containers, whichever are judged.</summary>
    public const string EveryContainer = $"({Init} + {Regular} + {Ephemeral})";

    /// <summary>
    /// Of <c>dyn(object)</c>, because API servers check a policy against every kind it matches and warn of fields that
    /// only another kind has.
    /// </summary>
    private static readonly CelVariable[] OfPod =
    [
        new("podSpec", """
            object.kind == 'Pod' ? dyn(object).?spec.orValue({}) :
            object.kind == 'CronJob' ? dyn(object).?spec.?jobTemplate.?spec.?template.?spec.orValue({}) :
            object.kind == 'PodTemplate' ? dyn(object).?template.?spec.orValue({}) :
            dyn(object).?spec.?template.?spec.orValue({})
            """),
        new("podMetadata", """
            object.kind == 'Pod' ? dyn(object).?metadata.orValue({}) :
            object.kind == 'CronJob' ? dyn(object).?spec.?jobTemplate.?spec.?template.?metadata.orValue({}) :
            object.kind == 'PodTemplate' ? dyn(object).?template.?metadata.orValue({}) :
            dyn(object).?spec.?template.?metadata.orValue({})
            """),
        new("podSecurity", "variables.podSpec.?securityContext.orValue({})"),
    ];

    private static readonly CelVariable[] OfParts =
    [
        new(CelItems.Containers.Name, EveryContainer),
        new(CelItems.LongRunningContainers.Name, $"({Init}.filter(c, c.?restartPolicy.orValue('') == 'Always') + {Regular})"),
        new(CelItems.SizedContainers.Name, $"({Init} + {Regular})"),
        new(CelItems.Volumes.Name, "object.kind == 'PersistentVolume' ? [dyn(object).?spec.orValue({})] : variables.podSpec.?volumes.orValue([])"),
        new(CelItems.RoleRules.Name, "has(object.rules) && dyn(object).rules != null ? dyn(object).rules : []"),
        new(CelItems.Subjects.Name, "has(object.subjects) && dyn(object).subjects != null ? dyn(object).subjects : []"),
        .. CelHostPaths.Variables,
        .. CelImages.Variables,
    ];

    /// <summary>The variables that expressions read, the shared ones first, each after those it reads itself.</summary>
    /// <param name="expressions">The expressions.</param>
    /// <param name="own">Variables that are not shared.</param>
    /// <param name="accepted">Which containers are not judged.</param>
    public static IReadOnlyList<CelVariable> ReadBy(IEnumerable<string> expressions, IReadOnlyList<CelVariable> own, AcceptedContainers accepted)
    {
        CelVariable[] known = [.. OfPod, .. accepted.Variables, .. OfParts.Select(v => Without(accepted.Condition, v)), .. own];
        var read = new HashSet<string>(expressions.SelectMany(NamesIn), StringComparer.Ordinal);
        for (int i = known.Length - 1; i >= 0; i--)
            if (read.Contains(known[i].Name))
                read.UnionWith(NamesIn(known[i].Expression));
        return Array.FindAll(known, v => read.Contains(v.Name));
    }

    private static CelVariable Without(string? accepted, CelVariable shared) => accepted is null || Array.IndexOf(ContainerLists, shared.Name) < 0
        ? shared
        : shared with { Expression = $"{shared.Expression}.filter(c, !({accepted}))" };

    private static IEnumerable<string> NamesIn(string expression) =>
        Regex.Matches(expression, @"\bvariables\.(\w+)", RegexOptions.CultureInvariant).Cast<Match>().Select(m => m.Groups[1].Value);
}
