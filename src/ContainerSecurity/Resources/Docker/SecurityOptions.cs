using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Docker;

/// <summary>Docker's <c>SecurityOpt</c>: a list of <c>key=value</c> or, as it was, <c>key:value</c>.</summary>
internal sealed class SecurityOptions(FieldList<string> options)
{
    /// <summary>False with <c>no-new-privileges</c>.</summary>
    public Field<bool> AllowPrivilegeEscalation
    {
        get
        {
            Field<string> option = Find("no-new-privileges", out string value);
            return option.IsKnown ? Field<bool>.Known(value is "false" or "0", option.Node) : Absent<bool>();
        }
    }

    /// <summary>Without the option Docker's own profile holds, which Kubernetes calls RuntimeDefault.</summary>
    public Field<string> Seccomp => Profile("seccomp", "RuntimeDefault");

    /// <summary>The profile, where the option names one.</summary>
    public Field<string> AppArmor => Profile("apparmor", "RuntimeDefault");

    /// <summary><c>Unmasked</c> with <c>systempaths=unconfined</c>.</summary>
    public Field<string> ProcMount
    {
        get
        {
            Field<string> option = Find("systempaths", out string value);
            return option.IsKnown && value == "unconfined" ? Field<string>.Known("Unmasked", option.Node) : default;
        }
    }

    /// <summary>Part of the SELinux label; <c>disable</c> stands for the type.</summary>
    public Field<string> Label(string part)
    {
        foreach (Field<string> option in options.Items)
            if (option.IsKnown && Value(option.Value, "label") is { } label)
            {
                if (part == "type" && label == "disable")
                    return Field<string>.Known(label, option.Node);
                if (Value(label, part) is { } value)
                    return Field<string>.Known(value, option.Node);
            }
        return default;
    }

    private Field<string> Profile(string key, string ownProfile)
    {
        Field<string> option = Find(key, out string value);
        if (!option.IsKnown)
            return options.IsOpen ? Field<string>.Unknown() : Field<string>.Known(ownProfile);
        return Field<string>.Known(value == "unconfined" ? "Unconfined" : "Localhost", option.Node);
    }

    private Field<string> Find(string key, out string value)
    {
        value = "";
        foreach (Field<string> option in options.Items)
            if (option.IsKnown && Value(option.Value, key) is { } found)
            {
                value = found;
                return option;
            }
        return default;
    }

    /// <summary>The value of an option with this key, empty where it has none; null for another key.</summary>
    private static string? Value(string option, string key) =>
        !option.StartsWith(key, StringComparison.Ordinal) ? null
        : option.Length == key.Length ? ""
        : option[key.Length] is '=' or ':' ? option.Substring(key.Length + 1) : null;

    private Field<T> Absent<T>() =>
        options.IsOpen ? Field<T>.Unknown() : Field<T>.Missing(options.Items.Count > 0 ? options.Items[0].Node?.Parent : null, "no-new-privileges");
}
