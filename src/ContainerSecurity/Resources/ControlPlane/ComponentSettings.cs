using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.ControlPlane;

/// <summary>Where a program gets its settings from.</summary>
internal abstract class ComponentSettings
{
    /// <summary>What holds when nothing is set.</summary>
    public abstract ComponentDefaults Defaults { get; }

    /// <summary>
    /// Reads a setting as text: <c>true</c> or <c>false</c> of a switch, the items of a list with commas between.
    /// What may be set where nobody looks is unknown.
    /// </summary>
    public abstract Field<string> Read(ComponentSetting setting);

    /// <summary>What a setting is called here.</summary>
    public abstract string NameOf(ComponentSetting setting);

    /// <summary>Reads a truth value as Go's flags do; null for what they refuse.</summary>
    protected static string? TruthOf(string text) => text switch
    {
        "true" or "True" or "TRUE" or "t" or "T" or "1" => "true",
        "false" or "False" or "FALSE" or "f" or "F" or "0" => "false",
        _ => null,
    };

    /// <summary>The value of a gate in <c>First=true,Second=false</c>; null where it is not named.</summary>
    protected static string? GateIn(string gates, string gate)
    {
        string? found = null;
        foreach (string pair in gates.Split(','))
            if (pair.Trim() is var entry && entry.StartsWith(gate + "=", StringComparison.Ordinal))
                found = TruthOf(entry.Substring(gate.Length + 1));
        return found;
    }
}
