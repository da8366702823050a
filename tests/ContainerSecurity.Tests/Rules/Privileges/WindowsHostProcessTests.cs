using ContainerSecurity.Rules.Privileges;

namespace ContainerSecurity.Tests.Rules.Privileges;

public class WindowsHostProcessTests
{
    [TestCase("securityContext: {windowsOptions: {hostProcess: true}}", "", "spec.containers[0].securityContext.windowsOptions.hostProcess")]
    [TestCase(
        "securityContext: {windowsOptions: {hostProcess: false}}",
        "securityContext: {windowsOptions: {hostProcess: true}}",
        "spec.securityContext.windowsOptions.hostProcess")]
    public void Host_process_is_reported_wherever_it_stands(string container, string pod, string path)
    {
        Assert.That(Manifest.Pod(container, pod).Judge<WindowsHostProcess>().Select(f => f.Location.Path), Is.EqualTo(new[] { path }));
    }

    [TestCase("")]
    [TestCase("securityContext: {windowsOptions: {hostProcess: false}}")]
    [TestCase("securityContext: {windowsOptions: {hostProcess: '{{ .Values.hostProcess }}'}}")]
    public void Container_that_is_not_known_to_be_a_host_process_is_not_reported(string container)
    {
        Assert.That(Manifest.Pod(container).Judge<WindowsHostProcess>(), Is.Empty);
    }
}
