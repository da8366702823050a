using System.Collections.Concurrent;

namespace ContainerSecurity.Kubernetes.Tests.Fakes;

/// <summary>A clock whose short waits are over at once. Those of a minute and more are over when a test says so.</summary>
internal sealed class WatchTime : TimeProvider
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<LongTimer, bool> waiting = new();
    private readonly ConcurrentQueue<TimeSpan> waits = new();

    /// <summary>The short waits that were asked for.</summary>
    public IReadOnlyCollection<TimeSpan> Waits => waits;

    /// <summary>Ends the long waits of at least a time.</summary>
    public void Elapse(TimeSpan least, TimeSpan? most = null)
    {
        foreach (LongTimer timer in waiting.Keys.Where(t => t.Due >= least && t.Due <= (most ?? TimeSpan.MaxValue)).ToArray())
            timer.Fire();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime >= Long)
        {
            var timer = new LongTimer(this, callback, state, dueTime);
            waiting.TryAdd(timer, true);
            return timer;
        }
        if (dueTime > TimeSpan.Zero)
            waits.Enqueue(dueTime);
        return base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? TimeSpan.FromMilliseconds(1) : dueTime, period);
    }

    private sealed class LongTimer(WatchTime owner, TimerCallback callback, object? state, TimeSpan due) : ITimer
    {
        public TimeSpan Due { get; private set; } = due;

        public void Fire()
        {
            if (owner.waiting.TryRemove(this, out _))
                callback(state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Due = dueTime;
            if (dueTime == Timeout.InfiniteTimeSpan)
                owner.waiting.TryRemove(this, out _);
            else
                owner.waiting.TryAdd(this, true);
            return true;
        }

        public void Dispose() => owner.waiting.TryRemove(this, out _);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
