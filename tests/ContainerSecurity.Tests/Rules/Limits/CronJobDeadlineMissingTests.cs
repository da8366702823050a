using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Limits;

namespace ContainerSecurity.Tests.Rules.Resources;

public class CronJobDeadlineMissingTests
{
    private static IReadOnlyList<Finding> Judge(string spec, string kind = "CronJob") => new Manifest($$"""
        apiVersion: batch/v1
        kind: {{kind}}
        metadata: {name: report}
        spec: { {{spec}} jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: b}]} } } } }
        """).Judge<CronJobDeadlineMissing>();

    [TestCase("")]
    [TestCase("startingDeadlineSeconds: null,")]
    [TestCase("startingDeadlineSeconds: 9,")]
    public void No_deadline_or_one_below_ten_seconds_is_reported(string spec) =>
        Assert.That(Judge(spec).Single().Location.Path, Is.EqualTo("spec.startingDeadlineSeconds"));

    [TestCase("startingDeadlineSeconds: 10,")]
    [TestCase("startingDeadlineSeconds: '{{ .Values.deadline }}',")]
    public void Enough_and_unknown_time_is_not_reported(string spec) => Assert.That(Judge(spec), Is.Empty);

    [Test]
    public void Jobs_are_not_judged() => Assert.That(Judge("", "Job"), Is.Empty);
}
