using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Privileges;

/// <summary>CSEC2011: AppArmor is RuntimeDefault or Localhost, by field and by annotation (PSS baseline).</summary>
internal sealed class ApparmorUnconfined() : Rule(new("CSEC2011", "apparmor-unconfined", Severity.High,
    "AppArmor is switched off",
    "Set 'appArmorProfile.type: RuntimeDefault', or Localhost with a profile.")
{
    IsHardenable = true,
    PodSecurity = PodSecurityLevel.Baseline,
    References = ["PSS baseline: AppArmor", "NSA/CISA Kubernetes Hardening: Pod security", "NIST SP 800-190 3.4.3"],
}), IJudges<Workload>, ICelRule
{
    public void Judge(Workload resource, RuleContext context)
    {
        if (IsBad(resource.Security.AppArmorType))
            context.Report(
                resource.Security.AppArmorType,
                $"The pod sets the AppArmor profile {resource.Security.AppArmorType}. Allowed: RuntimeDefault, Localhost.");
        foreach (Container container in resource.Containers)
            if (IsBad(container.Security.AppArmorType))
                context.ReportUnlessSaid(
                    container.Security.AppArmorType,
                    $"{container} sets the AppArmor profile {container.Security.AppArmorType}. Allowed: RuntimeDefault, Localhost.",
                    PrivilegedContainer.Of(container, context),
                    container: container);
        foreach (MappingEntry annotation in resource.PodAnnotations.Entries)
            if (annotation.Key.StartsWith("container.apparmor.security.beta.kubernetes.io/", StringComparison.Ordinal)
                && resource.PodAnnotations[annotation.Key].Is(v => v is not ("" or "runtime/default") && !v.StartsWith("localhost/", StringComparison.Ordinal)))
                context.Report(
                    resource.PodAnnotations[annotation.Key],
                    $"The annotation {annotation.Key} sets the AppArmor profile "
                        + $"'{resource.PodAnnotations[annotation.Key]}'. Allowed: runtime/default, localhost/*.");
    }

    private static bool IsBad(Field<string> type)
    {
        return type.IsKnown && type.Value is not ("RuntimeDefault" or "Localhost");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Pod($$"""
            {{IsBadInCel("variables.podSecurity")}} ||
            variables.podMetadata.?annotations.orValue({}).exists(k, {{IsMeantInCel}} &&
              !variables.podMetadata.annotations[k].matches('^(runtime/default|localhost/.*)?$'))
            """)
        .AndContainers(IsBadInCel("c.?securityContext"))
        .JudgingAnnotations(IsMeantInCel);

    private const string IsMeantInCel = "k.startsWith('container.apparmor.security.beta.kubernetes.io/')";

    private static string IsBadInCel(string settings) => $"!({settings}.?appArmorProfile.?type.orValue('Localhost') in ['RuntimeDefault', 'Localhost'])";
}
