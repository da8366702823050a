using ContainerSecurity.Helm;
using ContainerSecurity.Policies;
using ContainerSecurity.Tool.LanguageServer.PolicyFiles;

namespace ContainerSecurity.Tool.LanguageServer.Judging;

/// <summary>Judges documents as a scan of their folder would, but each on its own, and within bounds.</summary>
/// <param name="policies">The policies.</param>
/// <param name="maxTime">Longest time that a judgement may take; null for <see cref="MaxTime"/>.</param>
internal sealed class DocumentJudge(PolicyCache policies, TimeSpan? maxTime = null)
{
    /// <summary>Longest text that is judged, in UTF-16 units.</summary>
    public const int MaxLength = 2 * 1024 * 1024;

    /// <summary>Longest time that a judgement may take.</summary>
    public static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(10);

    /// <summary>Judges a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="cancellation">Ends it because the text has changed.</param>
    /// <exception cref="OperationCanceledException">The text has changed.</exception>
    public async Task<Judgement> JudgeAsync(JudgedDocument document, CancellationToken cancellation)
    {
        var list = new DiagnosticList(document);
        JudgingPolicy policy = new(Policy.Default, []);
        if (document.Text is not { Text.Length: <= MaxLength } text)
        {
            list.AddLimit($"The document is longer than {MaxLength} characters and is not judged here; 'csec scan' judges it.");
            return list.End(policy);
        }
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(maxTime ?? MaxTime);
        try
        {
            if (PolicyDocument.IsOne(document.Name, text.Text))
            {
                list.AddPolicyErrors(PolicyDocument.Read(document, text.Text));
                return list.End(policy);
            }
            policy = policies.Of(document.File);
            if (policy.Errors.Count > 0)
                list.AddWrongPolicy(policy.Errors);
            ChartDocument? chart = ChartDocument.Of(document.File);
            var request = new EvaluationRequest(chart is null ? document.SourceOf(text.Text) : chart.SourceOf(text.Text));
            Decision decision = await policy.EngineOf(document.Type).EvaluateAsync(request, patience.Token).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            list.Add(chart is null ? decision : chart.Own(decision));
            list.IsOfChart = chart is not null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            list.AddLimit($"The document was not judged: that takes longer than {MaxTime.TotalSeconds} seconds; 'csec scan' judges it.");
        }
        catch (ChartException e)
        {
            list.AddLimit($"The chart was not judged: {e.Message}");
        }
#pragma warning disable CA1031 // A fault in one document is told there, and ends nothing.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            list.AddFault(e);
        }
        return list.End(policy);
    }
}
