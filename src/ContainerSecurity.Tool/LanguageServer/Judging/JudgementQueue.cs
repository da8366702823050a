namespace ContainerSecurity.Tool.LanguageServer.Judging;

/// <summary>Judges documents beside the conversation with the editor. A new version of a document ends the judging of the one before.</summary>
/// <param name="judge">Judges.</param>
/// <param name="publish">Tells what came of it; called for the newest version alone, in the order of the versions.</param>
internal sealed class JudgementQueue(DocumentJudge judge, Action<Judgement> publish) : IDisposable
{
    private readonly SemaphoreSlim places = new(Math.Max(1, Environment.ProcessorCount));
    private readonly Lock gate = new();
    private readonly Dictionary<string, Running> running = new(StringComparer.Ordinal);

    /// <summary>Judges a version of a document.</summary>
    public void Add(JudgedDocument document)
    {
        lock (gate)
        {
            if (running.TryGetValue(document.Uri, out Running? before))
                before.Cancellation.Cancel();
            var cancellation = new CancellationTokenSource();
            running[document.Uri] = new Running(cancellation, Task.Run(() => RunAsync(document, cancellation), CancellationToken.None));
        }
    }

    /// <summary>Ends the judging of a document that was closed.</summary>
    public void Remove(string uri)
    {
        lock (gate)
            if (running.Remove(uri, out Running? before))
                before.Cancellation.Cancel();
    }

    /// <summary>What came of the newest version of a document, for which it waits; null for one that is not open.</summary>
    public async Task<Judgement?> LatestAsync(string uri, CancellationToken cancellation)
    {
        while (true)
        {
            Task<Judgement?> task;
            lock (gate)
            {
                if (!running.TryGetValue(uri, out Running? latest))
                    return null;
                task = latest.Task;
            }
            if (await task.WaitAsync(cancellation).ConfigureAwait(false) is { } judgement)
                return judgement;
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            foreach (Running one in running.Values)
                one.Cancellation.Cancel();
            running.Clear();
        }
    }

    /// <summary>Judges; null where a newer version came in between.</summary>
    private async Task<Judgement?> RunAsync(JudgedDocument document, CancellationTokenSource cancellation)
    {
        CancellationToken token = cancellation.Token;
        try
        {
            await places.WaitAsync(token).ConfigureAwait(false);
            Judgement judgement;
            try
            {
                judgement = await judge.JudgeAsync(document, token).ConfigureAwait(false);
            }
            finally
            {
                places.Release();
            }
            lock (gate)
            {
                token.ThrowIfCancellationRequested();
                publish(judgement);
            }
            return judgement;
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            return null;
        }
    }

    private sealed record Running(CancellationTokenSource Cancellation, Task<Judgement?> Task);
}
