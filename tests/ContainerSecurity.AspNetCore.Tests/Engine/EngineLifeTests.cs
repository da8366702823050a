namespace ContainerSecurity.AspNetCore.Tests.Engine;

/// <summary>What changes while requests come: the engine, and who may do what.</summary>
[TestFixture]
public class EngineLifeTests
{
    private GuardedEngine host = null!;
    private string file = "";

    [OneTimeSetUp]
    public async Task Start()
    {
        file = Path.Combine(Directory.CreateTempSubdirectory("access-").FullName, "access.yaml");
        await WriteAsync("full");
        host = await GuardedEngine.StartAsync(o => (o.File, o.ReloadInterval) = (file, TimeSpan.FromMilliseconds(100)));
    }

    [SetUp]
    public async Task Begin()
    {
        await WriteAsync("full");
        await UntilAsync(async () => (await host.Alice.RunAsync("ps")).ExitCode == 0);
        await host.Root.ShellAsync("ids=$(docker ps -aq); [ -z \"$ids\" ] || docker rm -f $ids");
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (host is not null)
            await host.DisposeAsync();
    }

    [Test]
    public async Task An_engine_that_was_started_again_is_served_again()
    {
        string id = await host.Alice.DoAsync("create", DockerEngine.Image, "true");
        await host.Engine.StopAsync();
        Assert.That((await host.Alice.RunAsync("ps")).Errors, Does.Contain("did not answer"));
        await host.Engine.RestartAsync();
        Assert.That(await host.Alice.DoAsync("ps", "-aq", "--no-trunc"), Is.EqualTo(id));
    }

    [Test]
    public async Task A_changed_file_holds_from_the_next_request_on_and_no_request_is_dropped_or_mixed()
    {
        using HttpClient alice = host.Client("alice"), bob = host.Client("bob");
        using var stopped = new CancellationTokenSource();
        int asked = 0;
        async Task AskAsync(HttpClient client, params int[] statuses)
        {
            while (!stopped.IsCancellationRequested)
            {
                using HttpResponseMessage answer = await client.GetAsync(new Uri("/v1.41/containers/json", UriKind.Relative));
                Interlocked.Increment(ref asked);
                Assert.That((int)answer.StatusCode, Is.AnyOf(statuses));
            }
        }
        // Beta's grant never changes; alpha's comes and goes.
        Task[] load = [.. Enumerable.Range(0, 4).Select(_ => AskAsync(bob, 200)), .. Enumerable.Range(0, 4).Select(_ => AskAsync(alice, 200, 403))];
        for (int i = 0; i < 5; i++)
        {
            await WriteAsync(null);
            await UntilAsync(async () => (await host.Alice.RunAsync("ps")).ExitCode != 0);
            await WriteAsync("full");
            await UntilAsync(async () => (await host.Alice.RunAsync("ps")).ExitCode == 0);
        }
        await stopped.CancelAsync();
        await Task.WhenAll(load);
        Assert.That(asked, Is.GreaterThan(50));
    }

    [Test]
    public async Task A_file_with_a_mistake_changes_nothing_and_is_told()
    {
        await File.WriteAllTextAsync(file, "kind: DockerAccessPolicy\ngrants:\n- role: unknown\n");
        await UntilAsync(() => Task.FromResult(host.Logs.Lines.Any(l => l.Contains("cannot be used", StringComparison.Ordinal))));
        Assert.Multiple(async () =>
        {
            Assert.That(host.Logs.Lines, Has.Some.Contains($"{file}:3"));
            Assert.That((await host.Alice.RunAsync("ps")).ExitCode, Is.Zero);
        });
    }

    [Test]
    public async Task A_team_s_limit_holds_for_creations_at_the_same_time()
    {
        await WriteAsync("full", containers: 3);
        await UntilAsync(async () =>
        {
            Outcome fourth = await host.Alice.ShellAsync($"docker create {DockerEngine.Image} true");
            return fourth.ExitCode != 0;
        });
        await host.Alice.ShellAsync("docker rm -f $(docker ps -aq)");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => host.Alice.RunAsync("create", DockerEngine.Image, "true")));
        Assert.That((await host.Alice.DoAsync("ps", "-aq")).Split('\n'), Has.Length.EqualTo(3));
    }

    private async Task WriteAsync(string? role, int? containers = null)
    {
        string text = $"""
            kind: DockerAccessPolicy
            teams:
              alpha: {"{"} users: [alice]{(containers is null ? "" : $", limits: {{ containers: {containers} }}")} {"}"}
              beta: {"{"} users: [bob] {"}"}
            grants:
            - {"{"} role: full, teams: [beta] {"}"}
            - {"{"} role: admin, users: [root], scopes: [everything] {"}"}
            {(role is null ? "" : $"- {{ name: alphas, role: {role}, teams: [alpha] }}")}
            """;
        // As editors and clusters do: the file is replaced whole.
        await File.WriteAllTextAsync(file + ".new", text);
        File.Move(file + ".new", file, overwrite: true);
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await condition())
            await Task.Delay(50, patience.Token);
    }
}
