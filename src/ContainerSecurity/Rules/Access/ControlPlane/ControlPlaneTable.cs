using ContainerSecurity.Resources.ControlPlane;

namespace ContainerSecurity.Rules.Access.ControlPlane;

/// <summary>The checks of control-plane-flags.txt.</summary>
internal static class ControlPlaneTable
{
    private const int Columns = 16;
    private const string Table = "control-plane-flags.txt", None = "-", Unknown = "?", Same = "=", Path = "*", GateField = "featureGates.";

    private static readonly Lazy<IReadOnlyList<ControlPlaneCheck>> Checks = new(() => [.. EmbeddedTable.Read(Table, Columns).Select(Read)]);

    /// <summary>All checks, in the order of the table.</summary>
    public static IReadOnlyList<ControlPlaneCheck> All => Checks.Value;

    /// <summary>The checks of a rule.</summary>
    public static ControlPlaneCheck[] Of(string rule) => [.. All.Where(c => c.Rule == rule)];

    /// <summary>The sections of standards that the checks of a rule are about.</summary>
    /// <param name="rule">The rule's ID.</param>
    /// <param name="more">Further sections.</param>
    public static IReadOnlyList<string> ReferencesOf(string rule, params string[] more) =>
        [.. Of(rule).Select(c => c.Reference).OfType<string>().Distinct(), .. more];

    private static ControlPlaneCheck Read(string[] columns)
    {
        string[] versions = columns[12].Split('-');
        return new ControlPlaneCheck(columns[0], columns[1], Setting(columns[2], columns[3], columns[4]), columns[5], columns[6])
        {
            Severity = EmbeddedTable.Word<Severity>(columns[7]),
            AbsentSeverity = EmbeddedTable.Word<Severity>(columns[8]),
            Defaults = [Default(columns[9], columns[9]), Default(columns[10], columns[9]), Default(columns[11], columns[9])],
            Since = Version(versions[0]),
            Until = Version(versions[1]),
            Unless = columns[13] == None ? [] : [.. columns[13].Split(',').Select(f => new ComponentSetting(f, f, SettingKind.Text))],
            Control = columns[14] == None ? null : columns[14],
            Why = columns[15],
        };
    }

    private static ComponentSetting Setting(string flag, string field, string kind) => kind == "gate"
        ? new ComponentSetting(flag, GateField.TrimEnd('.'), SettingKind.Gate) { Gate = field.Substring(GateField.Length) }
        : new ComponentSetting(flag, field == None ? null : field, EmbeddedTable.Word<SettingKind>(kind));

    private static string? Default(string word, string ofFlags) => word switch
    {
        None => "",
        Unknown => null,
        Same => Default(ofFlags, ofFlags),
        Path => "a file of kubeadm's",
        _ => word,
    };

    private static KubernetesVersion? Version(string text) => text.Length == 0 ? null : KubernetesVersion.TryParse(text, out KubernetesVersion version)
        ? version
        : throw new FormatException($"'{text}' in {Table} is no version.");
}
