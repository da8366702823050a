using Microsoft.CodeAnalysis;

namespace ContainerSecurity.Analyzers.Tests;

/// <summary>Code as people write it: the mistakes in it are told once each, and what only looks like one is not.</summary>
public class DeploymentCodeTests
{
    [Test]
    public Task Objects_made_in_queries_and_iterators_are_judged() => Code.OfKubernetes("""
        V1PodSpec M(string[] names) => new() { Containers = names.Select(n => new V1Container { Name = n, {|CSEC1001:Image = "nginx:latest"|} }).ToList() };
        IEnumerable<V1EnvVar> Env() { yield return new V1EnvVar { Name = "API_TOKEN", {|CSEC4002:Value = "not-a-real-one"|} }; }
        """);

    [Test]
    public async Task Top_level_statements_are_judged()
    {
        var code = new Code("""
            using k8s.Models;

            var pod = new V1Pod { Metadata = new() { Name = "web" }, Spec = new() { Containers = new List<V1Container>() } };
            pod.Spec.Containers.Add(new V1Container { Name = "app", {|CSEC1001:Image = "nginx:latest"|} });
            {|CSEC3001:pod.Spec.HostNetwork = true|};
            Console.WriteLine(pod);
            """, Code.Kubernetes);
        code.TestState.OutputKind = OutputKind.ConsoleApplication;
        await code.RunAsync();
    }

    [Test]
    public Task Changes_in_nested_code_are_told_and_leave_the_rest_unknown() => Code.OfKubernetes("""
        V1Pod M(bool debug, Action<V1Pod> configure)
        {
            var pod = new V1Pod { Metadata = new() { Name = "web" }, Spec = new() { Containers = [new() { Name = "app", Image = "registry.example/web:1.0" }] } };
            if (debug)
                {|CSEC3002:pod.Spec.HostPID = true|};
            void Share() { {|CSEC3003:pod.Spec.HostIPC = true|}; }
            Share();
            foreach (var container in pod.Spec.Containers)
                container.SecurityContext = new V1SecurityContext { Privileged = false };
            configure(pod);
            return pod;
        }
        """);

    [Test]
    public Task Hardening_through_an_index_counts() => Code.OfKubernetes("""
        V1Pod M()
        {
            var containers = new List<V1Container> { new() { Name = "app", Image = "registry.example/web:1.0", Resources = new() { Limits = new Dictionary<string, ResourceQuantity> { ["memory"] = new("64Mi") } } } };
            var context = new V1SecurityContext();
            context.AllowPrivilegeEscalation = false;
            context.ReadOnlyRootFilesystem = true;
            context.Capabilities = new V1Capabilities();
            context.Capabilities.Drop = new List<string>();
            context.Capabilities.Drop.Add("ALL");
            containers[0].SecurityContext = context;
            var spec = new V1PodSpec { Containers = containers, AutomountServiceAccountToken = false };
            spec.SecurityContext = new() { RunAsNonRoot = true, SeccompProfile = new() { Type = "RuntimeDefault" } };
            return new V1Pod { Metadata = new() { Name = "web" }, Spec = spec };
        }
        """, withSuggestions: true);

    [Test]
    public Task Controllers_are_judged_through_their_template() => Code.OfKubernetes("""
        V1Deployment M(string version, IDictionary<string, string> labels) => new V1Deployment
        {
            ApiVersion = "apps/v1",
            Kind = "Deployment",
            Metadata = new V1ObjectMeta { Name = "web", Labels = labels },
            Spec = new V1DeploymentSpec
            {
                Replicas = 3,
                Selector = new V1LabelSelector { MatchLabels = labels },
                Template = new V1PodTemplateSpec
                {
                    Metadata = new V1ObjectMeta { Labels = labels },
                    Spec = new V1PodSpec
                    {
                        {|CSEC3001:HostNetwork = true|},
                        InitContainers = new[] { new V1Container { Name = "init", Image = $"registry.example/init:{version}", SecurityContext = new V1SecurityContext { {|CSEC2001:Privileged = true|} } } },
                        Containers = new[] { new V1Container { Name = "web", Image = "registry.example/web:" + version } },
                    },
                },
            },
        };
        V1CronJob N() => new() { Spec = new() { JobTemplate = new() { Spec = new() { Template = new() { Spec = new() { {|CSEC3002:HostPID = true|}, Containers = [] } } } } } };
        """);

    [Test]
    public Task Assignments_of_options_and_reads_are_no_mistakes() => Code.OfKubernetes("""
        public bool Privileged { get; set; } = true;
        public string Image { get; init; } = "nginx:latest";
        bool IsPrivileged(V1Pod pod) => pod.Spec.Containers.Any(c => c.SecurityContext?.Privileged == true);
        V1SecurityContext Of(Deployment options) => new() { Privileged = options.Privileged, AllowPrivilegeEscalation = false };
        void Harden(V1SecurityContext context) { if (context.Privileged == true) context.Privileged = false; }
        V1Container Copy(V1Container other) => other with { Image = Image };
        """);

    [Test]
    public Task Modifier_of_a_test_container_may_replace_the_whole() => Code.OfTestcontainers("""
        object M() => new ContainerBuilder("nginx:1.29.2").WithCreateParameterModifier(p => p.HostConfig = new HostConfig { {|CSEC2001:Privileged = true|} }).Build();
        object N(bool ci) => new ContainerBuilder("nginx:1.29.2").WithPrivileged({|CSEC2001:ci ? false : true|}).Build();
        """);

    [Test]
    public async Task Nothing_runs_where_no_such_type_is_known() => await new Code("""
        class V1SecurityContext { public bool Privileged { get; set; } }
        class C { object M() => new V1SecurityContext { Privileged = true }; }
        """).RunAsync();
}
