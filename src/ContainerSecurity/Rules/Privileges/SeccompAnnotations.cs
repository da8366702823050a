using ContainerSecurity.Documents;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Privileges;

/// <summary>Seccomp as it was set before v1.19: by annotations.</summary>
internal static class SeccompAnnotations
{
    private const string Pod = "seccomp.security.alpha.kubernetes.io/pod";
    private const string ContainerPrefix = "container.seccomp.security.alpha.kubernetes.io/";

    /// <summary>Whether the key <c>k</c> of an annotation is about seccomp, in CEL.</summary>
    public const string IsMeantInCel = $"(k == '{Pod}' || k.startsWith('{ContainerPrefix}'))";

    /// <summary>Whether an annotation of the pod switches seccomp off, in CEL.</summary>
    public const string ViolationInCel = $$"""
        variables.podMetadata.?annotations.orValue({}).exists(k, {{IsMeantInCel}} &&
          !variables.podMetadata.annotations[k].matches('^(runtime/default|docker/default|localhost/.*)$'))
        """;

    public static void Judge(Workload workload, RuleContext context)
    {
        foreach (MappingEntry annotation in workload.PodAnnotations.Entries)
            if (annotation.Key == Pod || annotation.Key.StartsWith(ContainerPrefix, StringComparison.Ordinal))
                Judge(annotation.Key, workload.PodAnnotations[annotation.Key], context);
    }

    private static void Judge(string key, Field<string> profile, RuleContext context)
    {
        if (profile.Is(p => p is not ("runtime/default" or "docker/default") && !p.StartsWith("localhost/", StringComparison.Ordinal)))
            context.Report(profile, $"The annotation {key} sets the seccomp profile '{profile}'. Allowed: runtime/default, docker/default, localhost/*.");
    }
}
