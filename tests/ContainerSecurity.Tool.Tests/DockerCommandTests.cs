using System.Text.Json;
using ContainerSecurity.Docker.Tests.Hosts;

namespace ContainerSecurity.Tool.Tests;

/// <summary><c>csec docker</c>.</summary>
[NonParallelizable]
public class DockerCommandTests
{
    private FakeEngine engine = null!;

    [SetUp]
    public async Task Start()
    {
        engine = await FakeEngine.StartAsync();
        engine.AddContainer("web", """{"Privileged":true}""");
    }

    [TearDown]
    public async Task Stop() => await engine.DisposeAsync();

    [TestCase("CSEC2001", 1)]
    [TestCase("CSEC3001", 0)]
    public void Exit_code_tells_findings_from_none(string rule, int expected) =>
        Assert.That(Run("docker", "--host", engine.Address.ToString(), "--rule", rule).Code, Is.EqualTo(expected));

    [Test]
    public void What_may_not_be_read_is_bad_input_and_the_rest_is_reported()
    {
        engine.Answers["volumes"] = (403, """{"message":"no"}""");

        (int code, string output, _) = Run("docker", "--host", engine.Address.ToString());

        Assert.That(code, Is.EqualTo(2));
        Assert.That(output, Does.Contain("docker://host-1/volumes:1:1: The volumes were not judged").And.Contain("CSEC2001"));
    }

    [Test]
    public void Engine_that_is_not_there_is_bad_input()
    {
        (int code, string output, _) = Run("docker", "--host", "unix:///nowhere/docker.sock");

        Assert.That(code, Is.EqualTo(2));
        Assert.That(output, Does.Contain("The engine at 'unix:///nowhere/docker.sock' cannot be reached"));
    }

    [TestCase("docker.sock")]
    [TestCase("/run/docker.sock")]
    public void Address_that_is_none_is_refused(string address)
    {
        (int code, _, string error) = Run("docker", "--host", address);

        Assert.That(code, Is.EqualTo(2));
        Assert.That(error, Does.Contain($"'{address}' is no address of an engine"));
    }

    [Test]
    public void Report_in_JSON_names_the_object_and_the_field()
    {
        (_, string output, string error) = Run("docker", "--host", engine.Address.ToString(), "--format", "json", "--rule", "CSEC2001");
        using JsonDocument report = JsonDocument.Parse(output);
        JsonElement location = report.RootElement.GetProperty("findings")[0].GetProperty("location");

        Assert.Multiple(() =>
        {
            Assert.That(location.GetProperty("file").GetString(), Is.EqualTo("docker://host-1/containers/web"));
            Assert.That(location.GetProperty("path").GetString(), Is.EqualTo("HostConfig.Privileged"));
            Assert.That(error, Does.Contain("skipped docker://host-1/daemon.json"));
        });
    }

    [Test]
    public void Watch_goes_on_after_the_scan_and_says_why_it_ends()
    {
        engine.Answers["events"] = (403, """{"message":"no events"}""");

        (int code, string output, _) = Run("docker", "--host", engine.Address.ToString(), "--watch");

        Assert.That(code, Is.EqualTo(2));
        Assert.That(output, Does.Contain("CSEC2001").And.Contain("Nothing can be watched"));
    }

    [Test]
    public void Watch_writes_text_only()
    {
        (int code, _, string error) = Run("docker", "--host", engine.Address.ToString(), "--watch", "--format", "json");

        Assert.That(code, Is.EqualTo(2));
        Assert.That(error, Does.Contain("'--watch' writes as it goes"));
    }

    [Test]
    public void Settings_file_is_read_where_it_is_said_to_be()
    {
        string file = Path.Combine(Path.GetDirectoryName(engine.SocketPath)!, "daemon.json");
        File.WriteAllText(file, "{\"iptables\": false}");

        Assert.That(Run("docker", "--host", engine.Address.ToString(), "--daemon-json", file).Output, Does.Contain("CSEC7020"));
    }

    private static (int Code, string Output, string Error) Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var input = new StringReader("");
        return (CommandLine.Run(args, input, output, error), output.ToString(), error.ToString());
    }
}
