using System.Text;
using BenchmarkDotNet.Attributes;
using ContainerSecurity.Docker.Access;
using ContainerSecurity.Docker.Endpoints;

namespace ContainerSecurity.Benchmarks;

/// <summary>Decisions about requests to a Docker engine, with 1,000 grants: one for each of 1,000 teams of a host, and all of them for one subject.</summary>
[MemoryDiagnoser]
public class DockerAccessBenchmarks
{
    private const int Grants = 1000;
    private const string Label = "com.example.team";
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"Image":"busybox:1","Env":["A=b"],"Labels":{"com.example.team":"team7"},"HostConfig":{"NetworkMode":"default","Memory":1000000,"NanoCpus":100000000}}""");

    private readonly DockerAuthorizer teams = new(Policy(i => [$"user{i}"]));
    private readonly DockerAuthorizer one = new(Policy(_ => ["user7"]));
    private readonly DockerRequestTarget inspect = Parse("GET", "/v1.41/containers/web/json");
    private readonly DockerRequestTarget create = Parse("POST", "/v1.41/containers/create?name=x");
    private DockerAccessRequest inspection = null!;
    private DockerAccessRequest foreign = null!;

    [GlobalSetup]
    public void Prepare()
    {
        inspection = Request("team7");
        foreign = Request("nobody");
    }

    /// <summary>The target is read, the request decided.</summary>
    [Benchmark]
    public bool DecideOfOneInAThousand()
    {
        DockerRequestTarget target = Parse("GET", "/v1.41/containers/web/json");
        return teams.Authorize(inspection with { Target = target }).IsAllowed;
    }

    [Benchmark]
    public bool DecideWithAThousandGrantsOfOneSubject() => one.Authorize(inspection).IsAllowed;

    /// <summary>The worst case: no grant holds the object, and the nearest misses are told.</summary>
    [Benchmark]
    public bool DenyWithAThousandGrantsOfOneSubject() => one.Authorize(foreign).IsAllowed;

    /// <summary>The body is read and judged by the rules of the profile baseline.</summary>
    [Benchmark]
    public bool DecideACreate()
    {
        var request = new DockerAccessRequest(new DockerSubject("user7"), create) { Body = DockerBody.Read(create, Body, "application/json") };
        return teams.Authorize(request with { Resolutions = [.. request.References.Select(r => new DockerResolution(r, null))] }).IsAllowed;
    }

    private DockerAccessRequest Request(string owner)
    {
        var request = new DockerAccessRequest(new DockerSubject("user7"), inspect);
        var web = new DockerObject(DockerObjectKind.Container, new string('a', 64))
        {
            Name = "web",
            Labels = new Dictionary<string, string>
            { [Label] = owner }
        };
        return request with { Resolutions = [.. request.References.Select(r => new DockerResolution(r, web))] };
    }

    private static DockerRequestTarget Parse(string method, string target) =>
        DockerRequestTarget.TryParse(method, target, out string problem) ?? throw new InvalidOperationException(problem);

    private static DockerAccessPolicy Policy(Func<int, string[]> usersOf) => new()
    {
        OwnerLabel = Label,
        Teams = [.. Enumerable.Range(0, Grants).Select(i => new DockerTeam($"team{i}") { Users = usersOf(i) })],
        Grants = [.. Enumerable.Range(0, Grants).Select(i => new DockerGrant("full") { Teams = [$"team{i}"] })],
    };
}
