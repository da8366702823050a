using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Access;

namespace ContainerSecurity.Tests.Rules.Access;

public class ServiceAccountFieldDeprecatedTests
{
    private static IReadOnlyList<Finding> Judge(string pod) => Manifest.Pod(pod: pod).Judge<ServiceAccountFieldDeprecated>();

    [Test]
    public void Old_field_by_itself_is_reported()
    {
        Finding finding = Judge("serviceAccount: web").Single();

        Assert.That(finding.Location.Path, Is.EqualTo("spec.serviceAccount"));
        Assert.That(finding.Message, Does.EndWith("Allowed: serviceAccountName."));
    }

    [TestCase("serviceAccountName: web")]
    [TestCase("{serviceAccount: web, serviceAccountName: web}")]
    [TestCase("serviceAccount: ''")]
    [TestCase("serviceAccount: '{{ .Values.account }}'")]
    public void New_field_beside_it_and_what_is_not_known_is_not_reported(string pod) =>
        Assert.That(Judge(pod.Trim('{', '}').Contains(", ", StringComparison.Ordinal) ? pod.Trim('{', '}').Replace(", ", "\n", StringComparison.Ordinal) : pod), Is.Empty);
}
