// csec:allow-secrets-of-file: made-up ones
using System.Text.Json.Serialization;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources;
using k8s;
using k8s.Models;

namespace ContainerSecurity.Kubernetes.Tests.Models;

public class ModelReaderTests
{
    private static readonly PolicyEngine Engine = new(Policy.Create().UseProfile(Profile.Baseline).Build());

    [Test]
    public void Finding_names_the_object_and_the_path_as_in_yaml()
    {
        PolicyFinding finding = Engine.Evaluate(Deployment(c => c.SecurityContext = new V1SecurityContext { Privileged = true })).Findings.Single();

        Assert.Multiple(() =>
        {
            Assert.That(finding.Finding.Location.File.Path, Is.EqualTo("Deployment.apps/shop/web"));
            Assert.That(finding.Finding.Location.Path, Is.EqualTo("spec.template.spec.containers[0].securityContext.privileged"));
            Assert.That(finding.Finding.Resource.ToString(), Is.EqualTo("Deployment shop/web"));
        });
    }

    [Test]
    public void Kind_and_version_that_the_object_does_not_say_are_those_of_its_type()
    {
        var deployment = new V1Deployment { Metadata = new V1ObjectMeta { Name = "web" }, Spec = Deployment(_ => { }).Spec };

        Assert.That(Read(deployment).Single().Identity, Is.EqualTo(new ResourceIdentity("apps/v1", "Deployment", null, "web")));
    }

    [Test]
    public void Compliant_object_is_allowed() => Assert.That(Engine.Evaluate(Deployment(_ => { })).IsAllowed, Is.True);

    [Test]
    public void Items_of_a_typed_list_are_judged_each_under_its_own_name()
    {
        var list = new V1PodList { Items = [Pod("a", true), Pod("b", false), Pod("c", true)] };

        Assert.That(Engine.Evaluate(list).Findings.Select(f => f.Finding.Location.File.Path), Is.EqualTo(new[] { "Pod/a", "Pod/c" }));
    }

    [Test]
    public void Objects_are_judged_as_one_set()
    {
        var engine = new PolicyEngine(Policy.Create().UseProfile(Profile.All).WithCompleteSet().Build(),
            new PolicyEngineOptions { OnlyRules = ["network-policy-missing"] });
        var policy = new V1NetworkPolicy
        {
            Metadata = new V1ObjectMeta { Name = "all" },
            Spec = new V1NetworkPolicySpec { PodSelector = new V1LabelSelector(), PolicyTypes = ["Ingress", "Egress"] }
        };

        Assert.Multiple(() =>
        {
            Assert.That(engine.Evaluate(Pod("a", false)).Findings, Is.Not.Empty);
            Assert.That(engine.Evaluate([Pod("a", false), policy]).Findings, Is.Empty);
        });
    }

    [Test]
    public void Pod_template_and_pod_spec_are_judged_on_their_own()
    {
        V1PodSpec spec = Pod("a", true).Spec;

        Assert.Multiple(() =>
        {
            Assert.That(Engine.Evaluate(spec).Findings.Single().Finding.Location.Path, Is.EqualTo("template.spec.containers[0].securityContext.privileged"));
            Assert.That(Engine.Evaluate(new V1PodTemplateSpec { Spec = spec }).Findings.Single().Finding.Location.Path,
                Is.EqualTo("template.spec.containers[0].securityContext.privileged"));
        });
    }

    [Test]
    public void Custom_resource_of_an_own_class_is_judged_where_it_carries_a_pod()
    {
        var app = new WebApp
        {
            Metadata = new V1ObjectMeta { Name = "shop" },
            Spec = new WebAppSpec { Pods = new V1PodTemplateSpec { Spec = Pod("a", true).Spec } }
        };
        var engine = new PolicyEngine(Policy.Create().UseProfile(Profile.Baseline).Pods("WebApp.example.com", "spec.pods").Build());

        Assert.That(engine.Evaluate(app).Findings.Single().Finding.Location.Path, Is.EqualTo("spec.pods.spec.containers[0].securityContext.privileged"));
    }

    [Test]
    public void Object_of_no_kind_is_an_error_and_not_allowed()
    {
        Decision decision = Engine.Evaluate(new Nameless());

        Assert.Multiple(() =>
        {
            Assert.That(decision.IsAllowed, Is.False);
            Assert.That(decision.Errors.Single().Message, Does.Contain("so it was not judged"));
        });
    }

    [Test]
    public void Property_that_throws_takes_its_own_object_alone()
    {
        Decision decision = Engine.Evaluate([new Throwing(), Pod("a", true)]);

        Assert.Multiple(() =>
        {
            Assert.That(decision.Errors.Single().IsFault, Is.True);
            Assert.That(decision.Findings.Single().Finding.Resource.Name, Is.EqualTo("a"));
        });
    }

