using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Network;

namespace ContainerSecurity.Tests.Rules.Network;

public class RequiredLabelMissingTests
{
    [Test]
    public void Missing_label_is_reported_with_what_is_required()
    {
        IReadOnlyList<Finding> findings = Object("Deployment", "labels: {dev: a}", "requiredLabels", "owner").Judge<RequiredLabelMissing>();

        Assert.That(findings.Select(f => f.Message), Is.EqualTo(new[] { "Deployment 'web' has no label 'owner'. Required: any value." }));
        Assert.That(findings[0].Location.Path, Is.EqualTo("metadata.labels.owner"));
    }

    [TestCase("whois: a@example.com", 1)]
    [TestCase("email: nobody", 1)]
    [TestCase("email: 'me: a@example.com'", 1)]
    [TestCase("email: a@example.com", 0)]
    [TestCase("email: '{{ .Values.email }}'", 0)]
    public void Value_has_to_match_as_a_whole(string annotations, int expected)
    {
        IReadOnlyList<Finding> findings = Object(
            "Deployment",
            $"annotations: {{{annotations}}}",
            "requiredAnnotations",
            "email=[a-z]+@[a-z.]+").Judge<RequiredLabelMissing>();

        Assert.That(findings, Has.Count.EqualTo(expected));
        Assert.That(findings.Select(f => f.Message), Is.All.Contains("a value that matches [a-z]+@[a-z.]+"));
    }

    [TestCase("Namespace", 1)]
    [TestCase("Service", 1)]
    [TestCase("CronJob", 1)]
    [TestCase("ClusterRole", 0)]
    [TestCase("ConfigMap", 0)]
    public void Workloads_and_kinds_with_an_owner_are_judged(string kind, int expected) =>
        Assert.That(Object(kind, "labels: {}", "requiredLabels", "owner").Judge<RequiredLabelMissing>(), Has.Count.EqualTo(expected));

    [TestCase("ConfigMap", 1)]
    [TestCase("Deployment", 0)]
    public void Policy_may_name_the_kinds(string kind, int expected)
    {
        Manifest manifest = Object(kind, "labels: {}", "requiredLabels", "owner");
        manifest.Parameters["labelledKinds"] = ["ConfigMap"];

        Assert.That(manifest.Judge<RequiredLabelMissing>(), Has.Count.EqualTo(expected));
    }

    [TestCase("labels: '{{ .Values.labels }}'", "owner")]
    [TestCase("labels: {owner: ''}", "owner")]
    public void Label_that_may_be_there_is_not_reported(string metadata, string required) =>
        Assert.That(Object("Service", metadata, "requiredLabels", required).Judge<RequiredLabelMissing>(), Is.Empty);

    [TestCase("owner=(a+)+b", 1)]
    [TestCase("owner=(a|aa)+", 0)]
    [TestCase("owner=(.*a){20}b", 1)]
    public void Pattern_that_would_be_slow_is_matched_in_time(string required, int expected) =>
        Assert.That(
            Object(
                "Service",
                $"labels: {{owner: {new string('a', 60)}}}",
                "requiredLabels",
                required).Judge<RequiredLabelMissing>(),
            Has.Count.EqualTo(expected));

    [Test]
    public void Pattern_that_is_wrong_is_never_taken_for_none() =>
        Assert.That(() => Object("Service", "labels: {owner: a}", "requiredLabels", "owner=[").Judge<RequiredLabelMissing>(), Throws.ArgumentException);

    [Test]
    public void Without_parameters_nothing_is_required() =>
        Assert.That(Object("Service", "labels: {}", "other", "owner").Judge<RequiredLabelMissing>(), Is.Empty);

    private static Manifest Object(string kind, string metadata, string parameter, string required) =>
        new($"apiVersion: v1\nkind: {kind}\nmetadata:\n  name: web\n  {metadata}") { Parameters = { [parameter] = [required] } };
}
