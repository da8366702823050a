using ContainerSecurity.Kubernetes.Api;
using ContainerSecurity.Kubernetes.Tests.Fakes;

namespace ContainerSecurity.Kubernetes.Tests.Api;

public class DiscoveryTests
{
    [TestCase(true)]
    [TestCase(false)]
    public async Task Kinds_are_those_that_the_server_serves(bool isAggregated)
    {
        await using FakeCluster cluster = await FakeCluster.StartAsync();
        cluster.IsDiscoveryAggregated = isAggregated;
        cluster.Serve(new FakeKind("argoproj.io", "v1alpha1", "Rollout", "rollouts", true));

        Discovery found = await RunAsync(cluster);

        Assert.Multiple(() =>
        {
            Assert.That(found.Kinds.Select(k => k.Path()), Does.Contain("api/v1/pods").And.Contain("apis/apps/v1/deployments")
                .And.Contain("apis/argoproj.io/v1alpha1/rollouts"));
            Assert.That(found.Kinds.Single(k => k.Name == "ClusterRole").IsNamespaced, Is.False);
            Assert.That(found.Kinds, Has.Count.EqualTo(FakeKind.Usual.Count + 1));
            Assert.That(found.Gaps, Is.Empty);
        });
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Group_whose_server_is_down_is_a_gap_and_the_others_are_known(bool isAggregated)
    {
        await using FakeCluster cluster = await FakeCluster.StartAsync();
        cluster.IsDiscoveryAggregated = isAggregated;
        cluster.Serve(new FakeKind("metrics.k8s.io", "v1beta1", "PodMetrics", "pods", true));
        cluster.DeadGroups.Add("metrics.k8s.io");

        Discovery found = await RunAsync(cluster);

        Assert.Multiple(() =>
        {
            Assert.That(found.Gaps.Single().Kind, Is.EqualTo("metrics.k8s.io"));
            Assert.That(found.Kinds.Select(k => k.FullName), Does.Contain("Deployment.apps").And.Contain("Pod"));
        });
    }

    private static async Task<Discovery> RunAsync(FakeCluster cluster)
    {
        using k8s.Kubernetes client = cluster.NewClient();
        var discovery = new Discovery(new ApiConnection(client, new ApiOptions { FirstWait = TimeSpan.FromMilliseconds(1) }));
        await discovery.RunAsync(CancellationToken.None);
        return discovery;
    }
}
