using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.ControlPlane;

/// <summary>
/// The flags that a configuration of kubeadm adds to those that kubeadm sets itself: a mapping up to v1beta3, from
/// v1beta4 on a list of names and values.
/// </summary>
internal sealed class KubeadmArguments : ComponentSettings
{
    private readonly List<(string Name, Field<string> Value)> arguments = [];
    private readonly string path;
    private readonly Field<DocumentNode> place;
    private readonly bool isOpen;

    /// <param name="holder">What holds the flags, such as <c>apiServer</c>.</param>
    /// <param name="key">The field with the flags, such as <c>extraArgs</c>.</param>
    /// <param name="path">How the field is called in messages.</param>
    /// <param name="isPartial">Whether further settings stand elsewhere.</param>
    public KubeadmArguments(NodeView holder, string key, string path, bool isPartial = false)
    {
        this.path = path;
        place = holder.Node(key);
        isOpen = isPartial || place.IsUnknown;
        if (place.Node is SequenceNode && place.IsKnown)
        {
            FieldList<NodeView> list = holder.Views(key);
            isOpen |= list.IsOpen;
            foreach (Field<NodeView> item in list.Items)
                if (item.IsKnown && item.Value.Text("name") is { IsKnown: true } name)
                    arguments.Add((name.Value, item.Value.Text("value")));
                else
                    isOpen = true;
        }
        else if (place.IsKnown)
        {
            NodeView map = holder[key];
            isOpen |= map.IsOpen;
            foreach (MappingEntry entry in map.Mapping?.Entries ?? [])
                arguments.Add((entry.Key, map.Text(entry.Key)));
        }
    }

    public override ComponentDefaults Defaults => ComponentDefaults.Kubeadm;

    public override string NameOf(ComponentSetting setting) => setting.Gate is null ? $"{path}.{setting.Flag}" : $"{path}.{setting.Flag}={setting.Gate}";

    public override Field<string> Read(ComponentSetting setting)
    {
        Field<string>[] given = [.. arguments.Where(a => a.Name.TrimStart('-') == setting.Flag).Select(a => a.Value)];
        if (given.Length == 0)
            return isOpen ? Field<string>.Unknown(place.Node) : Field<string>.Missing(place.Node);
        Field<string> last = given[given.Length - 1];
        return setting.Kind switch
        {
            SettingKind.Switch => last.AsText(TruthOf),
            SettingKind.List when Array.TrueForAll(given, g => g.IsKnown) => last.AsText(_ => string.Join(",", given.Select(g => g.Value))),
            SettingKind.Gate => last.AsText(t => GateIn(t, setting.Gate!) ?? ""),
            _ => last,
        };
    }
}
