namespace ContainerSecurity.Images.Tests;

/// <summary>A clock whose short timers are over at once, and which remembers them; those of <see cref="Never"/> and longer do not go off.</summary>
internal sealed class InstantTime : TimeProvider
{
    public static readonly TimeSpan Never = TimeSpan.FromHours(1);

    public List<TimeSpan> Waits { get; } = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime >= Never || dueTime < TimeSpan.Zero)
            return System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
        lock (Waits)
            Waits.Add(dueTime);
        return System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
