namespace ContainerSecurity.Analyzers.Tests;

/// <summary>Bodies of Docker's create call, by both packages of the client.</summary>
public class DockerTests
{
    [Test]
    public Task Create_body_is_judged_as_a_container() => Code.OfDocker("""
        async Task M(IDockerClient client) => await client.Containers.CreateContainerAsync(new CreateContainerParameters
        {
            {|CSEC1001:Image = "nginx:latest"|},
            {|CSEC2003:{|CSEC2004:User = "root"|}|},
            Env = new List<string> { {|CSEC4002:"DB_PASSWORD=not-a-real-one"|}, "TZ=UTC" },
            HostConfig = new HostConfig
            {
                {|CSEC2001:Privileged = true|},
                CapAdd = new List<string> { {|CSEC2006:"SYS_ADMIN"|} },
                {|CSEC3001:NetworkMode = "host"|},
                {|CSEC3002:PidMode = "host"|},
                {|CSEC3003:IpcMode = "host"|},
                SecurityOpt = new List<string> { "no-new-privileges", {|CSEC2009:"seccomp=unconfined"|} },
            },
        });
        """);

    [TestCase("""object M() => new HostConfig { Binds = new List<string> { {|CSEC3006:"/var/run/docker.sock:/var/run/docker.sock"|} } };""")]
    [TestCase("""object M() => new HostConfig { Binds = new[] { {|CSEC3005:"/etc:/host:ro"|} } };""")]
    [TestCase("""static readonly Mount Shared = new Mount { Type = "bind", {|CSEC3006:Source = "/var/run/docker.sock"|}, Target = "/s", ReadOnly = true };""")]
    [TestCase("""void M(HostConfig host) { {|CSEC2001:host.Privileged = true|}; host.CapAdd.Add({|CSEC2006:"NET_ADMIN"|}); }""")]
    [TestCase("""void M(CreateContainerParameters create) { {|CSEC3001:create.HostConfig.NetworkMode = "host"|}; }""")]
    [TestCase("""object M() { var host = new HostConfig(); {|CSEC2001:host.Privileged = true|}; return new CreateContainerParameters { Image = "registry.example/web:1.0", HostConfig = host }; }""")]
    public Task Fragment_is_judged_where_it_is_written(string members) => Code.OfDocker(members);

    [TestCase("""object M(string mode) => new HostConfig { Privileged = false, NetworkMode = mode, Binds = new List<string> { "data:/data" } };""")]
    [TestCase("""object M() => new HostConfig { NetworkMode = "bridge", PidMode = "container:web", CapDrop = new List<string> { "ALL" }, CapAdd = new List<string> { "NET_BIND_SERVICE" } };""")]
    [TestCase("""object M() => new Uri("unix:///var/run/docker.sock");""")]
    [TestCase("""object M() => new Mount { Type = "volume", Source = "data", Target = "/data" };""")]
    public Task Look_alike_is_silent(string members) => Code.OfDocker(members);

    [Test]
    public Task Missing_hardening_is_a_suggestion_at_the_body() => Code.OfDocker("""
        async Task M(IDockerClient client) => await client.Containers.CreateContainerAsync({|CSEC2002:new CreateContainerParameters|}
        {
            Image = "registry.example/web:1.0",
            HostConfig = new HostConfig { ReadonlyRootfs = true, Memory = 64 << 20, CapDrop = ["ALL"] },
        });
        """, withSuggestions: true);

    [TestCase("""object M() => new CreateContainerParameters(new Config { {|CSEC1001:Image = "redis"|} }) { HostConfig = new HostConfig { {|CSEC2001:Privileged = true|} } };""")]
    [TestCase("""object M() { var config = new Config { {|CSEC1001:Image = "redis"|} }; return new CreateContainerParameters(config) { HostConfig = new HostConfig { {|CSEC3001:NetworkMode = "host"|} } }; }""")]
    public Task Settings_that_a_constructor_copies_are_judged(string members) => new Code(Code.Class("Docker.DotNet", members), Code.Docker).RunAsync();
}
