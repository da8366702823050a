namespace ContainerSecurity.Analyzers.Tests;

/// <summary>Fluent builders and other packages' inputs: the same documents in other words.</summary>
public class BuilderTests
{
    private const string Aspire = """
        namespace Aspire.Hosting
        {
            public interface IResourceBuilder { }
            public static class ContainerResourceBuilderExtensions
            {
                public static IResourceBuilder AddContainer(this IResourceBuilder builder, string name, string image) => builder;
                public static IResourceBuilder AddContainer(this IResourceBuilder builder, string name, string image, string tag) => builder;
                public static IResourceBuilder WithImageTag(this IResourceBuilder builder, string tag) => builder;
                public static IResourceBuilder WithBindMount(this IResourceBuilder builder, string source, string target, bool isReadOnly = false) => builder;
                public static IResourceBuilder WithContainerRuntimeArgs(this IResourceBuilder builder, params string[] args) => builder;
            }
            public static class ResourceBuilderExtensions
            {
                public static IResourceBuilder WithEnvironment(this IResourceBuilder builder, string name, string value) => builder;
            }
        }
        """;

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
        namespace Pulumi.Kubernetes.Types.Inputs.Core.V1
        {
            using Pulumi;
            public class SecurityContextArgs { [Input("privileged")] public Input<bool> Privileged { get; set; } [Input("runAsUser")] public Input<int> RunAsUser { get; set; } }
            public class ContainerArgs { [Input("name")] public Input<string> Name { get; set; } [Input("image", required: true)] public Input<string> Image { get; set; } [Input("securityContext")] public Input<SecurityContextArgs> SecurityContext { get; set; } }
            public class PodSpecArgs { [Input("hostNetwork")] public Input<bool> HostNetwork { get; set; } public InputList<ContainerArgs> containers; [Input("containers")] public InputList<ContainerArgs> Containers { get => containers; set => containers = value; } }
        }
        """;

    [TestCase("""new() { Image = "redis", Tag = {|CSEC1001:"latest"|} }""")]
    [TestCase("""new() { Registry = "docker.io", Image = {|CSEC1001:"redis"|} }""")]
    [TestCase("""new() { Image = "redis", Tag = "7.4.1" }""")]
    [TestCase("""new() { Image = "redis", Tag = tag }""")]
    [TestCase("""new() { Image = "redis", SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" }""")]
    public Task Annotation_of_a_resource_is_an_image(string annotation) => new Code($$"""
        namespace Aspire.Hosting.ApplicationModel
        {
            public class ContainerImageAnnotation { public string Registry { get; set; } public string Image { get; set; } public string Tag { get; set; } public string SHA256 { get; set; } }
        }
        class Host { Aspire.Hosting.ApplicationModel.ContainerImageAnnotation M(string tag) => {{annotation}}; }
        """).RunAsync();

    [TestCase("""object M() => new ContainerBuilder({|CSEC1001:"nginx:latest"|}).Build();""")]
    [TestCase("""object M() => new ContainerBuilder("nginx:1.29.2").WithPrivileged({|CSEC2001:true|}).Build();""")]
    [TestCase("""object M() => new ContainerBuilder("nginx:1.29.2").WithImage({|CSEC1001:"nginx"|}).Build();""")]
    [TestCase("""object M() => new ContainerBuilder("nginx:1.29.2").WithBindMount({|CSEC3006:"/var/run/docker.sock"|}, "/s", DotNet.Testcontainers.Configurations.AccessMode.ReadOnly).Build();""")]
    [TestCase("""object M() => new ContainerBuilder("nginx:1.29.2").WithBindMount({|CSEC3016:"/srv/data"|}, "/data").Build();""")]
    [TestCase("""object M() => new ContainerBuilder("nginx:1.29.2").WithBindMount("./data", "/data").Build();""")]
    [TestCase("""object M() => new ContainerBuilder("nginx:1.29.2").WithCreateParameterModifier(p => {|CSEC2001:p.HostConfig.Privileged = true|}).Build();""")]
    [TestCase("""object M() => new ContainerBuilder("nginx:1.29.2").WithCreateParameterModifier(p => { {|CSEC3001:p.HostConfig.NetworkMode = "host"|}; }).Build();""")]
    public Task Testcontainers_call_is_told_at_its_argument(string members) => Code.OfTestcontainers(members);

    [TestCase("""object M() => new ContainerBuilder("nginx:1.29.2").WithEnvironment("DB_PASSWORD", {|CSEC4002:"not-a-real-one"|}).Build();""")]
    [TestCase("""object M() => new ContainerBuilder("nginx:1.29.2").WithEnvironment(new Dictionary<string, string> { ["DB_PASSWORD"] = {|CSEC4002:"not-a-real-one"|} }).Build();""")]
    public Task Password_of_a_container_to_throw_away_is_a_suggestion(string members) => Code.OfTestcontainers(members, withSuggestions: true);

    [TestCase("""object M(bool yes, string image) => new ContainerBuilder(image).WithPrivileged(false).WithEnvironment("TZ", "UTC").WithVolumeMount("data", "/data").WithPrivileged(yes).Build();""")]
    [TestCase("""object M(string secret) => new ContainerBuilder("nginx:1.29.2").WithEnvironment("DB_PASSWORD", secret).WithPortBinding(80, true).Build();""")]
    public Task Testcontainers_look_alike_is_silent(string members) => Code.OfTestcontainers(members);

    [TestCase("""builder.AddContainer("web", {|CSEC1001:"nginx"|})""")]
    [TestCase("""builder.AddContainer("web", {|CSEC1001:"nginx"|}, "latest")""")]
    [TestCase("""builder.AddContainer("web", "nginx", "1.29.2").WithContainerRuntimeArgs({|CSEC2001:"--privileged"|})""")]
    [TestCase("""builder.AddContainer("web", "nginx", "1.29.2").WithContainerRuntimeArgs({|CSEC3001:"--network=host"|}, "--cap-add", {|CSEC2006:"SYS_ADMIN"|})""")]
    [TestCase("""builder.AddContainer("web", "nginx", "1.29.2").WithBindMount({|CSEC3006:"/var/run/docker.sock"|}, "/s", isReadOnly: true)""")]
    [TestCase("""builder.AddContainer("web", "nginx", "1.29.2").WithEnvironment("DB_PASSWORD", {|CSEC4002:"not-a-real-one"|})""")]
    [TestCase("""builder.AddContainer("web", "nginx").WithImageTag("1.29.2")""")]
    [TestCase("""builder.AddContainer("web", "nginx", "1.29.2").WithContainerRuntimeArgs("--network", "bridge").WithEnvironment("TZ", "UTC")""")]
    public Task Aspire_call_is_told_at_its_argument(string call) =>
        new Code($"{Aspire} class C {{ object M(Aspire.Hosting.IResourceBuilder builder) => {call}; }}").RunWithUsing("Aspire.Hosting");

    [TestCase("""new SecurityContextArgs { {|CSEC2001:Privileged = true|}, {|CSEC2004:RunAsUser = 0|} }""")]
    [TestCase("""new PodSpecArgs { {|CSEC3001:HostNetwork = true|}, Containers = { new ContainerArgs { Name = "a", {|CSEC1001:Image = "nginx:latest"|} } } }""")]
    [TestCase("""new PodSpecArgs { Containers = new[] { new ContainerArgs { Name = "a", SecurityContext = new SecurityContextArgs { {|CSEC2001:Privileged = true|} } } } }""")]
    [TestCase("""new SecurityContextArgs { Privileged = false }""")]
    public Task Pulumi_input_is_read_by_its_attributes(string expression) =>
        new Code($"{Pulumi.Replace(", required: true", "")} class C {{ object M() => {expression}; }}").RunWithUsing("Pulumi.Kubernetes.Types.Inputs.Core.V1");
}
