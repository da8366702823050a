using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Privileges;

/// <summary>CSEC2012: SELinux type is one of the container types, user and role are not set (PSS baseline).</summary>
internal sealed class SelinuxOptions() : Rule(new("CSEC2012", "selinux-options", Severity.Medium,
    "SELinux options outside the standard",
    "Remove 'seLinuxOptions', or keep to the container types.")
{
    PodSecurity = PodSecurityLevel.Baseline,
    References = ["PSS baseline: SELinux", "NSA/CISA Kubernetes Hardening: Pod security", "NIST SP 800-190 3.4.3"],
}), IJudges<Workload>, ICelRule
{
    private const string EngineType = "container_engine_t";
    private static readonly string[] Types = ["container_t", "container_init_t", "container_kvm_t"];

    public void Judge(Workload resource, RuleContext context)
    {
        if (IsSet(resource.Security))
            Judge(resource.Security, "The pod", null, context);
        foreach (Container container in resource.Containers)
            if (IsSet(container.Security))
                Judge(container.Security, $"{container}", container, context);
    }

    private static bool IsSet(SecuritySettings settings) => settings.SELinuxType.IsKnown || settings.SELinuxUser.IsKnown || settings.SELinuxRole.IsKnown;

    private static void Judge(SecuritySettings settings, Message who, Container? container, RuleContext context)
    {
        bool engineAllowed = context.Version.Minor >= 31;
        if (settings.SELinuxType.Is(t => t.Length > 0 && Array.IndexOf(Types, t) < 0 && !(engineAllowed && t == EngineType)))
            context.Report(
                settings.SELinuxType,
                $"{who} sets the SELinux type {settings.SELinuxType}. Allowed: {string.Join(", ", Types)}{(engineAllowed ? ", " + EngineType : "")}.",
                container: container);
        if (settings.SELinuxUser.Is(u => u.Length > 0))
            context.Report(settings.SELinuxUser, $"{who} sets the SELinux user {settings.SELinuxUser}. Allowed: no value.", container: container);
        if (settings.SELinuxRole.Is(r => r.Length > 0))
            context.Report(settings.SELinuxRole, $"{who} sets the SELinux role {settings.SELinuxRole}. Allowed: no value.", container: container);
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Pod(IsBadInCel("variables.podSecurity"))
        .AndContainers(IsBadInCel("c.?securityContext"))
        .With("selinuxTypes", context.Version.Minor >= 31 ? ["", .. Types, EngineType] : ["", .. Types]);

    private static string IsBadInCel(string settings) => $"""
        !({settings}.?seLinuxOptions.?type.orValue('') in variables.selinuxTypes) ||
        {settings}.?seLinuxOptions.?user.orValue('') != '' ||
        {settings}.?seLinuxOptions.?role.orValue('') != ''
        """;
}
