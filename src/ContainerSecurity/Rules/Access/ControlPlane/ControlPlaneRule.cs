using ContainerSecurity.Documents;
using ContainerSecurity.Resources.ControlPlane;

namespace ContainerSecurity.Rules.Access.ControlPlane;

/// <summary>
/// A rule over a group of settings of programs of the control plane and of nodes. What they must be stands in
/// control-plane-flags.txt; one setting gives one finding, which names all sections that it breaks.
/// </summary>
internal abstract class ControlPlaneRule(RuleDescriptor descriptor) : Rule(descriptor), IJudges<ControlPlaneComponent>
{
    private readonly ControlPlaneCheck[] checks = ControlPlaneTable.Of(descriptor.Id);

    public void Judge(ControlPlaneComponent component, RuleContext context)
    {
        IEnumerable<ControlPlaneCheck> meant = checks.Where(c => c.AppliesTo(component, context.Version));
        foreach (IGrouping<ComponentSetting, ControlPlaneCheck> group in meant.GroupBy(c => c.Setting))
            Judge(group.Key, [.. group], component, context);
    }

    private static void Judge(ComponentSetting setting, ControlPlaneCheck[] checks, ControlPlaneComponent component, RuleContext context)
    {
        Field<string> value = component.Settings.Read(setting);
        var broken = new List<ControlPlaneCheck>();
        foreach (ControlPlaneCheck check in checks)
            if (check.Holds(value, component) is { } holds)
            {
                context.MarkJudged(check.Reference);
                if (!holds)
                    broken.Add(check);
            }
        if (broken.Count > 0)
            Report(setting, value, broken, component, context);
    }

    private static void Report(
        ComponentSetting setting, Field<string> value, List<ControlPlaneCheck> broken, ControlPlaneComponent component, RuleContext context)
    {
        string name = component.Settings.NameOf(setting);
        string program = component.Program == component.Holder ? component.Program : $"{component.Program} of {component.Holder}";
        string? implied = value.IsKnown ? null : broken[0].DefaultOf(component);
        Message state = value.IsKnown ? $"{program} sets {name} to '{value}'"
            : implied is { Length: > 0 } ? (Message)$"{program} does not set {name}, so that it is {implied}"
            : $"{program} does not set {name}";
        Severity severity = broken.Max(c => value.IsKnown ? c.Severity : c.AbsentSeverity);
        Message allowed = Message.FromWords(string.Join("; ", broken.Select(c => c.Allowed)));
        string[] sections = [.. broken.Select(c => c.Reference).OfType<string>()];
        ILocated place = value.IsKnown && value.Location is not null ? value : component;
        context.ReportOfSections(place, $"{state}: {Message.FromWords(broken[0].Why)}. Allowed: {allowed}.", sections, severity);
    }
}
