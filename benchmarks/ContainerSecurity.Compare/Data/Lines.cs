using System.Text;

namespace ContainerSecurity.Compare.Data;

/// <summary>Lines of a YAML text, at a depth.</summary>
internal sealed class Lines(int depth = 0)
{
    private readonly StringBuilder text = new();
    private int depth = depth;

    /// <summary>Adds lines.</summary>
    public Lines Add(params ReadOnlySpan<string> lines)
    {
        foreach (string line in lines)
            text.Append(' ', depth).Append(line).Append('\n');
        return this;
    }

    /// <summary>Adds lines where something is so.</summary>
    public Lines AddIf(bool condition, params ReadOnlySpan<string> lines) => condition ? Add(lines) : this;

    /// <summary>Goes so many columns in, or out.</summary>
    public Lines Indent(int columns)
    {
        depth += columns;
        return this;
    }

    public override string ToString() => text.ToString();
}
