using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Limits;

/// <summary>CSEC6032: pods say how important they are, so that the cluster knows which to give up first.</summary>
internal sealed class PriorityClassMissing() : Rule(new("CSEC6032", "priority-class-missing", Severity.Low,
    "No priority class",
    "Set 'priorityClassName'.")
{
    IsKubernetesOnly = true,
    IsOptional = true,
}), IJudges<Workload>, ICelRule
{
    public void Judge(Workload workload, RuleContext context)
    {
        Field<string> name = workload.Pod.Text("priorityClassName");
        if (!workload.IsOwned && (name.IsMissing || name.Is("")))
            context.Report(
                name,
                $"{workload} has no priorityClassName: when a node runs short, it is as likely to go as what matters less. Allowed: a PriorityClass.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Pod("variables.podSpec.?priorityClassName.orValue('') == ''")
        .Unless("object.metadata.?ownerReferences.orValue([]).size() > 0");
}
