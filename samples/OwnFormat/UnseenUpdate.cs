using ContainerSecurity.Rules;

namespace OwnFormat;

/// <summary>ACME0003: nobody replaces an image unseen. A rule over the new subject.</summary>
public sealed class UnseenUpdate()
    : Rule(new("ACME0003", "unseen-update", Severity.High, "Image is replaced unseen", "Leave 'AutoUpdate' out.")), IJudges<Quadlet>
{
    public void Judge(Quadlet unit, RuleContext context)
    {
        if (unit.AutoUpdate.Is(u => u != "local"))
            context.Report(unit.AutoUpdate, $"{unit.Identity} takes whatever its registry has next ({unit.AutoUpdate}). Allowed: AutoUpdate=local.");
    }
}
