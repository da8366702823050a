namespace ContainerSecurity.Tests.Reports;

/// <summary>Reads a line as GitHub documents its commands: <c>::name key=value,key=value::data</c>, with percent codes for what has a meaning.</summary>
internal sealed record WorkflowCommandReader(string Name, IReadOnlyDictionary<string, string> Properties, string Data)
{
    /// <summary>The command of a line; null for a line that is none.</summary>
    public static WorkflowCommandReader? Read(string line)
    {
        line = line.TrimStart();
        int end = line.Length > 2 ? line.IndexOf("::", 2, StringComparison.Ordinal) : -1;
        if (!line.StartsWith("::", StringComparison.Ordinal) || end < 0)
            return null;
        string head = line[2..end];
        int blank = head.IndexOf(' ', StringComparison.Ordinal);
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string property in blank < 0 ? [] : head[(blank + 1)..].Split(','))
        {
            int equals = property.IndexOf('=', StringComparison.Ordinal);
            properties.Add(
                property[..equals],
                Decode(property[(equals + 1)..])
                    .Replace("%3A", ":", StringComparison.Ordinal)
                    .Replace("%2C", ",", StringComparison.Ordinal)
                    .Replace("%25", "%", StringComparison.Ordinal));
        }
        return new WorkflowCommandReader(blank < 0 ? head : head[..blank], properties, Decode(line[(end + 2)..]).Replace("%25", "%", StringComparison.Ordinal));
    }

    private static string Decode(string text) => text.Replace("%0D", "\r", StringComparison.Ordinal).Replace("%0A", "\n", StringComparison.Ordinal);
}
