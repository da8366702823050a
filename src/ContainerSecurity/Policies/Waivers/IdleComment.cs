using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Policies;

/// <summary>A waiver in a comment that is over, or has waived nothing so far.</summary>
/// <param name="Waiver">The waiver.</param>
/// <param name="Line">The line that it speaks of.</param>
/// <param name="Resource">The resource that the line is in, or the first of its file.</param>
/// <param name="IsExpired">Whether its last day is over.</param>
internal sealed record IdleComment(Waiver Waiver, int Line, Resource Resource, bool IsExpired)
{
    /// <summary>Finds them.</summary>
    /// <param name="comments">The comments of the files that were judged.</param>
    /// <param name="resources">The resources that were judged.</param>
    /// <param name="spent">The waivers that cover something.</param>
    /// <param name="now">The present time.</param>
    public static IEnumerable<IdleComment> Of(CommentWaivers comments, IReadOnlyList<Resource> resources, ICollection<Waiver> spent, DateTimeOffset now)
    {
        foreach ((int line, Waiver waiver) in comments.Written.ToArray())
            if (waiver.IsExpired(now) || !spent.Contains(waiver))
                yield return new IdleComment(waiver, line, At(waiver, line, resources), waiver.IsExpired(now));
    }

    /// <summary>Whether the waiver names a rule that runs and judges its resource. One of flaws is idle only where packages were compared.</summary>
    public bool NamesOneOf(RuleIndex rules) =>
        (Resource is TextFile ? rules.Over<TextFile>() : rules.All).Any(r => Waiver.Names(r.Rule.Descriptor))
        && (!Waiver.NamesFlaws || Resource is IHoldsPackages { IsCompared: true });

    /// <summary>Whether a rule that the waiver names judges something of the file later; then what is kept of it remembers the waiver.</summary>
    public bool Await(List<KeptResource> kept, FactKeeper? keeper)
    {
        if (kept.FindLast(k => k.IsJudged && k.File == Resource.Node.File.Path) is not { Comments: { } lines } last
            || !lines.TryGetValue(Line, out List<Waiver>? there)
            || there.Find(w => ReferenceEquals(w.Rules, Waiver.Rules)) is not { } same
            || !keeper!.Comparing.All.Concat(kept.SelectMany(k => k.WholeRules ?? [])).Any(r => Waiver.Names(r.Rule.Descriptor)))
            return false;
        (last.IdleComments ??= []).Add((same, Resource.Identity));
        return true;
    }

    private static Resource At(Waiver waiver, int line, IReadOnlyList<Resource> resources)
    {
        Resource[] beside = [.. resources.Where(r => r.Node.File == waiver.Location?.File)];
        return beside.FirstOrDefault(r => r.Node.Span.Line <= line && line <= r.Node.Span.EndLine) ?? beside.FirstOrDefault() ?? resources[0];
    }
}
