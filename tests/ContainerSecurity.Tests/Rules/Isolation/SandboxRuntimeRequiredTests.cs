using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Isolation;

namespace ContainerSecurity.Tests.Rules.Isolation;

public class SandboxRuntimeRequiredTests
{
    [TestCase("", "no runtimeClassName")]
    [TestCase("runtimeClassName: runc", "'runc'")]
    public void Runtime_that_the_policy_does_not_name_is_reported_with_those_it_does(string pod, string found)
    {
        Finding finding = Judge(pod).Single();

        Assert.That(finding.Location.Path, Is.EqualTo("spec.runtimeClassName"));
        Assert.That(finding.Message, Does.Contain(found).And.Contain("Allowed: gvisor, kata-*."));
    }

    [TestCase("runtimeClassName: gvisor")]
    [TestCase("runtimeClassName: kata-qemu")]
    [TestCase("runtimeClassName: '{{ .Values.runtime }}'")]
    public void Runtime_that_the_policy_names_or_may_is_not_reported(string pod)
    {
        Assert.That(Judge(pod), Is.Empty);
    }

    [Test]
    public void Nothing_is_required_without_the_parameter()
    {
        Assert.That(Manifest.Pod().Judge<SandboxRuntimeRequired>(), Is.Empty);
    }

    private static IReadOnlyList<Finding> Judge(string pod)
    {
        Manifest manifest = Manifest.Pod(pod: pod);
        manifest.Parameters["runtimeClasses"] = ["gvisor", "kata-*"];
        return manifest.Judge<SandboxRuntimeRequired>();
    }
}
