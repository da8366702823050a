namespace ContainerSecurity.Resources.Dockerfiles;

/// <summary>What BuildKit asks of <c>RUN --device</c>: a name, and whether it must be there.</summary>
internal static class RunDevice
{
    /// <summary>What is wrong with a value; null where nothing is.</summary>
    public static string? ProblemOf(string value)
    {
        if (FlagFields.Split(value, out string? error) is not { } fields)
            return $"failed to parse csv devices: {error}";
        string name = "";
        foreach (string field in fields)
        {
            (string key, string? text) = FlagFields.Cut(field);
            if (key == "required" && (text is null || FlagFields.IsBoolean(text)))
                continue;
            if (key == "required")
                return $"invalid value for {key}: {text}";
            if (key == "name" && text is not null && name.Length > 0)
                return $"device name already set to {name}";
            if (name.Length > 0)
                return text is null ? $"invalid field '{field}' must be a key=value pair" : $"unexpected key '{key}' in '{field}'";
            name = key == "name" && text is not null ? text : field;
        }
        return null;
    }
}
