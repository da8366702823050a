using System.Diagnostics;
using System.Text;

namespace ContainerSecurity.WebhookLoad;

/// <summary>Asks a webhook the reviews of a list, in turn.</summary>
internal sealed class ReviewLoad(int port, IReadOnlyList<string> reviews)
{
    private readonly byte[][] requests = [.. reviews.Where(r => r.Length > 0).Select(Request)];
    private readonly List<ReviewConnection> held = [];

    /// <summary>Asks each review once.</summary>
    public async Task AskAllAsync()
    {
        using ReviewConnection connection = await ReviewConnection.OpenAsync(port);
        foreach (byte[] request in requests)
            if (!await connection.AskAsync(request))
                throw new InvalidDataException("A review was not answered.");
    }

    /// <summary>Asks on some connections as fast as they are answered.</summary>
    public async Task<string> SaturateAsync(int connections, TimeSpan time)
    {
        var watch = Stopwatch.StartNew();
        LoadResult[] results = await Task.WhenAll(Enumerable.Range(0, connections).Select(c => Task.Run(async () =>
        {
            using ReviewConnection connection = await ReviewConnection.OpenAsync(port);
            var result = new LoadResult();
            for (int i = c; watch.Elapsed < time; i++)
            {
                long start = Stopwatch.GetTimestamp();
                result.Add(await connection.AskAsync(requests[i % requests.Length]), Stopwatch.GetElapsedTime(start));
            }
            return result;
        })));
        return $"{connections} connections: {LoadResult.Sum(results).ToString(watch.Elapsed)}";
    }

    /// <summary>
    /// Asks so many times a second. A question that waits for a connection is late, and its delay counts from when it
    /// was due.
    /// </summary>
    public async Task<string> PaceAsync(int perSecond, TimeSpan time)
    {
        const int Connections = 16;
        long first = Stopwatch.GetTimestamp(), next = -1, count = (long)(perSecond * time.TotalSeconds);
        LoadResult[] results = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            using ReviewConnection connection = await ReviewConnection.OpenAsync(port);
            var result = new LoadResult();
            for (long i; (i = Interlocked.Increment(ref next)) < count;)
            {
                TimeSpan due = TimeSpan.FromSeconds((double)i / perSecond), wait = due - Stopwatch.GetElapsedTime(first);
                // Timers tick in milliseconds: the rest of one is taken as the moment when it was due.
                if (wait > TimeSpan.FromMilliseconds(1))
                    await Task.Delay(wait);
                TimeSpan start = Stopwatch.GetElapsedTime(first) is var now && now - due < TimeSpan.FromMilliseconds(2) ? now : due;
                bool isAnswered = await connection.AskAsync(requests[i % requests.Length]);
                result.Add(isAnswered, Stopwatch.GetElapsedTime(first) - start);
            }
            return result;
        })));
        return $"{perSecond} a second: {LoadResult.Sum(results).ToString(Stopwatch.GetElapsedTime(first))}";
    }

    /// <summary>Opens connections that ask nothing. Returns how many are open.</summary>
    public async Task<int> HoldAsync(int connections)
    {
        while (held.Count < connections)
            held.AddRange(await Task.WhenAll(Enumerable.Range(0, Math.Min(50, connections - held.Count)).Select(_ => ReviewConnection.OpenAsync(port))));
        return held.Count;
    }

    /// <summary>Asks on each connection that is held. Returns how many answer.</summary>
    public async Task<int> AskHeldAsync()
    {
        int answered = 0;
        foreach (ReviewConnection connection in held)
        {
            answered += await connection.AskAsync(requests[0]) ? 1 : 0;
            connection.Dispose();
        }
        return answered;
    }

    private static byte[] Request(string review)
    {
        byte[] body = Encoding.UTF8.GetBytes(review);
        const string Head = "POST /validate?timeout=5s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
        return [.. Encoding.ASCII.GetBytes($"{Head}Content-Length: {body.Length}\r\n\r\n"), .. body];
    }
}
