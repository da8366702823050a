namespace ContainerSecurity.Analyzers.Tests;

/// <summary>Containers that code starts with the command line of Docker.</summary>
public class ProcessCommandTests
{
    [TestCase("""void M() => Process.Start("docker", {|CSEC2001:"run --privileged registry.example.com/web:1.4.2"|});""")]
    [TestCase("""void M() => Process.Start("/usr/bin/docker", {|CSEC3006:"run -it --rm -v /var/run/docker.sock:/var/run/docker.sock registry.example.com/web:1.4.2"|});""")]
    [TestCase("""void M(string image) => Process.Start("podman", {|CSEC3001:$"run -d --network host {image}"|});""")]
    [TestCase("""void M() => Process.Start("docker", ["run", "--rm", {|CSEC2006:"--cap-add=SYS_ADMIN"|}, "registry.example.com/web:1.4.2"]);""")]
    [TestCase("""void M() => Process.Start("docker", {|CSEC1001:"run -e TZ=UTC -p8080:80 redis"|});""")]
    [TestCase("""object M() => new ProcessStartInfo("docker", {|CSEC2001:"run --privileged registry.example.com/web:1.4.2"|});""")]
    [TestCase("""object M() => new ProcessStartInfo { FileName = "docker", Arguments = {|CSEC2001:"container run --privileged registry.example.com/web:1.4.2"|} };""")]
    [TestCase("""object M() => new ProcessStartInfo("docker") { ArgumentList = { "run", {|CSEC2001:"--privileged"|}, "registry.example.com/web:1.4.2" } };""")]
    [TestCase("""void M() { var info = new ProcessStartInfo("docker"); info.ArgumentList.Add("run"); info.ArgumentList.Add("--pid"); info.ArgumentList.Add({|CSEC3002:"host"|}); Process.Start(info); }""")]
    [TestCase("""void M() { var info = new ProcessStartInfo(); info.FileName = "docker"; info.Arguments = {|CSEC2001:"run --privileged x:1"|}; Process.Start(info); }""")]
    public Task Bad_option_is_told(string members) => Judge(members);

    [TestCase("""void M() => Process.Start("docker", "run registry.example.com/web:1.4.2 --privileged");""")]
    [TestCase("""void M() => Process.Start("docker", "run --name --privileged registry.example.com/web:1.4.2");""")]
    [TestCase("""void M() => Process.Start("docker", "ps --filter name=run --privileged");""")]
    [TestCase("""void M(string options) => Process.Start("docker", $"run {options} --privileged x:1");""")]
    [TestCase("""void M() => Process.Start("tool", "run --privileged registry.example.com/web:1.4.2");""")]
    [TestCase("""static void Start(string name, string arguments) { } void M() => Start("docker", "run --privileged x:1");""")]
    [TestCase("""void M() => Process.Start("docker", "run --rm -v data:/data -v ./conf:/etc/shop:ro registry.example.com/web:1.4.2");""")]
    public Task Look_alike_is_silent(string members) => Judge(members);

    private static Task Judge(string members) => new Code($"using System.Diagnostics; class C {{ {members} }}").RunAsync();
}
