namespace ContainerSecurity.Analyzers.Tests;

/// <summary>Containers in the words of others: Swarm's services and Pulumi's Docker provider.</summary>
public class OtherContainerTests
{
    private const string Pulumi = """
        namespace Pulumi
        {
            public class InputAttribute(string name) : System.Attribute { public string Name => name; }
            public class Input<T> { public static implicit operator Input<T>(T value) => null; }
            public class InputList<T> : System.Collections.IEnumerable
            {
                public void Add(params Input<T>[] items) { }
                public System.Collections.IEnumerator GetEnumerator() => null;
                public static implicit operator InputList<T>(T[] values) => null;
            }
        }
        namespace Pulumi.Docker.Inputs
        {
            public class ContainerVolumeArgs { [Input("hostPath")] public Input<string> HostPath { get; set; } [Input("containerPath")] public Input<string> ContainerPath { get; set; } [Input("readOnly")] public Input<bool> ReadOnly { get; set; } }
            public class ContainerCapabilitiesArgs { [Input("adds")] public InputList<string> Adds { get; set; } [Input("drops")] public InputList<string> Drops { get; set; } }
        }
        namespace Pulumi.Docker
        {
            using Pulumi.Docker.Inputs;
            public class ContainerArgs
            {
                [Input("image")] public Input<string> Image { get; set; }
                [Input("user")] public Input<string> User { get; set; }
                [Input("privileged")] public Input<bool> Privileged { get; set; }
                [Input("networkMode")] public Input<string> NetworkMode { get; set; }
                [Input("envs")] public InputList<string> Envs { get; set; }
                [Input("volumes")] public InputList<ContainerVolumeArgs> Volumes { get; set; }
                [Input("capabilities")] public Input<ContainerCapabilitiesArgs> Capabilities { get; set; }
            }
        }
        """;

    [Test]
    public Task Swarm_service_is_judged_as_a_container() => Code.OfDocker("""
        object M() => new ServiceSpec
        {
            TaskTemplate = new TaskSpec
            {
                ContainerSpec = new ContainerSpec
                {
                    {|CSEC1001:Image = "nginx:latest"|},
                    {|CSEC2003:{|CSEC2004:User = "root"|}|},
                    Env = new List<string> { {|CSEC4002:"DB_PASSWORD=not-a-real-one"|}, "TZ=UTC" },
                    Mounts = new List<Mount> { new Mount { Type = "bind", {|CSEC3006:Source = "/var/run/docker.sock"|}, Target = "/s", ReadOnly = true } },
                },
            },
        };
        """);

    [TestCase("""object M() => new ContainerSpec { {|CSEC2008:ReadOnly = false|} };""")]
    [TestCase("""object M() => new ContainerSpec { CapabilityAdd = new List<string> { {|CSEC2006:"SYS_ADMIN"|} } };""")]
    [TestCase("""object M() => new ContainerSpec { Image = "registry.example/web:1.0", ReadOnly = true, User = "1000", CapabilityAdd = new List<string> { "NET_BIND_SERVICE" } };""")]
    [TestCase("""object M(string image) => new ContainerSpec { Image = image, Mounts = new List<Mount> { new Mount { Type = "volume", Source = "data", Target = "/data" } } };""")]
    public Task Part_of_a_Swarm_service(string members) => Code.OfDocker(members);

    [TestCase("""object M() => new Privileges { Seccomp = new SeccompOpts { Mode = {|CSEC2009:"unconfined"|} } };""")]
    [TestCase("""object M() => new Privileges { AppArmor = new AppArmorOpts { Mode = {|CSEC2011:"disabled"|} } };""")]
    [TestCase("""object M() => new Privileges { Seccomp = new SeccompOpts { Mode = "default" }, AppArmor = new AppArmorOpts { Mode = "default" }, NoNewPrivileges = true };""")]
    public Task Privileges_of_the_fork(string members) => new Code(Code.Class("Docker.DotNet", members), Code.DockerEnhanced).RunAsync();

    [TestCase("""new ContainerArgs { {|CSEC1001:Image = "nginx:latest"|}, {|CSEC2001:Privileged = true|}, {|CSEC3001:NetworkMode = "host"|}, Envs = { {|CSEC4002:"DB_PASSWORD=not-a-real-one"|} } }""")]
    [TestCase("""new ContainerArgs { Volumes = { new ContainerVolumeArgs { {|CSEC3006:HostPath = "/var/run/docker.sock"|}, ContainerPath = "/s", ReadOnly = true } } }""")]
    [TestCase("""new ContainerArgs { Capabilities = new ContainerCapabilitiesArgs { Adds = { {|CSEC2006:"SYS_ADMIN"|} } } }""")]
    [TestCase("""new ContainerArgs { Image = "registry.example/web:1.0", Privileged = false, NetworkMode = "bridge", User = "1000" }""")]
    [TestCase("""new ContainerArgs { Capabilities = new ContainerCapabilitiesArgs { Drops = { "ALL" } } }""")]
    public Task Container_of_Pulumi(string expression) =>
        new Code($"{Pulumi.Replace("using Pulumi.Docker.Inputs;", "using Pulumi; using Pulumi.Docker.Inputs;", StringComparison.Ordinal).Replace("namespace Pulumi.Docker.Inputs\n{", "namespace Pulumi.Docker.Inputs\n{\n    using Pulumi;", StringComparison.Ordinal)} class C {{ object M() => {expression}; }}").RunWithUsing(
            "Pulumi.Docker; global using Pulumi.Docker.Inputs");
}
