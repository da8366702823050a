using ContainerSecurity.Policies;
using ContainerSecurity.Reports;

namespace ContainerSecurity.Tool.Reporting;

/// <summary>Says which parts of policies no test exercises.</summary>
internal static class CoverageReport
{
    /// <summary>Writes each part that no test exercises, and how many do of each kind.</summary>
    public static void Write(PolicyCoverage coverage, LineWriter lines)
    {
        foreach (IGrouping<string, PolicyPart> policy in coverage.Parts.GroupBy(p => p.Policy))
        {
            lines.WriteLine($"coverage of {(policy.Key.Length == 0 ? "the default policy" : policy.Key)}");
            foreach (IGrouping<PolicyPartKind, PolicyPart> kind in policy.GroupBy(p => p.Kind))
            {
                PolicyPart[] idle = [.. kind.Where(p => !coverage.IsExercised(p))];
                string noun = OptionWords.Lower(kind.Key.ToString());
                lines.WriteLine($"  {kind.Count() - idle.Length} of {Documents.Counted.Of(kind.Count(), noun)} exercised");
                foreach (PolicyPart part in idle)
                    lines.WriteLine($"  no test exercises {noun} {part.Name}{(part.Location is { } at ? $" ({at.Place})" : "")}");
            }
        }
    }
}
