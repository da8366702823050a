using ContainerSecurity.Documents;
using ContainerSecurity.Policies.Admission.Mutations;

namespace AdmissionPolicyTests;

public class PolicyFolderTests
{
    [Test]
    public void Every_expression_is_valid() => Assert.That(ClusterPolicies.All.Errors, Is.Empty);

    [Test]
    public void Pods_are_labelled_with_their_namespace()
    {
        DocumentNode pod = new DocumentReader().Read("{ apiVersion: v1, kind: Pod, metadata: { name: web, namespace: shop } }", "pod.yaml").Documents[0];

        MutationPreview preview = ClusterPolicies.Engine.Evaluate(ClusterPolicies.Create(pod)).Mutations!;

        Assert.That(preview.Steps.Single(), Is.EqualTo(new MutationStep("default-labels", IsChanged: true)));
        Assert.That(preview.Object.ToString(), Does.Contain("example.com/made-for: shop"));
    }
}
