using System.Text;
using ContainerSecurity.Policies;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Tool.LanguageServer.Hovers;

/// <summary>Writes what is shown of a rule.</summary>
internal static class HoverText
{
    /// <summary>A rule explained, as Markdown.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="finding">What it found; null where it is only named.</param>
    public static string Of(RuleDescriptor rule, PolicyFinding? finding)
    {
        var text = new StringBuilder();
        text.Append($"**{rule.Id} {rule.Slug}** · {OptionWords.Lower((finding?.Severity ?? rule.Severity).ToString())}");
        if (finding is not null)
            text.Append($" · {OptionWords.Lower(finding.Enforcement.ToString())}");
        text.Append($"\n\n{rule.Title}.");
        if (RulePage.Of(rule.Id) is { } page)
            Append(text, page);
        text.Append($"\n\n**What to do**\n\n{finding?.Finding.Remediation ?? rule.Remediation}");
        if (rule.HelpLink is { } link)
            text.Append($"\n\n<{link}>");
        return text.ToString();
    }

    /// <summary>A rule by its ID or slug; null where there is none.</summary>
    public static RuleDescriptor? Find(string name) => RuleCatalog.Find(name)?.Descriptor ?? EngineRules.Find(name);

    private static void Append(StringBuilder text, RulePage page)
    {
        foreach ((string heading, string section) in new[] { ("Why", page.Why), ("Bad", page.Bad), ("Good", page.Good) })
            if (section.Length > 0)
                text.Append($"\n\n**{heading}**\n\n{section}");
    }
}
