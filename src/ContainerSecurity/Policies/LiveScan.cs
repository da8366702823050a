using ContainerSecurity.Rules;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Policies;

/// <summary>
/// Judges sources that change, as a scan judges them that are read once: each as it comes, and what compares them when
/// it is asked for. Nothing is kept of a source but what rules compare with.
/// </summary>
/// <remarks>Made by <see cref="PolicyEngine.NewLiveScan"/>. It is used from one thread at a time.</remarks>
public sealed class LiveScan
{
    private readonly PolicyEngine engine;
    private readonly SortedDictionary<string, KeptSource> sources;
    private long text;

    internal LiveScan(PolicyEngine engine, IComparer<string> order) => (this.engine, sources) = (engine, new SortedDictionary<string, KeptSource>(order));

    /// <summary>Whether something that rules compare with has changed since <see cref="Compare"/> was asked.</summary>
    public bool NeedsComparison { get; private set; }

    /// <summary>Judges a source by the rules that look at nothing else, and takes the place of what was known by its name.</summary>
    /// <param name="source">The source. Of one that is to be judged alone (<see cref="Source.IsAlone"/>) nothing is kept.</param>
    /// <param name="cancellationToken">Ends the judging.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Decision Put(Source source, CancellationToken cancellationToken = default)
    {
        _ = source ?? throw new ArgumentNullException(nameof(source));
        SourceOutcome outcome = new ScanPass(engine, null, cancellationToken).Judge(source);
        Remove(source.Name);
        if (outcome.Kept.Count + outcome.Used.Count == 0)
            return outcome.Decision;
        long needed = KeptResources.NeededFor(outcome.Kept);
        var lacking = new HashSet<ConfiguredRule>();
        NotEvaluated[] gaps = text + needed <= KeptResources.MaxText ? [] : KeptResources.LetGo(outcome.Kept, engine.Keeper.Comparing, lacking);
        var kept = new KeptSource(outcome, gaps.Length + lacking.Count > 0 ? 0 : needed, [.. lacking]);
        sources.Add(source.Name, kept);
        text += kept.Text;
        NeedsComparison = true;
        return gaps.Length == 0 ? outcome.Decision : outcome.Decision with { NotEvaluated = [.. outcome.Decision.NotEvaluated, .. gaps] };
    }

    /// <summary>Forgets a source, so that nothing is compared with it any more.</summary>
    /// <param name="name">The name of the source.</param>
    public void Remove(string name)
    {
        if (!sources.TryGetValue(name ?? throw new ArgumentNullException(nameof(name)), out KeptSource? kept))
            return;
        sources.Remove(name);
        text -= kept.Text;
        NeedsComparison = true;
    }

    /// <summary>
    /// Gives what rules say that compare sources: for each source of which they say something one decision, which adds
    /// to that of <see cref="Put"/>, then one for the policy itself where its waivers need attention.
    /// </summary>
    /// <param name="cancellationToken">Ends the judging.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IReadOnlyList<Decision> Compare(CancellationToken cancellationToken = default)
    {
        var pass = new ScanPass(engine, null, cancellationToken);
        foreach (KeyValuePair<string, KeptSource> source in sources)
            pass.Resume(source.Key, source.Value.Outcome, source.Value.Lacking);
        Decision[] decisions = [.. pass.End()];
        NeedsComparison = false;
        return decisions;
    }

    /// <summary>What is kept of a source.</summary>
    private sealed class KeptSource(SourceOutcome outcome, long text, ConfiguredRule[] lacking)
    {
        /// <summary>What is kept, without the decision, which is the caller's.</summary>
        public SourceOutcome Outcome { get; } = outcome with { Decision = Nothing };

        public long Text => text;

        public ConfiguredRule[] Lacking => lacking;

        private static Decision Nothing { get; } = new("", 0, [], []);
    }
}
