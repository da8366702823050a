using System.Security.Claims;
using ContainerSecurity.AspNetCore.Docker;
using ContainerSecurity.AspNetCore.Docker.Identity;
using ContainerSecurity.AspNetCore.Tests.Engine;
using ContainerSecurity.Docker.Access;
using ContainerSecurity.Docker.Endpoints;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ContainerSecurity.AspNetCore.Tests.Hosting;

/// <summary>What is wrong with the options is said at the start, and an app can guard its own endpoints by the same access policy.</summary>
[TestFixture]
public class HostingTests
{
    [TestCase("http://docker", "neither unix:///path nor tcp://host:port")]
    [TestCase("unix://relative/path", "three slashes")]
    [TestCase("tcp://docker", "no port")]
    [TestCase("tcp://docker:1/path", "has a path")]
    public void A_wrong_address_of_the_engine_is_told_at_the_start(string address, string message) =>
        Assert.That(() => StartAsync(o => o.Policy = GuardedEngine.Teams, o => o.Engine.Address = new Uri(address)), Refused(message));

    [Test]
    public void No_access_policy_two_and_one_with_a_mistake_are_told_at_the_start()
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("access-").FullName, "access.yaml");
        File.WriteAllText(file, "kind: DockerAccessPolicy\ngrants:\n- { role: ful, users: [a] }\n");
        Assert.Multiple(() =>
        {
            Assert.That(() => StartAsync(_ => { }, _ => { }), Refused("give the access policy"));
            Assert.That(() => StartAsync(o => (o.Policy, o.File) = (GuardedEngine.Teams, file), _ => { }), Refused("given twice"));
            Assert.That(() => StartAsync(o => o.File = file, _ => { }), Refused($"{file}:3"));
            Assert.That(() => StartAsync(o => o.File = file + ".absent", _ => { }), Refused("cannot be read"));
        });
    }

    [Test]
    public void A_fingerprint_that_is_none_is_told_at_the_start()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddDockerAccess(o => o.Policy = GuardedEngine.Teams);
        builder.Services.AddDockerAuthorizationPlugin(o => o.ProxyCertificates.Add("CN=the proxy"));
        Assert.That(async () =>
        {
            await using WebApplication app = builder.Build();
            await app.StartAsync();
        }, Refused("64 hexadecimal digits"));
    }

    [TestCase("alice", "container.logs", "alpha", true)]
    [TestCase("alice", "container.logs", "beta", false)]
    [TestCase("nobody", "container.logs", "alpha", false)]
    [TestCase("root", "container.logs", "beta", true)]
    public async Task A_requirement_is_met_by_who_may_do_the_action_on_the_object(string user, string action, string team, bool isMet)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddAuthorization().AddDockerAccess(o => o.Policy = GuardedEngine.Teams);
        await using ServiceProvider provider = services.BuildServiceProvider();
        var target = new DockerObject(DockerObjectKind.Container, "1")
        {
            Labels = new Dictionary<string, string>
            { [DockerAccessPolicy.DefaultOwnerLabel] = team }
        };
        var principal = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, user),
            new Claim(ClaimTypes.Role, user == "alice" ? "alpha-people" : "none")], "test"));
        AuthorizationResult result = await provider.GetRequiredService<IAuthorizationService>()
            .AuthorizeAsync(principal, target, new ContainerActionRequirement(action));
        Assert.Multiple(() =>
        {
            Assert.That(result.Succeeded, Is.EqualTo(isMet));
            Assert.That(isMet || result.Failure!.FailureReasons.Any(r => r.Message.Length > 0));
        });
    }

    [Test]
    public async Task A_user_whom_no_scheme_has_established_meets_no_requirement()
    {
        var services = new ServiceCollection();
        services.AddLogging().AddAuthorization().AddDockerAccess(o => o.Policy = GuardedEngine.Teams);
        await using ServiceProvider provider = services.BuildServiceProvider();
        var principal = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "root")]));
        Assert.That((await provider.GetRequiredService<IAuthorizationService>()
            .AuthorizeAsync(principal, null, new ContainerActionRequirement("container.list"))).Succeeded, Is.False);
    }

    [Test]
    public void A_requirement_of_no_action_is_a_mistake_of_the_programmer() =>
        Assert.That(() => new ContainerActionRequirement("container.fly"), Throws.ArgumentException);

    [Test]
    public void A_unix_peer_has_its_name_and_its_groups()
    {
        string folder = Directory.CreateTempSubdirectory("etc-").FullName, passwd = Path.Combine(folder, "passwd"), group = Path.Combine(folder, "group");
        File.WriteAllText(passwd, "root:x:0:0:root:/root:/bin/sh\nbroken\nalice:x:1000:1000::/home/alice:/bin/sh\n");
        File.WriteAllText(group, "root:x:0:\nalice:x:1000:\nalpha:x:2000:bob,alice\nbeta:x:2001:bob\n");
        Assert.Multiple(() =>
        {
            Assert.That(UnixPeer.Named(1000, 1000, passwd, group), Has.Property("Name").EqualTo("alice"));
            Assert.That(UnixPeer.Named(1000, 1000, passwd, group)!.Groups, Is.EqualTo(new[] { "alice", "alpha" }));
            Assert.That(UnixPeer.Named(1001, 1000, passwd, group), Is.Null);
            Assert.That(UnixPeer.Named(1000, 1000, passwd + ".absent", group), Is.Null);
        });
    }

    private static NUnit.Framework.Constraints.ContainsConstraint Refused(string message) =>
        Throws.InstanceOf<OptionsValidationException>().With.Message.Contains(message);

    private static async Task StartAsync(Action<DockerAccessOptions> access, Action<DockerProxyOptions> proxy)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddDockerAccess(access).AddDockerProxy(proxy);
        using IHost host = builder.Build();
        await host.StartAsync();
    }
}
