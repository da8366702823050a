using System.Text;

namespace ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

/// <summary>
/// Reads the headers of a text, <c>Name: value</c>, up to the first empty line; a line that begins with white space
/// goes on with the one before.
/// </summary>
internal static class HeaderLines
{
    /// <summary>How many headers there are at most.</summary>
    public const int MaxHeaders = 10_000;

    private const int MaxLength = 10_000;

    /// <summary>The headers in their order.</summary>
    /// <param name="text">The text.</param>
    /// <param name="glue">What stands between a line and the one that goes on with it.</param>
    public static List<(string Name, string Value)> Read(string text, string glue)
    {
        var headers = new List<(string Name, string Value)>();
        string? name = null;
        var value = new StringBuilder();
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            if (line.IsEmpty)
                break;
            if (line[0] is ' ' or '\t')
            {
                if (value.Length < MaxLength)
                    value.Append(glue).Append(line[1..]);
                continue;
            }
            Flush(headers, name, value);
            int colon = line.IndexOf(':');
            name = colon > 0 ? line[..colon].Trim().ToString() : null;
            value.Append(line[(colon + 1)..].Trim());
        }
        Flush(headers, name, value);
        return headers;
    }

    private static void Flush(List<(string Name, string Value)> headers, string? name, StringBuilder value)
    {
        if (name is not null)
            headers.Add((name, value.ToString()));
        if (headers.Count > MaxHeaders)
            throw new PackageFormatException($"it has more than {MaxHeaders} headers");
        value.Clear();
    }

    /// <summary>The first value of a header, whose name ignores case; null where there is none.</summary>
    public static string? Value(this List<(string Name, string Value)> headers, string name)
    {
        foreach ((string header, string value) in headers)
            if (string.Equals(header, name, StringComparison.OrdinalIgnoreCase) && value.Length > 0)
                return value;
        return null;
    }
}
