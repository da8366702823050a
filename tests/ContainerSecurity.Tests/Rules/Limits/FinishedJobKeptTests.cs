using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Limits;

namespace ContainerSecurity.Tests.Rules.Resources;

public class FinishedJobKeptTests
{
    private static IReadOnlyList<Finding> Judge(string spec, string meta = "", string kind = "Job") => new Manifest($$"""
        apiVersion: batch/v1
        kind: {{kind}}
        metadata: {name: migrate{{meta}} }
        spec: { {{spec}} template: {spec: {restartPolicy: Never, containers: [{name: a, image: b}]} } }
        """).Judge<FinishedJobKept>();

    [Test]
    public void Job_that_is_kept_is_reported() => Assert.That(Judge("").Single().Location.Path, Is.EqualTo("spec.ttlSecondsAfterFinished"));

    [TestCase("ttlSecondsAfterFinished: 0,", "", "Job")]
    [TestCase("ttlSecondsAfterFinished: '{{ .Values.ttl }}',", "", "Job")]
    [TestCase("", ", ownerReferences: [{kind: CronJob, name: migrate}]", "Job")]
    [TestCase("", ", annotations: {helm.sh/hook-delete-policy: hook-succeeded}", "Job")]
    [TestCase("", "", "Deployment")]
    public void Job_that_somebody_removes_is_not_reported(string spec, string meta, string kind) => Assert.That(Judge(spec, meta, kind), Is.Empty);
}
