using System.Collections.Concurrent;

namespace ContainerSecurity.AspNetCore.Docker.Proxy;

/// <summary>Lets one creation of a team through at a time where the team has limits, so that none slips past the count of another.</summary>
internal sealed class TeamGates
{
    // As many as there are teams; what is no team has no gate.
    private readonly ConcurrentDictionary<string, SemaphoreSlim> gates = new(StringComparer.Ordinal);

    public async Task<IDisposable> EnterAsync(string team, CancellationToken cancellationToken)
    {
        SemaphoreSlim gate = gates.GetOrAdd(team, _ => new SemaphoreSlim(1, 1));
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new Pass(gate);
    }

    private sealed class Pass(SemaphoreSlim gate) : IDisposable
    {
        private int isLeft;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref isLeft, 1) == 0)
                gate.Release();
        }
    }
}
