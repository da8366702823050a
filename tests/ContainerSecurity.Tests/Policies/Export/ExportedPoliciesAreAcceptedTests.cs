using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Policies.Admission;
using ContainerSecurity.Policies.Export;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Tests.Policies.Export;

/// <summary>
/// API servers take every exported policy: its keys, words, names, sizes and counts, and the types of its expressions
/// under their strict literals and registered functions.
/// </summary>
public class ExportedPoliciesAreAcceptedTests
{
    private static readonly int[] Versions = [30, 31, 32, 33, 34, 35, 36, 37];

    private static PolicyBuilder WithParameters(PolicyBuilder policy) => policy
        .Parameter("trustedImages", "registry.k8s.io", "library/*", "ghcr.io/*/team-?", "nginx:1.*", "it's/\\odd")
        .Parameter("blockedImages", "docker.io/library/busybox", "*.example.com", "quay.io/**/controller")
        .Parameter("trustedPublishers", "bitnami", "graf*")
        .Parameter("runtimeClasses", "gvisor", "kata*")
        .Parameter("maxMemory", "256Mi").Parameter("maxCpu", "500m").Parameter("maxEphemeralStorage", "1Gi").Parameter("maxLimitRequestRatio", "2")
        .Parameter("maxMemoryRequest", "256Mi").Parameter("maxCpuRequest", "500m").Parameter("maxEphemeralStorageRequest", "1Gi")
        .Parameter("maxMemoryRatio", "2").Parameter("maxCpuRatio", "2").Parameter("maxEphemeralStorageRatio", "1.5").Parameter("maxReplicas", "10")
        .Parameter("allowedHostPaths", "/srv/it's data", "/var/log:ro").Parameter("allowedHostPorts", "80", "30000-30100")
        .Parameter("allowedCapabilities", "NET_ADMIN").Parameter("allowedUnsafeSysctls", "kernel.msg*", "net.core.somaxconn")
        .Parameter("runAsUserRanges", "1000-2000", "65534").Parameter("runAsGroupRanges", "1000")
        .Parameter("fsGroupRanges", "1000-2000").Parameter("supplementalGroupsRanges", "1000", "2000-3000")
        .Parameter("requiredLabels", "app", "app.kubernetes.io/name=[a-z-]+").Parameter("requiredAnnotations", "owner");

    private static PolicyBuilder WithWaivers(PolicyBuilder policy)
    {
        for (int i = 0; i < 90; i++)
            policy.Waive(new Waiver
            {
                Rules = ["CSEC2001"],
                Reason = i % 2 == 0 ? "4711" : "a \"quoted\" reason: # with\nlines",
                Match = new ResourceSelector { Names = [$"agent-{i}*"], Namespaces = ["kube-*"], Kinds = ["Pod"] }
            });
        return policy
            .Waive(new Waiver
            {
                Rules = ["CSEC2001", "CSEC2008", "CSEC6001"],
                Reason = "yes",
                Owner = "0777",
                Expires = new DateTime(2030, 1, 1),
                Match = new ResourceSelector
                {
                    Containers = ["istio-*"],
                    Labels = new Dictionary<string, string> { ["a.b/c"] = "d*" }
                }
            })
            .Waive(new Waiver
            {
                Rules = ["*"],
                Reason = "trusted",
                Match = new ResourceSelector { Images = ["registry.k8s.io", "it's/\\odd"], Names = ["a*"] }
            })
            .Rule("CSEC3001", new RuleSetting { Select = new ResourceSelector { Images = ["ghcr.io/acme", "*.example.com/*"], Containers = ["app", "web-*"] } })
            .Rule("CSEC2008", new RuleSetting { Exclude = new ResourceSelector { Images = ["nginx:1.*"], Namespaces = ["kube-*"] } })
            .Rule(
                "CSEC2004",
                new RuleSetting
                {
                    Select = new ResourceSelector { Namespaces = ["shop-[ab]"] },
                    Exclude = new ResourceSelector { Kinds = ["DaemonSet"] }
                });
    }

    private static IEnumerable<TestCaseData> Policies()
    {
        foreach (Profile profile in Enum.GetValues<Profile>().Where(p => p != Profile.None))
        {
            yield return new TestCaseData(Policy.Create().UseProfile(profile)).SetArgDisplayNames($"{profile}");
            yield return new TestCaseData(WithParameters(Policy.Create().UseProfile(profile))).SetArgDisplayNames($"{profile} with parameters");
            yield return new TestCaseData(WithWaivers(WithParameters(Policy.Create().UseProfile(profile)))).SetArgDisplayNames(
                $"{profile} with waivers and selectors");
            yield return new TestCaseData(Policy.Create()
                .UseProfile(profile)
                .ForKubernetes(new KubernetesVersion(18))).SetArgDisplayNames($"{profile} by the standards of v1.18");
        }
    }

    [TestCaseSource(nameof(Policies))]
    public void Every_version_of_API_servers_accepts_the_export_in_every_stage(PolicyBuilder policy)
    {
        foreach (Enforcement stage in Enum.GetValues<Enforcement>())
        {
            using var text = new StringWriter();
            PolicyExport export = PolicyExport.Create(policy.Build(), null, stage);
            export.Write(text);
            var errors = new List<DocumentError>();
            AdmissionPolicySet set = AdmissionPolicySet.Read(text.ToString(), "export.yaml", errors);
            Assert.That(errors, Is.Empty);
            Assert.That(set.Policies, Has.Count.EqualTo(export.Rules.Count));
            foreach (int version in stage == Enforcement.Deny ? Versions : [36])
            {
                AdmissionPolicySet known = set.For(new KubernetesVersion(version));
                Assert.That(known.Errors.Concat(known.Warnings), Is.Empty, $"v1.{version}");
            }
        }
    }

    [TestCase(30, false)]
    [TestCase(31, true)]
    public void Addresses_are_compared_where_the_servers_of_the_version_can(int version, bool areCompared)
    {
        Policy policy = Policy.Create().UseProfile(Profile.None).ForKubernetes(new KubernetesVersion(version)).Rule("CSEC7006")
            .Parameter("allowedExternalIPs", "203.0.113.0/24", "2001:db8::1").Build();
        using var text = new StringWriter();
        PolicyExport.Create(policy).Write(text);
        AdmissionPolicySet set = AdmissionPolicySet.Read(text.ToString(), "export.yaml", []);

        Assert.That(text.ToString().Contains("containsIP", StringComparison.Ordinal), Is.EqualTo(areCompared));
        Assert.That(set.For(new KubernetesVersion(version)).Errors, Is.Empty);
    }

    [Test]
    public void Reasons_that_no_object_could_hold_are_cut()
    {
        PolicyBuilder policy = Policy.Create().UseProfile(Profile.None).Rule("CSEC2001");
        for (int i = 0; i < 400; i++)
            policy.Waive(new Waiver { Rules = ["CSEC2001"], Reason = "agreed " + new string('x', 5000), Match = new ResourceSelector { Names = [$"agent-{i}"] } });
        using var text = new StringWriter();
        PolicyExport.Create(policy.Build()).Write(text);

        Assert.That(AdmissionPolicySet.Read(text.ToString(), "export.yaml", []).Errors, Is.Empty);
    }
}
