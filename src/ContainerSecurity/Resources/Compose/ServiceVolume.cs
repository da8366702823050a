using System.Text;

namespace ContainerSecurity.Resources.Compose;

/// <summary>A volume of a service in its short form, such as <c>./data:/data:ro,z</c>.</summary>
internal sealed record ServiceVolume
{
    /// <summary>A folder, file or pipe of the host.</summary>
    public const string Bind = "bind";

    /// <summary>A volume of the engine, named or not.</summary>
    public const string Named = "volume";

    private static readonly string[] Propagations = ["rprivate", "private", "rshared", "shared", "rslave", "slave"];

    /// <summary><see cref="Bind"/> or <see cref="Named"/>.</summary>
    public string Type => IsHostPath(Source) ? Bind : Named;

    /// <summary>The folder of the host or the volume's name; empty for a volume without a name.</summary>
    public string Source { get; private set; } = "";

    /// <summary>The path inside the container.</summary>
    public string Target { get; private set; } = "";

    /// <summary>Whether the container can only read it.</summary>
    public bool IsReadOnly { get; private set; }

    /// <summary>Whether nothing is copied into a new volume.</summary>
    public bool IsNotCopied { get; private set; }

    /// <summary>How mounts below it spread, such as <c>rshared</c>; null where nothing is said.</summary>
    public string? Propagation { get; private set; }

    /// <summary>Whose the files become for SELinux: <c>z</c> for all containers, <c>Z</c> for this one; null where nothing is said.</summary>
    public string? SELinux { get; private set; }

    /// <summary>Reads the short form.</summary>
    /// <param name="text">The text.</param>
    /// <param name="error">Why it is none; null where the text is right.</param>
    public static ServiceVolume Parse(string text, out string? error)
    {
        var volume = new ServiceVolume();
        error = null;
        if (text.Length is 1 or 2)
            volume.Target = text;
        else if (text.Length == 0)
            error = "invalid empty volume spec";
        else if (volume.Fill(text) is { } reason)
            error = $"invalid spec: {text}: {reason}";
        return volume;
    }

    /// <summary>Whether a source is a path and no name.</summary>
    public static bool IsHostPath(string source) =>
        source.Length > 0
        && (source[0] is '.' or '/' or '~'
            || source.StartsWith(@"\\", StringComparison.Ordinal)
            || (source.Length > 1 && source[1] == ':' && char.IsLetter(source[0])));

    private string? Fill(string text)
    {
        var section = new StringBuilder();
        for (int i = 0; i <= text.Length; i++)
        {
            bool isEnd = i == text.Length, isDrive = !isEnd && text[i] == ':' && section.Length == 1 && char.IsLetter(section[0]);
            if (!isEnd && (text[i] != ':' || isDrive || IsInVariable(section)))
            {
                section.Append(text[i]);
                continue;
            }
            if (Take(section.ToString(), isEnd) is { } reason)
                return reason;
            section.Clear();
        }
        return null;
    }

    /// <summary>Whether the section so far ends inside of <c>${…}</c>.</summary>
    private static bool IsInVariable(StringBuilder section)
    {
        int depth = 0;
        for (int i = 0; i < section.Length; i++)
            if (section[i] == '{' && i > 0 && section[i - 1] == '$')
                depth++;
            else if (section[i] == '}' && depth > 0)
                depth--;
        return depth > 0;
    }

    private string? Take(string section, bool isLast)
    {
        if (section.Length == 0)
            return "empty section between colons";
        if (Source.Length == 0 && !isLast)
            Source = section;
        else if (Source.Length == 0 || Target.Length == 0)
            Target = section;
        else if (!isLast)
            return "too many colons";
        else
            foreach (string option in section.Split(','))
                Set(option);
        return null;
    }

    private void Set(string option)
    {
        if (option is "ro" or "rw")
            IsReadOnly = option == "ro";
        else if (option == "nocopy")
            IsNotCopied = true;
        else if (option is "z" or "Z")
            SELinux = option;
        else if (Array.IndexOf(Propagations, option) >= 0)
            Propagation = option;
    }
}
