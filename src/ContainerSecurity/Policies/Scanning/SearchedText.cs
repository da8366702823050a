using ContainerSecurity.Sources;

namespace ContainerSecurity.Policies;

/// <summary>Tells decisions on texts that are searched for secrets alone from those on what is judged.</summary>
internal static class SearchedText
{
    /// <summary>The decision on a source that is passed over; null for one that is judged or searched.</summary>
    public static Decision? PassOver(SourceContent content) => content is { Skipped: { } reason, Resources.Count: 0 }
        ? new Decision(content.Name, 0, [], []) { Skipped = reason, SkippedKind = content.SkippedKind }
        : null;

    /// <summary>
    /// The decision as one on a text, where the source is one. A file of another format, in which no secret is, stays
    /// one that was passed over, or that holds nothing.
    /// </summary>
    public static Decision Mark(SourceContent content, Decision decision)
    {
        if (!content.IsSearched)
            return decision;
        bool isSilent = decision.Findings.Count + decision.Folded.Count + decision.Errors.Count + decision.NotEvaluated.Count == 0;
        return decision with
        {
            Resources = content.IsForeign ? 0 : decision.Resources,
            Skipped = isSilent ? content.Skipped : null,
            SkippedKind = content.SkippedKind,
            IsSearched = content.Errors.Count == 0,
        };
    }
}
