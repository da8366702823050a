namespace ContainerSecurity.Analyzers.Tests;

/// <summary>Objects of the Kubernetes client, judged as the manifests that they are.</summary>
public class KubernetesObjectTests
{
    [Test]
    public Task Privileged_container_of_a_pod_is_told_on_its_line() => Code.OfKubernetes("""
        V1Pod Make() => new V1Pod
        {
            Metadata = new V1ObjectMeta { Name = "web" },
            Spec = new V1PodSpec
            {
                Containers = new List<V1Container>
                {
                    new V1Container
                    {
                        Name = "app",
                        Image = "registry.example/web:1.0",
                        SecurityContext = new V1SecurityContext { {|CSEC2001:Privileged = true|} },
                    },
                },
            },
        };
        """);

    [Test]
    public Task Lone_security_context_is_judged_as_part_of_a_container() => Code.OfKubernetes("""
        object Make() => new V1SecurityContext { {|CSEC2001:Privileged = true|}, RunAsUser = 1000 };
        """);

    [Test]
    public Task Target_typed_creations_and_collection_expressions_are_read() => Code.OfKubernetes("""
        V1PodSpec Make() => new()
        {
            {|CSEC3001:HostNetwork = true|},
            Containers = [new() { Name = "app", {|CSEC1001:Image = "nginx:latest"|}, SecurityContext = new() { Capabilities = new() { Add = [{|CSEC2006:"SYS_ADMIN"|}, "NET_BIND_SERVICE"] } } }],
        };
        """);

    [Test]
    public Task False_and_unknown_values_are_silent() => Code.OfKubernetes("""
        V1SecurityContext Make(bool privileged, string image) => new V1SecurityContext { Privileged = privileged, AllowPrivilegeEscalation = false };
        V1Container Other(string image) => new V1Container { Name = "app", Image = image, SecurityContext = new V1SecurityContext { Privileged = false } };
        bool Read(V1SecurityContext context) => context.Privileged == true && context is { Privileged: true };
        """);
}
