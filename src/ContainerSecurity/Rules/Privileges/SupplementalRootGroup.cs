using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Privileges;

/// <summary>CSEC2017: no process is given the root group, as its primary group or a further one (NSA/CISA).</summary>
internal sealed class SupplementalRootGroup() : Rule(new("CSEC2017", "supplemental-root-group", Severity.Low,
    "Runs with the root group",
    "Give 'runAsGroup', 'supplementalGroups' and 'fsGroup' group IDs above 0.")
{
    IsOptional = true,
    References = ["NSA/CISA Kubernetes Hardening: Non-root containers"],
}), IJudges<Workload>, ICelRule
{
    public void Judge(Workload resource, RuleContext context)
    {
        foreach (Field<long> group in resource.SupplementalGroups.Items)
            if (group.Is(0))
                context.Report(group, "The pod's supplementalGroups hold 0, the root group. Allowed: any other group.");
        if (resource.FsGroup.Is(0))
            context.Report(resource.FsGroup, "The pod's fsGroup is 0, the root group. Allowed: any other group.");
        foreach (Container container in resource.Containers)
            if (container.Security.RunAsGroup.Else(resource.Security.RunAsGroup) is var group && group.Is(0))
                context.Report(group, $"{container} has runAsGroup 0, the root group. Allowed: any other group.", container: container);
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Pod("0 in variables.podSecurity.?supplementalGroups.orValue([]) || variables.podSecurity.?fsGroup.orValue(1) == 0")
        .AndContainers("c.?securityContext.?runAsGroup.or(variables.podSecurity.?runAsGroup).orValue(1) == 0");
}
