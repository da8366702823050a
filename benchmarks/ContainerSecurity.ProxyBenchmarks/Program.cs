using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using ContainerSecurity.ProxyBenchmarks;

// ENGINE is the path of an engine's socket, IMAGE an image with a shell.
switch (args)
{
    case ["list", var engine, var image, var containers]:
        await ListAsync(engine, image, int.Parse(containers, CultureInfo.InvariantCulture)).ConfigureAwait(false);
        return 0;
    case ["archive", var engine, var image]:
        await ArchiveAsync(engine, image).ConfigureAwait(false);
        return 0;
    case ["logs", var engine, var image, var followers, var seconds]:
        await LogsAsync(engine, image, int.Parse(followers, CultureInfo.InvariantCulture), int.Parse(seconds, CultureInfo.InvariantCulture))
            .ConfigureAwait(false);
        return 0;
    case ["plugin"]:
        await PluginQuestions.RunAsync().ConfigureAwait(false);
        return 0;
    default:
        Console.Error.WriteLine("plugin | list ENGINE IMAGE CONTAINERS | archive ENGINE IMAGE | logs ENGINE IMAGE FOLLOWERS SECONDS");
        return 2;
}

// GET /containers/json by turns over the relay and through the proxy, in blocks.
static async Task ListAsync(string engine, string image, int containers)
{
    const int Blocks = 60, Size = 50;
    await using Doors doors = await Doors.OpenAsync(engine).ConfigureAwait(false);
    var ids = new List<string>();
    for (int i = 0; i < containers; i++)
        ids.Add(await CreateAsync(doors.Team, image, "true").ConfigureAwait(false));
    // The proxy narrows a team's question to its label; the relay is asked the same, so that the engine does the same work.
    string narrowed = "/v1.41/containers/json?all=1&filters=" + Uri.EscapeDataString("{\"label\":[\"io.containersecurity.team=alpha\"]}"),
        whole = "/v1.41/containers/json?all=1";
    (string Name, HttpClient Client, string Target, List<double> Times)[] ways =
    [
        ("engine", doors.Engine, narrowed, []), ("relay", doors.Relay, narrowed, []), ("proxy, team", doors.Team, whole, []),
        ("relay, all", doors.Relay, whole, []), ("proxy, administrator", doors.Administrator, whole, []),
    ];
    for (int block = 0; block < Blocks; block++)
    {
        foreach ((_, HttpClient client, string target, List<double> times) in ways)
        {
            for (int i = 0; i < Size; i++)
            {
                long start = Stopwatch.GetTimestamp();
                await client.GetByteArrayAsync(new Uri(target, UriKind.Relative)).ConfigureAwait(false);
                // The first blocks compile.
                if (block >= 10)
                    times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            }
        }
    }
    foreach ((string name, _, _, List<double> times) in ways)
    {
        times.Sort();
        Console.WriteLine($"{name,-22} median {times[times.Count / 2],8:F0} µs   p99 {times[times.Count * 99 / 100],8:F0} µs");
    }
    foreach (string id in ids)
        (await doors.Engine.DeleteAsync(new Uri($"/v1.41/containers/{id}?force=1", UriKind.Relative)).ConfigureAwait(false)).Dispose();
}

