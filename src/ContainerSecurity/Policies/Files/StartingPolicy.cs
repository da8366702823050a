using System.Text;
using ContainerSecurity.Documents;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies;

/// <summary>
/// Writes a first policy file from what a scan found: the profile, and a line for each rule that found something, which
/// says what the rule does anyway. Nothing is accepted by it; people change what they mean otherwise.
/// </summary>
public static class StartingPolicy
{
    /// <summary>Writes the file.</summary>
    /// <param name="name">The policy's name; what a name cannot hold is left out of it.</param>
    /// <param name="profile">The profile that judged.</param>
    /// <param name="findings">What was found; findings that do not count are left out.</param>
    /// <param name="writer">Receives the text.</param>
    public static void Write(string name, Profile profile, IEnumerable<PolicyFinding> findings, TextWriter writer)
    {
        _ = writer ?? throw new ArgumentNullException(nameof(writer));
        IGrouping<RuleDescriptor, PolicyFinding>[] found =
        [
            .. (findings ?? throw new ArgumentNullException(nameof(findings))).Where(f => f.IsActive && RuleCatalog.Find(f.Finding.Rule.Id) is not null)
                .GroupBy(f => f.Finding.Rule).OrderBy(g => g.Key.Id, StringComparer.Ordinal),
        ];
        writer.Write("# What csec and the analyzer judge this repository by. 'csec policy check' says whether the file is right.\n");
        writer.Write("apiVersion: containersecurity.io/v1\nkind: Policy\n");
        writer.Write($"metadata:\n  name: {NameOf(name)}\n");
        writer.Write($"# baseline, restricted, recommended, all or none.\nprofile: {PolicyWords.Profiles.First(p => p.Value == profile).Key}\n");
        if (found.Length == 0)
        {
            writer.Write("# Nothing was found when this file was written. A rule is set here by its ID or slug, such as:\n# rules:\n#   CSEC6001: deny\n");
            return;
        }
        writer.Write("# What was found when this file was written, with what each rule does now: deny fails a run, warn and audit\n"
            + "# only say it, false switches the rule off. One place is accepted by a waiver, with a reason and a last day.\n");
        writer.Write("rules:\n");
        foreach (IGrouping<RuleDescriptor, PolicyFinding> rule in found)
        {
            string enforcement = PolicyWords.Enforcements.First(e => e.Value == rule.Max(f => f.Enforcement)).Key;
            writer.Write($"  {rule.Key.Id}: {enforcement}   # {rule.Key.Slug}, {Counted.Of(rule.Count(), "finding")}\n");
        }
    }

    private static string NameOf(string name)
    {
        var kept = new StringBuilder();
        foreach (char c in (name ?? "").ToUpperInvariant())
            if (c is (>= 'A' and <= 'Z') or (>= '0' and <= '9'))
                kept.Append(char.ToLowerInvariant(c));
            else if (kept.Length > 0 && kept[kept.Length - 1] != '-')
                kept.Append('-');
        string text = kept.ToString().Trim('-');
        return text.Length == 0 || !char.IsLetter(text[0]) ? "policy" + (text.Length == 0 ? "" : "-" + text) : text;
    }
}
