using ContainerSecurity.Rules.Access;

namespace ContainerSecurity.Tests.Rules.Access;

public class DefaultServiceAccountTests
{
    [TestCase("", "spec.serviceAccountName")]
    [TestCase("serviceAccountName: default", "spec.serviceAccountName")]
    [TestCase("serviceAccount: default", "spec.serviceAccount")]
    [TestCase("serviceAccountName: ''\nserviceAccount: default", "spec.serviceAccount")]
    public void Pod_of_the_default_account_is_reported(string pod, string path)
    {
        Assert.That(Manifest.Pod(pod: pod).Judge<DefaultServiceAccount>().Single().Location.Path, Is.EqualTo(path));
    }

    [TestCase("serviceAccountName: web")]
    [TestCase("serviceAccount: web")]
    [TestCase("serviceAccountName: ''\nserviceAccount: web")]
    [TestCase("serviceAccountName: web\nserviceAccount: default")]
    [TestCase("serviceAccountName: '{{ .Values.account }}'")]
    public void Pod_of_another_account_or_one_not_known_is_not_reported(string pod)
    {
        Assert.That(Manifest.Pod(pod: pod).Judge<DefaultServiceAccount>(), Is.Empty);
    }
}
