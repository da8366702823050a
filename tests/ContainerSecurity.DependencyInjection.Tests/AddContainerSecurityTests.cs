using System.Collections.Concurrent;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules;
using ContainerSecurity.Secrets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace ContainerSecurity.DependencyInjection.Tests;

public class AddContainerSecurityTests
{
    private const string Pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {hostNetwork: true, containers: [{name: app, image: registry.example/web:1.0, securityContext: {privileged: true}}]}";
    private const string OnlyPrivileged = "kind: Policy\nprofile: none\nmetadata: {name: first}\nrules: {privileged-container: true}";
    private const string OnlyHostNetwork = "kind: Policy\nprofile: none\nmetadata: {name: second}\nrules: {host-network: true}";
    private const string Wrong = "kind: Policy\nrules: {no-such-rule: true}";
    private string folder = null!;

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("csec-di-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Plain_collection_of_services_gives_an_engine()
    {
        using ServiceProvider services = Build(s => s.AddContainerSecurity(o => o.Profile = Profile.Baseline));

        Assert.Multiple(() =>
        {
            Assert.That(Rules(services.GetRequiredService<IPolicyEngine>()), Is.EqualTo(new[] { "host-network", "privileged-container" }));
            Assert.That(services.GetRequiredService<SecretDetector>().Patterns, Is.Not.Empty);
        });
    }

    [Test]
    public void Engine_is_one_for_all() =>
        Assert.That(Build(s => s.AddContainerSecurity()) is var services && ReferenceEquals(services.GetRequiredService<IPolicyEngine>(), services.CreateScope()
            .ServiceProvider.GetRequiredService<IPolicyEngine>()), Is.True);

    [Test]
    public void Policies_come_from_files_the_later_over_the_earlier()
    {
        using ServiceProvider services = Build(s => s.AddContainerSecurity(o =>
        {
            o.PolicyFiles.Add(File("a.yaml", OnlyPrivileged));
            o.PolicyFiles.Add(File("b.yaml", "kind: Policy\nrules: {host-network: true}"));
        }));

        Assert.That(Rules(services.GetRequiredService<IPolicyEngine>()), Is.EqualTo(new[] { "host-network", "privileged-container" }));
    }

    [Test]
    public void Policies_come_from_the_configuration()
    {
        IConfiguration configuration = Configuration(new()
        {
            ["Security:Policy:profile"] = "none",
            ["Security:Policy:rules:privileged-container:severity"] = "low",
            ["Security:Policy:rules:host-network"] = "true",
            ["Security:Policy:exclude:namespaces:0"] = "kube-system",
            ["Security:DenyFrom"] = "critical",
        });
        using ServiceProvider services = Build(s => s.AddContainerSecurity(configuration.GetSection("Security")));

        Assert.Multiple(() =>
        {
            Assert.That(Rules(services.GetRequiredService<IPolicyEngine>()), Is.EqualTo(new[] { "host-network", "privileged-container" }));
            Assert.That(services.GetRequiredService<IPolicyEngine>().Evaluate(Pod, "a.yaml").Denying, Is.Empty);
            Assert.That(services.GetRequiredService<IPolicyEngine>()
                .Evaluate(Pod.Replace("{name: web}", "{name: web, namespace: kube-system}", StringComparison.Ordinal), "a.yaml").Findings, Is.Empty);
        });
    }

    [TestCase("Security:Profil", "baseline", "There is no setting 'Security:Profil'")]
    [TestCase("Security:Profile", "strict", "'Security:Profile' is 'strict'. Allowed: None, Baseline")]
    [TestCase("Security:ReloadInterval", "soon", "'Security:ReloadInterval' is 'soon'")]
    [TestCase("Security:ReloadInterval", "00:00:00.1", "it must be from 1 second to 1 day")]
    [TestCase("Security:AllowNotEvaluated", "perhaps", "'Security:AllowNotEvaluated' is 'perhaps'")]
    [TestCase("Security:Policy:rules:no-such-rule", "true", "There is no rule 'no-such-rule'")]
    [TestCase("Security:PolicyFiles:0", "/no/such/policy.yaml", "'/no/such/policy.yaml' cannot be read")]
    [TestCase("Security:KubernetesVersion", "new", "'new' is no Kubernetes version")]
    public void Host_with_wrong_options_does_not_start(string key, string value, string problem)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddContainerSecurity(Configuration(new() { [key] = value }).GetSection("Security"));
        using IHost host = builder.Build();

        Assert.That(() => host.StartAsync(), Throws.TypeOf<OptionsValidationException>().With.Message.Contains(problem));
    }

    [Test]
    public void Engine_without_a_host_refuses_wrong_options_at_its_first_use()
    {
        using ServiceProvider services = Build(s => s.AddContainerSecurity(o => o.PolicyFiles.Add(File("a.yaml", Wrong))));

        Assert.That(() => services.GetRequiredService<IPolicyEngine>().Evaluate(Pod, "a.yaml"), Throws.TypeOf<OptionsValidationException>());
    }

