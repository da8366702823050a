using ContainerSecurity.Docker.Hosts;
using Microsoft.Extensions.DependencyInjection;

namespace ContainerSecurity.Docker.Tests.Hosts;

public class AddDockerHostsTests
{
    [Test]
    public void Scanner_is_there_for_each_policy_and_keeps_to_its_options()
    {
        var collection = new ServiceCollection();
        collection.AddContainerSecurity().AddDockerHosts();
        collection.AddContainerSecurity("strict", _ => { }).AddDockerHosts(new DockerHostOptions { Concurrency = 2 });
        collection.AddContainerSecurity("wrong", _ => { }).AddDockerHosts(new DockerHostOptions { Concurrency = 0 });
        using ServiceProvider services = collection.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });

        Assert.Multiple(() =>
        {
            Assert.That(services.GetRequiredService<DockerHostScanner>(), Is.Not.Null);
            Assert.That(services.GetRequiredKeyedService<DockerHostScanner>("strict"), Is.Not.SameAs(services.GetRequiredService<DockerHostScanner>()));
            Assert.That(() => services.GetRequiredKeyedService<DockerHostScanner>("wrong"), Throws.InstanceOf<ArgumentOutOfRangeException>());
        });
    }
}
