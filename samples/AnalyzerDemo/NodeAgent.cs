using k8s;
using k8s.Models;

namespace AnalyzerDemo;

/// <summary>Deployment code with mistakes that the package reports as you type.</summary>
internal static class NodeAgent
{
    private const string Manifest = """
        apiVersion: v1
        kind: Pod
        metadata:
          name: helper
        spec:
          hostNetwork: true
          containers:
          - name: helper
            image: registry.example.com/tools/helper:1.4.2
        """;

    public static V1Pod Create(bool isDebug) => new()
    {
        Metadata = new V1ObjectMeta { Name = "node-agent" },
        Spec = new V1PodSpec
        {
            HostPID = true,
            Containers =
            [
                new V1Container
                {
                    Name = "agent",
                    Image = "registry.example.com/tools/agent:latest",
                    SecurityContext = new V1SecurityContext
                    {
                        Privileged = isDebug ? true : null,
                        Capabilities = new V1Capabilities { Add = ["SYS_ADMIN"] },
                    },
                },
            ],
            Volumes = [new V1Volume { Name = "socket", HostPath = new V1HostPathVolumeSource { Path = "/var/run/docker.sock" } }],
        },
    };

    public static V1Pod Helper() => KubernetesYaml.Deserialize<V1Pod>(Manifest);
}
