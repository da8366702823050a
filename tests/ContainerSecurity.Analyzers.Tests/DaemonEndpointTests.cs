namespace ContainerSecurity.Analyzers.Tests;

/// <summary>Addresses of Docker daemons that code connects to.</summary>
public class DaemonEndpointTests
{
    [TestCase("""object M() => new DockerClientConfiguration({|CSEC5019:new Uri("tcp://build:2375")|});""")]
    [TestCase("""object M() { var uri = new Uri("http://10.0.0.5:2375"); return new DockerClientConfiguration({|CSEC5019:uri|}).CreateClient(); }""")]
    [TestCase("""const string Daemon = "tcp://build"; object M() => new DockerClientConfiguration({|CSEC5019:new Uri(Daemon)|}, new AnonymousCredentials());""")]
    [TestCase("""object M(string host) => new DockerClientConfiguration({|CSEC5019:new Uri($"tcp://{host}:2375")|});""")]
    [TestCase("""object M(string host) => new DockerClientConfiguration({|CSEC5019:new Uri("http://" + host + ":2375/")|});""")]
    [TestCase("""object M(string host) => new DockerClientConfiguration({|CSEC5019:new Uri(string.Format("tcp://{0}:2375", host))|});""")]
    [TestCase("""object M(string host) => new DockerClientConfiguration({|CSEC5019:new Uri(string.Concat("tcp://", host, ":2375"))|});""")]
    [TestCase("""object M(string host) => new DockerClientConfiguration(new Uri(string.Format("tcp://{0}:2376", host)));""")]
    [TestCase("""object M(string host, int port) => new DockerClientConfiguration(new Uri(string.Format("tcp://{0}:{1}", host, port)));""")]
    [TestCase("""object M(string host) => new DockerClientConfiguration(new Uri(string.Format("tcp://{0:2375", host)));""")]
    [TestCase("""static readonly Uri Daemon = new("tcp://build:2375"); object M() => new DockerClientConfiguration({|CSEC5019:Daemon|});""")]
    [TestCase("""static Uri Daemon { get; } = new Uri("tcp://" + "build:2375"); object M() => new DockerClientConfiguration({|CSEC5019:Daemon|});""")]
    [TestCase("""object M(string host) => new DockerClientConfiguration(new Uri($"tcp://{host}:2376"));""")]
    [TestCase("""object M(string host, int port) => new DockerClientConfiguration(new Uri($"tcp://{host}:{port}"));""")]
    [TestCase("""object M(string scheme) => new DockerClientConfiguration(new Uri($"{scheme}://build:2375"));""")]
    [TestCase("""object M() => new DockerClientConfiguration(new Uri("unix:///var/run/docker.sock"));""")]
    [TestCase("""object M() => new DockerClientConfiguration(new Uri("npipe://./pipe/docker_engine"));""")]
    [TestCase("""object M(Credentials credentials) => new DockerClientConfiguration(new Uri("tcp://build:2375"), credentials);""")]
    [TestCase("""object M(Uri uri) => new DockerClientConfiguration(uri);""")]
    [TestCase("""object M() => new Uri("tcp://build:2375");""")]
    public Task Client_of_the_first_package(string members) => new Code(Code.Class("Docker.DotNet", members), Code.Docker).RunAsync();

    [TestCase("""object M() => new DockerClientBuilder().WithEndpoint({|CSEC5019:new Uri("tcp://build:2375")|}).Build();""")]
    [TestCase("""object M() => new DockerClientBuilder().WithEndpoint(new Uri("unix:///var/run/docker.sock")).Build();""")]
    [TestCase("""object M() => new DockerClientBuilder().WithEndpoint(new Uri("tcp://build:2376")).Build();""")]
    public Task Builder_of_the_fork(string members) => new Code(Code.Class("Docker.DotNet", members), Code.DockerEnhanced).RunAsync();

    [Test]
    public Task Builder_that_proves_who_it_is() => new Code("""
        namespace Docker.DotNet.Models { public class HostConfig; }
        namespace Docker.DotNet
        {
            public class DockerClientBuilder { public DockerClientBuilder WithEndpoint(Uri uri) => this; public DockerClientBuilder WithAuthProvider(object provider) => this; public object Build() => this; }
        }
        class C { object M(object provider) => new Docker.DotNet.DockerClientBuilder().WithEndpoint(new Uri("tcp://build:2375")).WithAuthProvider(provider).Build(); }
        """).RunAsync();

    [TestCase("""object M() => new ContainerBuilder("nginx:1.29.2").WithDockerEndpoint({|CSEC5019:"tcp://build:2375"|});""")]
    [TestCase("""object M() => new ContainerBuilder("nginx:1.29.2").WithDockerEndpoint("unix:///var/run/docker.sock");""")]
    [TestCase("""void M() => Environment.SetEnvironmentVariable("DOCKER_HOST", {|CSEC5019:"tcp://build:2375"|});""")]
    [TestCase("""void M() => Environment.SetEnvironmentVariable("DOCKER_HOST", "tcp://build:2376");""")]
    [TestCase("""void M() => Environment.SetEnvironmentVariable("DB_HOST", "tcp://build:2375");""")]
    public Task Endpoint_of_tests(string members) => Code.OfTestcontainers(members);
}