    [Test]
    public void Rules_of_the_container_of_services_may_ask_for_services()
    {
        using ServiceProvider services = Build(s =>
        {
            s.AddSingleton(new Teams(["web"]));
            s.AddContainerSecurity(o => o.Profile = Profile.None).AddRule<KnownTeam>();
        });

        Assert.That(services.GetRequiredService<IPolicyEngine>().Evaluate(Pod, "a.yaml").Findings.Single().Finding.Message, Is.EqualTo("web is known"));
    }

    [Test]
    public void Named_policies_stand_beside_each_other_as_keyed_services()
    {
        using ServiceProvider services = Build(s =>
        {
            s.AddContainerSecurity("test", o => o.PolicyFiles.Add(File("a.yaml", OnlyPrivileged)));
            s.AddContainerSecurity("production", o => o.PolicyFiles.Add(File("b.yaml", OnlyHostNetwork)));
            s.AddSingleton(p => new Door(p.GetRequiredKeyedService<IPolicyEngine>("production")));
        });

        Assert.Multiple(() =>
        {
            Assert.That(Rules(services.GetRequiredKeyedService<IPolicyEngine>("test")), Is.EqualTo(new[] { "privileged-container" }));
            Assert.That(Rules(services.GetRequiredService<Door>().Engine), Is.EqualTo(new[] { "host-network" }));
            Assert.That(services.GetService<IPolicyEngine>(), Is.Null);
        });
    }

    [Test]
    public void Changed_file_is_taken_in()
    {
        var time = new FakeTimeProvider();
        string file = File("policy.yaml", OnlyPrivileged);
        using ServiceProvider services = Build(s => s.AddSingleton<TimeProvider>(time).AddContainerSecurity(o => o.PolicyFiles.Add(file)));
        var engine = services.GetRequiredService<IPolicyEngine>();
        PolicyEngine before = engine.Current;

        time.Advance(TimeSpan.FromSeconds(10));
        Assert.That(engine.Current, Is.SameAs(before));
        System.IO.File.WriteAllText(file, OnlyHostNetwork);
        time.Advance(TimeSpan.FromSeconds(10));

        Assert.That(Rules(engine), Is.EqualTo(new[] { "host-network" }));
    }

    [Test]
    public void File_that_is_new_in_a_folder_is_taken_in()
    {
        var time = new FakeTimeProvider();
        File("a.yaml", OnlyPrivileged);
        using ServiceProvider services = Build(s => s.AddSingleton<TimeProvider>(time).AddContainerSecurity(o => o.PolicyFiles.Add(folder)));
        var engine = services.GetRequiredService<IPolicyEngine>();
        Assert.That(Rules(engine), Is.EqualTo(new[] { "privileged-container" }));

        File("b.yaml", "kind: Policy\nrules: {host-network: true}");
        time.Advance(TimeSpan.FromSeconds(10));

        Assert.That(Rules(engine), Is.EqualTo(new[] { "host-network", "privileged-container" }));
    }

    [Test]
    public async Task Wrong_new_policy_keeps_the_one_before_and_is_logged_once_and_reported_as_degraded()
    {
        var time = new FakeTimeProvider();
        var log = new ErrorLog();
        string file = File("policy.yaml", OnlyPrivileged);
        using ServiceProvider services = Build(s =>
        {
            s.AddLogging(l => l.AddProvider(log));
            s.AddSingleton<TimeProvider>(time).AddContainerSecurity(o => o.PolicyFiles.Add(file));
            s.AddHealthChecks().AddContainerSecurity();
        });
        var engine = services.GetRequiredService<IPolicyEngine>();
        var health = services.GetRequiredService<HealthCheckService>();
        Assert.That((await health.CheckHealthAsync()).Status, Is.EqualTo(HealthStatus.Healthy));

        System.IO.File.WriteAllText(file, Wrong);
        time.Advance(TimeSpan.FromSeconds(10));
        time.Advance(TimeSpan.FromSeconds(10));
        HealthReport degraded = await health.CheckHealthAsync();

        Assert.Multiple(() =>
        {
            Assert.That(Rules(engine), Is.EqualTo(new[] { "privileged-container" }));
            Assert.That(log.Errors.Single(), Does.Contain("no-such-rule"));
            Assert.That(degraded.Status, Is.EqualTo(HealthStatus.Degraded));
        });

        System.IO.File.WriteAllText(file, OnlyHostNetwork);
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.That((await health.CheckHealthAsync()).Status, Is.EqualTo(HealthStatus.Healthy));
        Assert.That(Rules(engine), Is.EqualTo(new[] { "host-network" }));
    }

