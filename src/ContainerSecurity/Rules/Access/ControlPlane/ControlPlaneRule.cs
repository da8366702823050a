using ContainerSecurity.Documents;
using ContainerSecurity.Resources.ControlPlane;

namespace ContainerSecurity.Rules.Access.ControlPlane;

/// <summary>
/// A rule over a group of settings of programs of the control plane and of nodes. What they must be stands in
/// control-plane-flags.txt. A setting that is wrong gives one finding, and so do all those of a program together that
/// are left out; each names the sections that it breaks.
/// </summary>
internal abstract class ControlPlaneRule(RuleDescriptor descriptor) : Rule(descriptor), IJudges<ControlPlaneComponent>
{
    private readonly ControlPlaneCheck[] checks = ControlPlaneTable.Of(descriptor.Id);

    public void Judge(ControlPlaneComponent component, RuleContext context)
    {
        var absent = new List<ControlPlaneCheck>();
        IEnumerable<ControlPlaneCheck> meant = checks.Where(c => c.AppliesTo(component, context.Version));
        foreach (IGrouping<ComponentSetting, ControlPlaneCheck> group in meant.GroupBy(c => c.Setting))
        {
            Field<string> value = component.Settings.Read(group.Key);
            ControlPlaneCheck[] broken = [.. Broken(group, value, component, context)];
            if (!value.IsKnown)
                absent.AddRange(broken);
            else if (broken.Length > 0)
                Report(value, broken, component, context);
        }
        if (absent.Count > 0)
            ReportAbsent(absent, component, context);
    }

    private static IEnumerable<ControlPlaneCheck> Broken(
        IEnumerable<ControlPlaneCheck> checks, Field<string> value, ControlPlaneComponent component, RuleContext context)
    {
        foreach (ControlPlaneCheck check in checks)
        {
            bool? holds = check.Holds(value, component);
            if (holds is not null)
                context.MarkJudged(check.Reference);
            if (holds == false)
                yield return check;
        }
    }

    private static void Report(Field<string> value, ControlPlaneCheck[] broken, ControlPlaneComponent component, RuleContext context)
    {
        string name = component.Settings.NameOf(broken[0].Setting), allowed = string.Join("; ", broken.Select(c => c.Allowed));
        Message message = $"{component} sets {name} to '{value}': {Message.FromWords(broken[0].Why)}. Allowed: {allowed}.";
        ILocated place = value.Location is null ? component : value;
        context.ReportOfSections(place, message, SectionsOf(broken), broken.Max(c => c.Severity));
    }

    private static void ReportAbsent(List<ControlPlaneCheck> broken, ControlPlaneComponent component, RuleContext context)
    {
        ControlPlaneCheck worst = broken.OrderByDescending(c => c.AbsentSeverity).First();
        ILookup<string, ControlPlaneCheck> settings = broken.ToLookup(c => component.Settings.NameOf(c.Setting));
        string names = string.Join(", ", settings.Select(s => s.Key + Implied(s.First(), component)));
        string allowed = settings.Count == 1 ? string.Join("; ", broken.Select(c => c.Allowed))
            : string.Join("; ", settings.Select(s => $"{s.Key}: {string.Join(", ", s.Select(c => c.Allowed))}"));
        context.ReportOfSections(
            component,
            $"{component} does not set {names}: {Message.FromWords(worst.Why)}. Allowed: {allowed}.",
            SectionsOf(broken),
            worst.AbsentSeverity);
    }

    private static string Implied(ControlPlaneCheck check, ControlPlaneComponent component) =>
        check.DefaultOf(component) is { Length: > 0 } implied ? $" (then {implied})" : "";

    private static string[] SectionsOf(IEnumerable<ControlPlaneCheck> broken) => [.. broken.Select(c => c.Reference).OfType<string>().Distinct()];
}
