using ContainerSecurity.Rules.Privileges;

namespace ContainerSecurity.Tests.Rules.Privileges;

public class ApparmorUnconfinedTests
{
    [TestCase("securityContext: {appArmorProfile: {type: Unconfined}}", "", "spec.containers[0].securityContext.appArmorProfile.type")]
    [TestCase(
        "securityContext: {appArmorProfile: {type: RuntimeDefault}}",
        "securityContext: {appArmorProfile: {type: Unconfined}}",
        "spec.securityContext.appArmorProfile.type")]
    public void Profile_that_confines_nothing_is_reported_wherever_it_stands(string container, string pod, string path)
    {
        Assert.That(Manifest.Pod(container, pod).Judge<ApparmorUnconfined>().Select(f => f.Location.Path), Is.EqualTo(new[] { path }));
    }

    [TestCase("")]
    [TestCase("securityContext: {appArmorProfile: {type: RuntimeDefault}}")]
    [TestCase("securityContext: {appArmorProfile: {type: Localhost, localhostProfile: a}}")]
    [TestCase("securityContext: {appArmorProfile: {type: '{{ .Values.appArmor }}'}}")]
    public void Absent_unknown_and_confining_profiles_are_not_reported(string container)
    {
        Assert.That(Manifest.Pod(container).Judge<ApparmorUnconfined>(), Is.Empty);
    }

    [TestCase("unconfined", ExpectedResult = 1)]
    [TestCase("runtime/default", ExpectedResult = 0)]
    [TestCase("localhost/web", ExpectedResult = 0)]
    public int Annotation_of_a_template_counts_too(string profile) => new Manifest($$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          template:
            metadata:
              annotations: {container.apparmor.security.beta.kubernetes.io/app: {{profile}}}
            spec:
              containers: [{name: app, image: a}]
        """).Judge<ApparmorUnconfined>().Count;
}