    [Test]
    public async Task Missing_policy_is_unhealthy()
    {
        using ServiceProvider services = Build(s =>
        {
            s.AddLogging();
            s.AddContainerSecurity(o => o.PolicyFiles.Add("/no/such/policy.yaml"));
            s.AddHealthChecks().AddContainerSecurity();
        });

        Assert.That((await services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Status, Is.EqualTo(HealthStatus.Unhealthy));
    }

    [Test]
    public void Changed_configuration_is_taken_in_and_a_wrong_one_is_not()
    {
        IConfigurationRoot configuration =
            Configuration(new() { ["Security:Policy:profile"] = "none", ["Security:Policy:rules:privileged-container"] = "true" });
        using ServiceProvider services = Build(s => s.AddContainerSecurity(configuration.GetSection("Security")));
        var engine = services.GetRequiredService<IPolicyEngine>();
        Assert.That(Rules(engine), Is.EqualTo(new[] { "privileged-container" }));

        configuration["Security:Policy:rules:host-network"] = "true";
        configuration.Reload();
        Assert.That(Rules(engine), Is.EqualTo(new[] { "host-network", "privileged-container" }));

        configuration["Security:Policy:rules:no-such-rule"] = "true";
        Assert.That(() => configuration.Reload(), Throws.Nothing);
        Assert.That(Rules(engine), Is.EqualTo(new[] { "host-network", "privileged-container" }));
    }

    [Test]
    public async Task No_request_sees_two_policies_while_they_change_and_none_fails()
    {
        var time = new FakeTimeProvider();
        string file = File("policy.yaml", OnlyPrivileged);
        using ServiceProvider services = Build(s => s.AddSingleton<TimeProvider>(time).AddContainerSecurity(o => o.PolicyFiles.Add(file)));
        var engine = services.GetRequiredService<IPolicyEngine>();
        Assert.That(engine.Current, Is.Not.Null, "the first policy is in use before the file changes");
        var seen = new ConcurrentDictionary<string, int>();
        using var stop = new CancellationTokenSource();
        Task[] callers =
        [
            .. Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    Decision decision = await engine.EvaluateAsync(new EvaluationRequest(Sources.Source.FromText("a.yaml", Pod)));
                    seen.AddOrUpdate(string.Join(',', decision.Findings.Select(f => f.Finding.Rule.Slug)), 1, (_, n) => n + 1);
                }
            })),
        ];

        for (int i = 0; i < 60; i++)
        {
            string[] texts = [OnlyHostNetwork, Wrong, OnlyPrivileged];
            System.IO.File.WriteAllText(file, texts[i % 3]);
            time.Advance(TimeSpan.FromSeconds(10));
            await Task.Delay(2);
        }
        await stop.CancelAsync();
        await Task.WhenAll(callers);

        Assert.That(seen.Keys, Is.EquivalentTo(new[] { "privileged-container", "host-network" }));
    }

    [Test]
    public void Clock_is_that_of_the_services()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
        const string Waiving = OnlyPrivileged + "\nwaivers: [{rule: CSEC2001, reason: drives disks, expires: 2030-01-15}]";
        using ServiceProvider services = Build(s => s.AddSingleton<TimeProvider>(time).AddContainerSecurity(o => o.PolicyFiles.Add(File("a.yaml", Waiving))));
        var engine = services.GetRequiredService<IPolicyEngine>();

        Assert.That(engine.Evaluate(Pod, "a.yaml").Findings.Single().Waived, Is.EqualTo("drives disks"));
        time.Advance(TimeSpan.FromDays(30));
        Assert.That(engine.Evaluate(Pod, "a.yaml").Findings.Select(f => f.Waived), Has.Some.Null);
    }

    private static ServiceProvider Build(Action<IServiceCollection> add)
    {
        var services = new ServiceCollection();
        add(services);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }

    private static IEnumerable<string> Rules(IPolicyEngine engine) =>
        engine.Evaluate(Pod, "a.yaml").Findings.Select(f => f.Finding.Rule.Slug).Order(StringComparer.Ordinal);

    private static IConfigurationRoot Configuration(Dictionary<string, string?> values) => new ConfigurationBuilder().AddInMemoryCollection(values).Build();

    private string File(string name, string text)
    {
        string path = Path.Combine(folder, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    private sealed record Teams(IReadOnlyList<string> Names);

    private sealed record Door(IPolicyEngine Engine);

    private sealed class KnownTeam(Teams teams) : Rule(new("ACME0001", "known-team", Severity.Low, "Team", "Nothing.")), IJudges<Workload>
    {
        public void Judge(Workload resource, RuleContext context) =>
            context.Report(resource, $"{teams.Names.Single(n => n == resource.Identity.Name)} is known");
    }

    private sealed class ErrorLog : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> errors = new();

        public IReadOnlyCollection<string> Errors => errors;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel >= LogLevel.Error)
                errors.Enqueue(formatter(state, exception));
        }

        void IDisposable.Dispose()
        {
        }
    }
}
