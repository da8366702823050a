using ContainerSecurity.NUnit;
using ContainerSecurity.Policies;

namespace AdmissionPolicyTests;

/// <summary>What the cluster is given is held to the catalogue's rules too, before it gets there.</summary>
public class HouseRulesTests
{
    private static readonly Policy House = Policy.Create().Named("house").UseProfile(Profile.Baseline).Build();

    [Test]
    public void Everything_in_the_folder_complies() =>
        Assert.That(new DirectoryInfo(Path.Combine(AppContext.BaseDirectory, "resources")), Complies.With(House));

    [TestCase(
        "{ apiVersion: v1, kind: Pod, metadata: { name: web }, spec: { containers: [ { name: app, image: 'web:1', securityContext: { privileged: true } } ] } }")]
    public void A_privileged_pod_would_not(string pod) => Assert.That(pod, Complies.With(House).ExceptFor("privileged-container"));
}
