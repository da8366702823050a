using ContainerSecurity.Policies.Admission;

namespace AdmissionPolicyTests;

public class TrustedRegistriesTests
{
    private const string Policy = "trusted-registries";

    [TestCase("registry.example.com/shop/web:1.4.2", AdmissionVerdict.Allowed)]
    [TestCase("nginx", AdmissionVerdict.Denied)]
    [TestCase("registry.example.com.evil.example/web:1", AdmissionVerdict.Denied)]
    public void Images_of_a_deployment_come_from_our_registry(string image, AdmissionVerdict verdict) =>
        Assert.That(ClusterPolicies.Ask(Policy, ClusterPolicies.Create("web.yaml", ("registry.example.com/shop/web:1.4.2", image))).Verdict,
            Is.EqualTo(verdict));
}
