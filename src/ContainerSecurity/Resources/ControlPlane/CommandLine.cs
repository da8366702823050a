using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.ControlPlane;

/// <summary>The flags of a command line, as the flag libraries of the control plane's programs read them.</summary>
internal sealed class CommandLine : ComponentSettings
{
    /// <summary>Flags that name a file with more settings.</summary>
    private static readonly string[] FileFlags = ["config", "config-file", "config-dir"];

    private readonly List<Flag> flags = [];
    private readonly Func<string, Field<string>> variable;
    private readonly DocumentNode? anchor;
    private bool isOpen;

    /// <param name="arguments">The words after the program.</param>
    /// <param name="anchor">The word that starts the program.</param>
    /// <param name="isOpen">Whether there may be further words.</param>
    /// <param name="variable">The environment variable that stands for a flag; missing where there is none.</param>
    public CommandLine(IReadOnlyList<Argument> arguments, DocumentNode? anchor, bool isOpen, Func<string, Field<string>> variable)
    {
        this.anchor = anchor;
        this.isOpen = isOpen;
        this.variable = variable;
        Read(arguments);
        if (flags.Exists(f => Array.IndexOf(FileFlags, f.Name) >= 0))
            this.isOpen = true;
    }

    private delegate string? Normalizer(string text);

    public override ComponentDefaults Defaults => ComponentDefaults.Flags;

    public override string NameOf(ComponentSetting setting) => setting.Gate is null ? $"--{setting.Flag}" : $"--{setting.Flag}={setting.Gate}";

    public override Field<string> Read(ComponentSetting setting)
    {
        Flag[] given = [.. flags.Where(f => f.Name == setting.Flag)];
        // A file takes the place of all flags of etcd.
        if (flags.Exists(f => f.Name == "config-file"))
            return Field<string>.Unknown(anchor);
        if (given.Length == 0)
            return variable(setting.Flag) is { IsMissing: false } set ? OfVariable(set, setting) : Absent();
        Flag last = given[given.Length - 1];
        DocumentNode? node = last.Word.Node;
        return setting.Kind switch
        {
            SettingKind.Switch when last.Value is null => Known(last.Word.IsLiteral ? "true" : null, t => t, node),
            SettingKind.Switch => Known(Value(last), TruthOf, node),
            SettingKind.List => Known(Joined(given), t => t, node),
            SettingKind.Gate => OfGate(Joined(given), setting.Gate!, node),
            _ => Known(Value(last), t => t, node),
        };
    }

    private void Read(IReadOnlyList<Argument> arguments)
    {
        for (int i = 0; i < arguments.Count; i++)
        {
            Argument word = arguments[i];
            if (word.Text is null || (!word.IsLiteral && !word.Text.StartsWith("-", StringComparison.Ordinal)))
                isOpen = true;
            if (word.Text == "--")
                return;
            if (word.Text is not { Length: > 1 } text || text[0] != '-')
                continue;
            string name = text.TrimStart('-');
            int equals = name.IndexOf('=');
            Argument? value = equals >= 0 ? word with { Text = name.Substring(equals + 1) } : null;
            Argument? next = equals < 0 && i + 1 < arguments.Count && !IsFlag(arguments[i + 1]) ? arguments[i + 1] : null;
            flags.Add(new Flag((equals >= 0 ? name.Substring(0, equals) : name).Replace('_', '-'), value, next, word));
        }
    }

    private static bool IsFlag(Argument word) => word.Text?.StartsWith("-", StringComparison.Ordinal) == true;

    /// <summary>The value behind a flag, after an equals sign or as the next word; null where it is not known.</summary>
    private static string? Value(Flag flag) => (flag.Value ?? flag.Next) is { IsLiteral: true, Text: { } text } ? text : null;

    private static string? Joined(Flag[] given)
    {
        string?[] values = [.. given.Select(Value)];
        return Array.Exists(values, v => v is null) ? null : string.Join(",", values);
    }

    private static Field<string> Known(string? value, Normalizer read, DocumentNode? node) =>
        value is not null && read(value) is { } text ? Field<string>.Known(text, node) : Field<string>.Unknown(node);

    private static Field<string> OfVariable(Field<string> set, ComponentSetting setting) =>
        set.IsKnown && set.Value.IndexOf("$(", StringComparison.Ordinal) < 0
            ? Known(set.Value, t => setting.Kind == SettingKind.Switch ? TruthOf(t) : t, set.Node)
            : Field<string>.Unknown(set.Node);

    private Field<string> OfGate(string? gates, string gate, DocumentNode? node) =>
        gates is null ? Field<string>.Unknown(node) : GateIn(gates, gate) is { } value ? Field<string>.Known(value, node) : Absent();

    private Field<string> Absent() => isOpen ? Field<string>.Unknown(anchor) : Field<string>.Missing(anchor);

    /// <summary>A flag that is given: its value after an equals sign, or the word that may be its value.</summary>
    private sealed record Flag(string Name, Argument? Value, Argument? Next, Argument Word);
}
