using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.ControlPlane;

/// <summary>The settings of a program's configuration file, such as a <c>KubeletConfiguration</c>.</summary>
/// <param name="root">The file's object.</param>
internal sealed class ConfigurationFile(NodeView root) : ComponentSettings
{
    public override ComponentDefaults Defaults => ComponentDefaults.File;

    public override string NameOf(ComponentSetting setting) => setting.Gate is null ? setting.Field ?? setting.Flag : $"{setting.Field}.{setting.Gate}";

    public override Field<string> Read(ComponentSetting setting)
    {
        if (setting.Field is null)
            return Field<string>.Unknown(root.Mapping);
        string[] path = setting.Field.Split('.');
        NodeView view = root;
        for (int i = 0; i < path.Length - 1; i++)
            view = view[path[i]];
        string last = path[path.Length - 1];
        return setting.Kind switch
        {
            SettingKind.Switch => Truth(view.Boolean(last)),
            SettingKind.Gate => Truth(view[last].Boolean(setting.Gate!)),
            SettingKind.List => List(view.TextList(last), view.Node(last)),
            _ => view.Text(last),
        };
    }

    private static Field<string> Truth(Field<bool> field) => field.AsText(b => b ? "true" : "false");

    private static Field<string> List(FieldList<string> list, Field<DocumentNode> node) =>
        list.State == FieldState.Known
            ? list.IsOpen ? Field<string>.Unknown(node.Node) : Field<string>.Known(string.Join(",", list.Items.Select(i => i.Value)), node.Node)
            : node.AsText(_ => null);
}
