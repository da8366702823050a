using ContainerSecurity.Docker.Hosts;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Docker.Tests.Engine;

/// <summary>
/// A container that a real engine made has the findings of the same settings written as a service of compose, and as a
/// pod: over every rule that judges workloads.
/// </summary>
public class EqualityTests
{
    /// <summary>Rules that one side has no word for.</summary>
    private static readonly Dictionary<string, string> OfCompose = new()
    {
        ["CSEC1005"] = "an engine does not keep when an image is pulled",
    };

    private static readonly Dictionary<string, string> OfPods = new()
    {
        ["CSEC1005"] = "an engine does not keep when an image is pulled",
        ["CSEC2010"] = "an engine has a profile of its own where a pod has none",
        ["CSEC3004"] = "of an engine's folders only the sensitive ones count",
        ["CSEC3016"] = "a pod's is told with what CSEC3004 says of the volume",
        ["CSEC3009"] = "a pod has devices as folders of the host, which are judged as such",
        ["CSEC3010"] = "pods have no such setting",
        ["CSEC3012"] = "pods have no such setting",
        ["CSEC6005"] = "the node limits the processes of a pod",
        ["CSEC6008"] = "pods have probes instead",
        ["CSEC6014"] = "pods count no attempts",
        ["CSEC7019"] = "an engine lets every user open low ports, a kubelet does not",
        ["CSEC7022"] = "a cluster has no default bridge",
    };

    private static readonly PolicyEngine Engine = new(Policy.Default with { Profile = Profile.All });
    private static readonly string[] Judged = [.. RuleCatalog.All.Where(r => !r.Descriptor.IsKubernetesOnly
        && r is IJudges<Workload> or IJudges<Container> or IJudges<ImageUse>).Select(r => r.Descriptor.Id)];
    private readonly Dictionary<SameSettings, Decision> containers = [];

    private static IEnumerable<SameSettings> All => SameSettings.All;

    private static IEnumerable<SameSettings> InPods => SameSettings.All.Where(s => s.Container is not null);

    [OneTimeSetUp]
    public async Task Create()
    {
        RealEngine engine = RealEngineFixture.Engine;
        await engine.DoAsync("create", "--name", "first", RealEngine.Image);
        for (int i = 0; i < SameSettings.All.Count; i++)
            await engine.DoAsync(["create", "--name", $"same-{i}", .. SameSettings.All[i].Words, RealEngine.Image]);
        await foreach (Decision decision in new DockerHostScanner(Engine, new DockerHostOptions { Endpoint = engine.Address }).ScanAsync())
            if (decision.Source.Split("/same-") is [_, var number])
                containers.Add(SameSettings.All[int.Parse(number, System.Globalization.CultureInfo.InvariantCulture)], decision);
    }

    [OneTimeTearDown]
    public async Task Remove()
    {
        RealEngine engine = RealEngineFixture.Engine;
        await engine.DoAsync(["rm", "-f", "-v", "first", .. SameSettings.All.Select((_, i) => $"same-{i}")]);
    }

    [TestCaseSource(nameof(All))]
    public void Container_and_service_have_the_same_findings(SameSettings settings)
    {
        Decision service = Engine.Evaluate(settings.YamlOfService, "compose.yaml");

        Assert.That(containers[settings].Errors.Concat(service.Errors), Is.Empty);
        Assert.That(Rules(containers[settings], OfCompose), Is.EqualTo(Rules(service, OfCompose)));
    }

    [TestCaseSource(nameof(InPods))]
    public void Container_and_pod_have_the_same_findings(SameSettings settings)
    {
        Decision pod = Engine.Evaluate(settings.YamlOfPod, "pod.yaml");
        Dictionary<string, string> left = new(OfPods);
        if (settings.IsDevice)
            left["CSEC3013"] = OfPods["CSEC3009"];

        Assert.That(pod.Errors, Is.Empty);
        Assert.That(Rules(containers[settings], left).Distinct(), Is.EqualTo(Rules(pod, left).Distinct()));
    }

    [Test]
    public void Table_finds_something_by_most_rules_of_workloads()
    {
        string[] found = [.. containers.Values.SelectMany(d => d.Findings).Select(f => f.Finding.Rule.Id).Distinct()];

        Assert.That(found.Intersect(Judged).Count(), Is.GreaterThan(30), string.Join(' ', Judged.Except(found)));
    }

    private static string[] Rules(Decision decision, Dictionary<string, string> left) =>
        [.. decision.Findings.Select(f => f.Finding.Rule.Id).Where(r => Judged.Contains(r) && !left.ContainsKey(r)).Order()];
}
