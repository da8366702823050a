using ContainerSecurity.Rules.Isolation;

namespace ContainerSecurity.Tests.Rules.Isolation;

public class LifecycleHookPrivilegedTests
{
    [TestCase("post_start: [{command: [a], privileged: true}]", "services.web.post_start[0].privileged")]
    [TestCase("pre_stop: [{command: [a]}, {command: [b], privileged: 'true'}]", "services.web.pre_stop[1].privileged")]
    [TestCase("use_api_socket: true", "services.web.use_api_socket")]
    [TestCase("provider: {type: awesomecloud}", "services.web.provider.type")]
    public void Rights_of_the_host_are_reported_where_they_are_given(string fields, string path) =>
        Assert.That(Manifest.Service(fields).Judge<LifecycleHookPrivileged>().Single().Location.Path, Is.EqualTo(path));

    [TestCase("post_start: [{command: [a], user: '10001'}]")]
    [TestCase("post_start: [{command: [a], privileged: false}]")]
    [TestCase("use_api_socket: false")]
    [TestCase("")]
    public void Harmless_hooks_are_not_reported(string fields) => Assert.That(Manifest.Service(fields).Judge<LifecycleHookPrivileged>(), Is.Empty);
}
