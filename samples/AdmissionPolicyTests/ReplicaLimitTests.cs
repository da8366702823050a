using ContainerSecurity.Policies.Admission;

namespace AdmissionPolicyTests;

public class ReplicaLimitTests
{
    private const string Policy = "replica-limit";

    [Test]
    public void As_many_replicas_as_the_namespace_allows_pass() =>
        Assert.That(ClusterPolicies.Ask(Policy, ClusterPolicies.Create("web.yaml")).Verdict, Is.EqualTo(AdmissionVerdict.Allowed));

    [Test]
    public void More_are_denied_with_the_limit_in_the_message()
    {
        AdmissionResult result = ClusterPolicies.Ask(Policy, ClusterPolicies.Create("web.yaml", ("replicas: 5", "replicas: 6")));

        Assert.That(result.Verdict, Is.EqualTo(AdmissionVerdict.Denied));
        Assert.That(result.Violations.Single().Message, Is.EqualTo("at most 5 replicas are allowed in shop"));
        Assert.That(result.Violations.Single().Location!.Path, Is.EqualTo("spec.replicas"));
    }

    [Test]
    public void A_namespace_without_a_limit_is_denied() =>
        Assert.That(ClusterPolicies.Ask(Policy, ClusterPolicies.Create("web.yaml", ("namespace: shop", "namespace: new"))).Violations.Single().Message,
            Does.Contain("no params found"));

    [Test]
    public void The_cluster_itself_is_left_alone() =>
        Assert.That(ClusterPolicies.Ask(Policy, ClusterPolicies.Create("web.yaml", ("namespace: shop", "namespace: kube-system"))).Verdict,
            Is.EqualTo(AdmissionVerdict.NotApplicable));
}
