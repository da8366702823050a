using ContainerSecurity.Access;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace ContainerSecurity.DependencyInjection.Tests;

public class AddRbacTests
{
    private string file = null!;

    [SetUp]
    public void MakeFile() => file = Path.GetTempFileName();

    [TearDown]
    public void RemoveFile() => File.Delete(file);

    [Test]
    public async Task Manifests_say_who_may_do_what_and_how_far_that_leads()
    {
        Give("ann");
        using ServiceProvider services = Build(s => s.AddContainerSecurity().AddRbac(o => o.Files.Add(file)));
        IRbacReader reader = services.GetRequiredService<IRbacReader>();

        Assert.Multiple(async () =>
        {
            Assert.That(await MayAsync(reader, "ann"), Is.True);
            Assert.That(await MayAsync(reader, "bob"), Is.False);
            Assert.That((await reader.ReadPathsAsync()).Authorizer, Is.SameAs(await reader.ReadAsync()));
        });
    }

    [Test]
    public async Task Each_policy_has_its_own_manifests()
    {
        Give("ann");
        string other = Path.GetTempFileName();
        await File.WriteAllTextAsync(other, Text("bob"));
        using ServiceProvider services = Build(s =>
        {
            s.AddContainerSecurity("test", _ => { }).AddRbac(o => o.Files.Add(file));
            s.AddContainerSecurity("production", _ => { }).AddRbac(o => o.Files.Add(other));
        });

        Assert.Multiple(async () =>
        {
            Assert.That(await MayAsync(services.GetRequiredKeyedService<IRbacReader>("test"), "ann"), Is.True);
            Assert.That(await MayAsync(services.GetRequiredKeyedService<IRbacReader>("production"), "ann"), Is.False);
        });
        File.Delete(other);
    }

    [Test]
    public async Task Changed_manifests_are_taken_in_when_the_old_ones_have_aged_and_wrong_ones_are_not()
    {
        Give("ann");
        var time = new FakeTimeProvider();
        using ServiceProvider services = Build(s =>
        {
            s.AddSingleton<TimeProvider>(time);
            s.AddContainerSecurity().AddRbac(o => o.Files.Add(file));
        });
        IRbacReader reader = services.GetRequiredService<IRbacReader>();
        Assert.That(await MayAsync(reader, "bob"), Is.False);

        Give("bob");
        Assert.That(await MayAsync(reader, "bob"), Is.False, "what was read is not old yet");
        time.Advance(TimeSpan.FromSeconds(11));
        Assert.That(await MayAsync(reader, "bob"), Is.True);

        await File.WriteAllTextAsync(file, "kind: [");
        time.Advance(TimeSpan.FromSeconds(11));
        Assert.That(await MayAsync(reader, "bob"), Is.True);
    }

    [TestCase("kind: [")]
    [TestCase("")]
    public async Task Wrong_manifests_keep_the_application_from_starting(string text)
    {
        await File.WriteAllTextAsync(file, text);
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddContainerSecurity().AddRbac(o => o.Files.Add(file));
        using IHost host = builder.Build();

        Assert.That(() => host.StartAsync(), Throws.InstanceOf<OptionsValidationException>().With.Message.Contains(file));
    }

    [Test]
    public void Manifests_must_be_named()
    {
        using ServiceProvider services = Build(s => s.AddContainerSecurity().AddRbac(_ => { }));

        Assert.That(() => services.GetRequiredService<IRbacReader>().ReadAsync(), Throws.InstanceOf<OptionsValidationException>()
            .With.Message.Contains("Files"));
    }

    private void Give(string user) => File.WriteAllText(file, Text(user));

    private static string Text(string user) => $$"""
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: nodes}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
        subjects: [{kind: User, apiGroup: rbac.authorization.k8s.io, name: '{{user}}'}]
        """;

    private static async Task<bool> MayAsync(IRbacReader reader, string user) =>
        (await reader.ReadAsync()).Can(new RbacRequest { User = RbacUser.Named(user), Verb = "get", Resource = "nodes" }).IsAllowed;

    private static ServiceProvider Build(Action<IServiceCollection> add)
    {
        var services = new ServiceCollection();
        add(services);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }
}