// A save and a load of the image, by turns.
static async Task ArchiveAsync(string engine, string image)
{
    await using Doors doors = await Doors.OpenAsync(engine).ConfigureAwait(false);
    string file = Path.GetTempFileName();
    await using (FileStream archive = File.Create(file))
    await using (Stream saved = await doors.Engine.GetStreamAsync(new Uri($"/v1.41/images/{image}/get", UriKind.Relative)).ConfigureAwait(false))
        await saved.CopyToAsync(archive).ConfigureAwait(false);
    double megabytes = new FileInfo(file).Length / 1e6;
    for (int round = 0; round < 5; round++)
    {
        foreach ((string name, HttpClient client) in ((string, HttpClient)[])[("engine", doors.Engine), ("relay", doors.Relay), ("proxy", doors.Administrator)])
        {
            long start = Stopwatch.GetTimestamp();
            await using (Stream saved = await client.GetStreamAsync(new Uri($"/v1.41/images/{image}/get", UriKind.Relative)).ConfigureAwait(false))
                await saved.CopyToAsync(Stream.Null).ConfigureAwait(false);
            double save = megabytes / Stopwatch.GetElapsedTime(start).TotalSeconds;
            start = Stopwatch.GetTimestamp();
            await using FileStream archive = File.OpenRead(file);
            using var content = new StreamContent(archive, 64 * 1024);
            content.Headers.ContentType = new("application/x-tar");
            using HttpResponseMessage loaded = await client.PostAsync(new Uri("/v1.41/images/load", UriKind.Relative), content).ConfigureAwait(false);
            loaded.EnsureSuccessStatusCode();
            Console.WriteLine($"{name,-8} save {save,6:F0} MB/s   load {megabytes / Stopwatch.GetElapsedTime(start).TotalSeconds,6:F0} MB/s");
        }
    }
    File.Delete(file);
}

// Many followers of one container's output; afterwards all sockets have to be gone.
static async Task LogsAsync(string engine, string image, int followers, int seconds)
{
    await using Doors doors = await Doors.OpenAsync(engine).ConfigureAwait(false);
    string id = await CreateAsync(doors.Team, image, "while true; do echo line; sleep 1; done").ConfigureAwait(false);
    (await doors.Team.PostAsync(new Uri($"/v1.41/containers/{id}/start", UriKind.Relative), null).ConfigureAwait(false)).EnsureSuccessStatusCode().Dispose();
    Report("before");
    using var ended = new CancellationTokenSource();
    long bytes = 0;
    Task[] readers = [.. Enumerable.Range(0, followers).Select(_ => Task.Run(async () =>
    {
        await using Stream logs = await doors.Team.GetStreamAsync(new Uri($"/v1.41/containers/{id}/logs?follow=1&stdout=1", UriKind.Relative), ended.Token)
            .ConfigureAwait(false);
        byte[] buffer = new byte[256];
        for (int read; (read = await logs.ReadAsync(buffer, ended.Token).ConfigureAwait(false)) > 0;)
            Interlocked.Add(ref bytes, read);
    }))];
    for (int i = 0; i < 4; i++)
    {
        await Task.Delay(TimeSpan.FromSeconds(seconds / 4.0)).ConfigureAwait(false);
        Report($"{Interlocked.Read(ref bytes)} bytes read");
    }
    await ended.CancelAsync().ConfigureAwait(false);
    await Task.WhenAll(readers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    await Task.Delay(TimeSpan.FromSeconds(5)).ConfigureAwait(false);
    Report("after");
    (await doors.Engine.DeleteAsync(new Uri($"/v1.41/containers/{id}?force=1", UriKind.Relative)).ConfigureAwait(false)).Dispose();
}

static void Report(string when)
{
    GC.Collect();
    int sockets = Directory.EnumerateFiles("/proc/self/fd").Count(f => new FileInfo(f).LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) == true);
    Console.WriteLine($"{when,-24} {Environment.WorkingSet / 1024 / 1024,5} MB, {sockets,5} sockets (the followers' own ones among them)");
}

static async Task<string> CreateAsync(HttpClient client, string image, string command)
{
    using HttpResponseMessage created = await client
        .PostAsJsonAsync(new Uri("/v1.41/containers/create", UriKind.Relative), new { Image = image, Cmd = new[] { "/bin/sh", "-c", command } })
            .ConfigureAwait(false);
    string answer = await created.Content.ReadAsStringAsync().ConfigureAwait(false);
    return created.IsSuccessStatusCode ? JsonDocument.Parse(answer).RootElement.GetProperty("Id").GetString()! : throw new InvalidOperationException(answer);
}