    [Test]
    public void Model_that_holds_itself_is_an_error_and_not_allowed()
    {
        var ring = new Ring();
        ring.Inner = ring;

        Assert.That(Engine.Evaluate(ring).Errors.Single().Message, Does.Contain("nested deeper than 128 levels"));
    }

    [Test]
    public void List_without_end_is_an_error_and_not_allowed() =>
        Assert.That(Engine.Evaluate(new Endless()).Errors.Select(e => e.Message), Has.One.Contains("more than 1000000 values"));

    [Test]
    public void Quoted_numbers_stay_text_and_numbers_stay_numbers()
    {
        var pod = Pod("a", false);
        pod.Metadata.Labels = new Dictionary<string, string> { ["version"] = "true" };
        pod.Spec.Containers[0].Ports = [new V1ContainerPort { ContainerPort = 80, HostPort = 8080 }];
        var workload = (Workload)Read(pod).Single();

        Assert.Multiple(() =>
        {
            Assert.That(workload.Labels["version"].Value, Is.EqualTo("true"));
            Assert.That(Engine.Evaluate(pod).Findings.Single().Finding.Message, Does.Contain("8080"));
        });
    }

    [Test]
    public void Secret_in_a_value_is_found_and_not_shown()
    {
        string token = "ghp_" + "r9Xk2LmQ7vT4sB8nC1wZ5yD3fG6hJ02wGWZa";
        var map = new V1ConfigMap
        {
            Metadata = new V1ObjectMeta { Name = "settings" },
            Data = new Dictionary<string, string>
            { ["a"] = "b", ["token.txt"] = "first\n" + token }
        };
        PolicyFinding finding = new PolicyEngine().Evaluate(map).Findings.Single(f => f.Finding.Rule.Id == "CSEC4001");

        Assert.Multiple(() =>
        {
            Assert.That(finding.Finding.Location.Path, Is.EqualTo("data['token.txt']"));
            Assert.That(finding.Finding.Message, Does.Not.Contain(token));
        });
    }

    private static IReadOnlyList<Resource> Read(IKubernetesObject model)
    {
        var errors = new List<DocumentError>();
        IReadOnlyList<Resource> resources = KubernetesModelReader.Read(model, errors);
        Assert.That(errors, Is.Empty);
        return resources;
    }

    private static V1Pod Pod(string name, bool isPrivileged) => new()
    {
        Metadata = new V1ObjectMeta { Name = name },
        Spec = new V1PodSpec
        {
            Containers = [new V1Container { Name = "app", Image = "registry.example/web:1.0",
            SecurityContext = new V1SecurityContext { Privileged = isPrivileged } }]
        },
    };

    private static V1Deployment Deployment(Action<V1Container> change)
    {
        var container = new V1Container { Name = "app", Image = "registry.example/web:1.0" };
        change(container);
        return new V1Deployment
        {
            ApiVersion = "apps/v1",
            Kind = "Deployment",
            Metadata = new V1ObjectMeta { Name = "web", NamespaceProperty = "shop" },
            Spec = new V1DeploymentSpec { Template = new V1PodTemplateSpec { Spec = new V1PodSpec { Containers = [container] } } },
        };
    }

    [KubernetesEntity(Group = "example.com", ApiVersion = "v1", Kind = "WebApp", PluralName = "webapps")]
    private sealed class WebApp : IKubernetesObject<V1ObjectMeta>
    {
        public string ApiVersion { get; set; } = "";

        public string Kind { get; set; } = "";

        public V1ObjectMeta Metadata { get; set; } = new();

        public WebAppSpec Spec { get; set; } = new();
    }

    private sealed class WebAppSpec
    {
        [JsonPropertyName("pods")]
        public V1PodTemplateSpec? Pods { get; set; }
    }

    private sealed class Nameless : IKubernetesObject
    {
        public string ApiVersion { get; set; } = "";

        public string Kind { get; set; } = "";
    }

    private abstract class Thing : IKubernetesObject
    {
        public string ApiVersion { get; set; } = "example.com/v1";

        public string Kind { get; set; } = "Thing";
    }

    private sealed class Throwing : Thing
    {
        public string Spec => throw new InvalidOperationException("no");
    }

    private sealed class Ring : Thing
    {
        public Ring? Inner { get; set; }
    }

    private sealed class Endless : Thing
    {
        public IEnumerable<string> Names
        {
            get
            {
                // With an end all the same: where nothing bounds it, the test fails, and does not run for ever.
                for (int i = 0; i < 1_500_000; i++)
                    yield return "again";
            }
        }
    }
}
