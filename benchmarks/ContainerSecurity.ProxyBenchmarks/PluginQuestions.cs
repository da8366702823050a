using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using ContainerSecurity.AspNetCore.Docker;
using ContainerSecurity.Docker.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace ContainerSecurity.ProxyBenchmarks;

/// <summary>Asks the authorization plugin as an engine does, with many grants to decide by.</summary>
internal static class PluginQuestions
{
    private const int Grants = 1000, Count = 10_000, WarmUp = 2000;

    public static async Task RunAsync()
    {
        string socket = Path.Combine(Directory.CreateTempSubdirectory("plugin-").FullName, "plugin.sock");
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.ListenUnixSocket(socket, l => l.UseDockerAuthorizationPlugin()));
        builder.Services.AddDockerAccess(a => a.Policy = new DockerAccessPolicy
        {
            Teams = [.. Enumerable.Range(0, Grants).Select(i => new DockerTeam($"team-{i}") { Users = [$"user-{i}"] })],
            Grants =
            [
                .. Enumerable.Range(0, Grants).Select(i => new DockerGrant("full") { Name = $"grant-{i}", Teams = [$"team-{i}"] }),
                new DockerGrant("admin") { Users = ["root"], Scopes = [DockerScope.Everything] },
            ],
        });
        builder.Services.AddDockerAuthorizationPlugin();
        await using WebApplication app = builder.Build();
        app.MapDockerAuthorizationPlugin();
        await app.StartAsync().ConfigureAwait(false);

        var decisions = new List<double>(Count);
        using var listener = new MeterListener { InstrumentPublished = (i, l) => { if (i.Name == "containersecurity.docker.decision.duration") l.EnableMeasurementEvents(i); } };
        listener.SetMeasurementEventCallback<double>((_, seconds, _, _) => decisions.Add(seconds * 1e6));
        listener.Start();
        await AskAsync(socket, "GET", "/v1.41/containers/json", body: null, decisions).ConfigureAwait(false);
        await AskAsync(socket, "POST", "/v1.41/containers/create", "{\"Image\":\"local/busybox:1\",\"Cmd\":[\"true\"],\"HostConfig\":{\"Memory\":67108864}}",
            decisions).ConfigureAwait(false);
    }

    private static async Task AskAsync(string socket, string method, string uri, string? body, List<double> decisions)
    {
        using var client = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellationToken) =>
            {
                var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), cancellationToken).ConfigureAwait(false);
                return new NetworkStream(connection, ownsSocket: true);
            },
        });
        byte[] message = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object?>
        {
            ["User"] = "user-500",
            ["UserAuthNMethod"] = "TLS",
            ["RequestMethod"] = method,
            ["RequestUri"] = uri,
            ["RequestBody"] = body is null ? null : Convert.ToBase64String(Encoding.UTF8.GetBytes(body)),
            ["RequestHeaders"] = body is null
                ? []
                : new Dictionary<string, string> { ["Content-Type"] = "application/json", ["Content-Length"] = $"{body.Length}" },
        });
        var times = new List<double>(Count);
        for (int i = 0; i < WarmUp + Count; i++)
        {
            if (i == WarmUp)
                decisions.Clear();
            using var content = new ByteArrayContent(message);
            long start = Stopwatch.GetTimestamp();
            (await client.PostAsync(new Uri("http://plugin/AuthZPlugin.AuthZReq"), content).ConfigureAwait(false)).Dispose();
            if (i >= WarmUp)
                times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }
        times.Sort();
        decisions.Sort();
        Console.WriteLine($"{method,-4} {uri,-26} decision {decisions[decisions.Count / 2],6:F1} µs, p99 {decisions[decisions.Count * 99 / 100],6:F1} µs; the whole call {times[Count / 2],6:F0} µs, p99 {times[Count * 99 / 100],6:F0} µs");
    }
}
