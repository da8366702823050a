using ContainerSecurity.Policies;

namespace ContainerSecurity.Tests.Policies.Scanning;

/// <summary>Work on several threads, whose results come as if one had done it.</summary>
public class OrderedWorkTests
{
    [Test]
    public void Results_come_in_the_order_of_the_items_and_each_item_is_worked_on_once(
        [Values(0, 1, 2, 5, 16)] int threads, [Values(0, 1, 2, 9, 300)] int count, [Values] bool isCounted)
    {
        int[] times = new int[count];
        var work = new OrderedWork<int, int>(i => -i + (0 * Interlocked.Increment(ref times[i])), threads);

        int[] results = [.. work.Run(Enumerable.Range(0, count), isCounted ? count : null)];

        Assert.That(results, Is.EqualTo(Enumerable.Range(0, count).Select(i => -i)));
        Assert.That(times, Has.All.EqualTo(1));
    }

    [Test]
    public void Results_keep_their_order_where_some_items_take_long()
    {
        var work = new OrderedWork<int, int>(Slow, 4);

        Assert.That(work.Run(Enumerable.Range(0, 60), null), Is.EqualTo(Enumerable.Range(0, 60)));

        static int Slow(int item)
        {
            if (item % 7 == 0)
                Thread.Sleep(item % 3);
            return item;
        }
    }

    [Test]
    public void Items_are_asked_for_only_as_far_ahead_as_threads_have_work()
    {
        int asked = 0;
        var work = new OrderedWork<int, int>(i => i, 2);

        _ = work.Run(Endless(), null).Take(10).Count();

        Assert.That(asked, Is.LessThanOrEqualTo(200));

        IEnumerable<int> Endless()
        {
            for (; ; )
                yield return asked++;
        }
    }

    [Test]
    public void What_is_thrown_comes_in_the_place_of_the_result([Values(1, 4)] int threads)
    {
        var work = new OrderedWork<int, int>(i => i == 70 ? throw new InvalidOperationException("the seventieth") : i, threads);
        var results = new List<int>();

        Assert.That(() => results.AddRange(work.Run(Enumerable.Range(0, 200), 200)), Throws.InvalidOperationException.With.Message.EqualTo("the seventieth"));
    }

    [Test]
    public void Only_item_is_worked_on_by_the_thread_that_asks()
    {
        var work = new OrderedWork<int, int>(_ => Environment.CurrentManagedThreadId, 8);

        Assert.That(work.Run([0], 1), Is.EqualTo(new[] { Environment.CurrentManagedThreadId }));
    }

    [Test]
    public void Thread_that_asks_works_where_nobody_helps()
    {
        using var release = new ManualResetEventSlim();
        int asking = Environment.CurrentManagedThreadId;
        // The one helper is kept busy by its first item until the asking thread has met one of its own.
        var work = new OrderedWork<int, int>(Meet, 2);

        Assert.That(work.Run(Enumerable.Range(0, 100), null).Count(), Is.EqualTo(100));
        Assert.That(release.IsSet);

        int Meet(int item)
        {
            if (Environment.CurrentManagedThreadId == asking)
                release.Set();
            else
                release.Wait();
            return item;
        }
    }
}
