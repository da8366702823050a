using System.Text.RegularExpressions;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Bake;

/// <summary>The variables of a bake file, with the values they have where the environment gives no others.</summary>
/// <param name="declared">The variables; null for none.</param>
internal sealed class BakeVariables(MappingNode? declared)
{
    private static readonly Regex Names = new(@"\$\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}", RegexOptions.None, TimeSpan.FromSeconds(1));

    /// <summary>Fills variables in.</summary>
    /// <param name="text">The text as it is written.</param>
    /// <returns>The text; null where a variable has no default that is written out, or something is calculated.</returns>
    public string? Fill(string text)
    {
        if (text.IndexOf("${", StringComparison.Ordinal) < 0 && text.IndexOf("%{", StringComparison.Ordinal) < 0)
            return text;
        bool isKnown = true;
        string filled = Names.Replace(text, m =>
        {
            string? value = DefaultOf(m.Groups[1].Value);
            isKnown &= value is not null;
            return value ?? "";
        });
        return isKnown && filled.IndexOf("${", StringComparison.Ordinal) < 0 && filled.IndexOf("%{", StringComparison.Ordinal) < 0 ? filled : null;
    }

    private string? DefaultOf(string name) =>
        (declared?[name] as MappingNode)?["default"] is ScalarNode { IsNull: false } value && value.Text.IndexOf("${", StringComparison.Ordinal) < 0
            ? value.Text
            : null;
}
