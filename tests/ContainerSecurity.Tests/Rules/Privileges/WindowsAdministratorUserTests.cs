using ContainerSecurity.Rules.Privileges;

namespace ContainerSecurity.Tests.Rules.Privileges;

public class WindowsAdministratorUserTests
{
    private const string Administrator = "securityContext: {windowsOptions: {runAsUserName: ContainerAdministrator}}";
    private const string User = "securityContext: {windowsOptions: {runAsUserName: ContainerUser}}";

    [TestCase(Administrator, "", "spec.containers[0].securityContext.windowsOptions.runAsUserName")]
    [TestCase("", Administrator, "spec.securityContext.windowsOptions.runAsUserName")]
    [TestCase(
        @"securityContext: {windowsOptions: {runAsUserName: 'User Manager\containeradministrator'}}",
        "",
        "spec.containers[0].securityContext.windowsOptions.runAsUserName")]
    public void Administrator_is_reported_with_or_without_a_domain(string container, string pod, string path)
    {
        Assert.That(Manifest.Pod(container, pod).Judge<WindowsAdministratorUser>().Select(f => f.Location.Path), Is.EqualTo(new[] { path }));
    }

    [TestCase("", "")]
    [TestCase(User, "")]
    [TestCase(User, Administrator)]
    [TestCase("securityContext: {windowsOptions: {runAsUserName: '{{ .Values.user }}'}}", Administrator)]
    public void Other_users_are_not_reported_and_the_container_stands_before_its_pod(string container, string pod)
    {
        Assert.That(Manifest.Pod(container, pod).Judge<WindowsAdministratorUser>(), Is.Empty);
    }
}
