using System.Text;
using System.Text.Json.Nodes;
using ContainerSecurity.Docker.Access;
using ContainerSecurity.Docker.Endpoints;

namespace ContainerSecurity.Docker.Tests.Access;

/// <summary>An answer shows what the subject sees, in the form in which the engine gave it.</summary>
public class AnswerFilterTests
{
    private static readonly DockerAuthorizer Authorizer = new(TeamHost.Policy);

    [TestCase("/containers/json", """[{"Id":"1","Labels":{"com.example.team":"alpha"}},{"Id":"2","Labels":{"com.example.team":"beta"}},{"Id":"3","Labels":{}},{"Id":"4"}]""", """[{"Id":"1","Labels":{"com.example.team":"alpha"}}]""")]
    [TestCase("/containers/json", "[]", "[]")]
    [TestCase("/containers/json", "null", "null")]
    [TestCase("/volumes", """{"Volumes":[{"Name":"a","Labels":{"com.example.team":"alpha"}},{"Name":"b","Labels":null}],"Warnings":null}""", """{"Volumes":[{"Name":"a","Labels":{"com.example.team":"alpha"}}],"Warnings":null}""")]
    [TestCase("/volumes", """{"Volumes":null,"Warnings":null}""", """{"Volumes":null,"Warnings":null}""")]
    [TestCase("/networks", """[{"Id":"1","Name":"x","Labels":{"com.example.team":"beta"}},{"Id":"2","Name":"bridge","Labels":{},"Containers":{"c":{"Name":"beta-db"}}}]""", """[{"Id":"2","Name":"bridge","Labels":{},"Containers":{}}]""")]
    [TestCase("/secrets", """[{"ID":"1","Spec":{"Name":"a","Labels":{"com.example.team":"alpha"}}},{"ID":"2","Spec":{"Name":"b","Labels":{"com.example.team":"beta"}}}]""", """[{"ID":"1","Spec":{"Name":"a","Labels":{"com.example.team":"alpha"}}}]""")]
    [TestCase("/services", """[{"ID":"2","Spec":{"Name":"b","Labels":{}},"Labels":{"com.example.team":"alpha"}}]""", "[]")]
    public void List_is_narrowed(string target, string answer, string expected)
    {
        Assert.That(Filter("alice", target, answer), Is.EqualTo(expected));
    }

    [Test]
    public void Images_are_shown_by_the_names_that_are_seen()
    {
        const string answer = """[{"Id":"sha256:1","RepoTags":["registry.example.com/beta/app:1","registry.example.com/alpha/app:1"],"RepoDigests":[],"Containers":3},{"Id":"sha256:2","RepoTags":["nginx:1"]},{"Id":"sha256:3","RepoTags":null}]""";

        Assert.That(Filter("bob", "/images/json", answer), Is.EqualTo("""[{"Id":"sha256:1","RepoTags":["registry.example.com/beta/app:1"],"RepoDigests":[],"Containers":-1}]"""));
    }

    [Test]
    public void Disk_usage_is_that_of_what_is_seen()
    {
        const string answer = """{"LayersSize":999,"Images":[{"Id":"sha256:1","RepoTags":["busybox:1"],"Size":5}],"Containers":[{"Id":"1","Labels":{"com.example.team":"beta"}}],"Volumes":[{"Name":"v","Labels":{"com.example.team":"beta"}}],"BuildCache":[{"ID":"x"}],"NewUsage":{"Secret":1}}""";

        Assert.That(Filter("bob", "/system/df", answer), Is.EqualTo("""{"Images":[{"Id":"sha256:1","RepoTags":["busybox:1"],"Size":5}],"Containers":[{"Id":"1","Labels":{"com.example.team":"beta"}}],"Volumes":[{"Name":"v","Labels":{"com.example.team":"beta"}}],"LayersSize":5,"BuildCache":[]}"""));
        Assert.That(Filter("alice", "/system/df", answer), Does.Not.Contain("beta").And.Not.Contain("\"v\""));
    }

    [Test]
    public void The_host_is_described_without_its_counts_names_and_addresses()
    {
        string shown = Filter("alice", "/info", """{"Containers":44,"Name":"node-1","DockerRootDir":"/var/lib/docker","HttpProxy":"http://proxy","Swarm":{"NodeID":"n","NodeAddr":"10.0.0.1","LocalNodeState":"active"},"ServerVersion":"20.10.24","OSType":"linux","NewSecret":"x"}""");

        Assert.That(shown, Does.Not.Contain("44").And.Not.Contain("node-1").And.Not.Contain("/var/lib").And.Not.Contain("proxy\"").And.Not.Contain("10.0.0.1")
            .And.Not.Contain("NewSecret"));
        Assert.That(JsonNode.Parse(shown)!["ServerVersion"]!.GetValue<string>(), Is.EqualTo("20.10.24"));
        Assert.That(JsonNode.Parse(shown)!["Swarm"]!["LocalNodeState"]!.GetValue<string>(), Is.EqualTo("active"));
    }

    [Test]
    public void A_network_names_the_containers_that_are_seen()
    {
        const string answer = """{"Id":"1","Name":"n","Labels":{"com.example.team":"alpha"},"Containers":{"a":{"Name":"alpha-web"},"b":{"Name":"beta-db"},"c":{"Name":"gone"}}}""";

        Assert.That(JsonNode.Parse(Filter("alice", "/networks/x", answer))!["Containers"]!.ToJsonString(), Is.EqualTo("""{"a":{"Name":"alpha-web"}}"""));
    }

    [TestCase("""{"Type":"container","Action":"start","Actor":{"ID":"1","Attributes":{"com.example.team":"alpha","image":"busybox"}}}""", true)]
    [TestCase("""{"Type":"container","Action":"start","Actor":{"ID":"1","Attributes":{"com.example.team":"beta"}}}""", false)]
    [TestCase("""{"Type":"container","Action":"exec_create","Actor":{"ID":"1","Attributes":{}}}""", false)]
    [TestCase("""{"Type":"image","Action":"pull","Actor":{"ID":"busybox:1","Attributes":{"name":"busybox"}}}""", true)]
    [TestCase("""{"Type":"network","Action":"connect","Actor":{"ID":"own","Attributes":{"container":"a"}}}""", true)]
    [TestCase("""{"Type":"network","Action":"connect","Actor":{"ID":"own","Attributes":{"container":"b"}}}""", false)]
    [TestCase("""{"Type":"network","Action":"create","Actor":{"ID":"foreign","Attributes":{"com.example.team":"alpha"}}}""", false)]
    [TestCase("""{"Type":"daemon","Action":"reload","Actor":{"ID":"1","Attributes":{}}}""", false)]
    [TestCase("""{"Type":"container"}""", false)]
    [TestCase("not json", false)]
    [TestCase("[]", false)]
    public void Event_is_shown_where_its_object_is_seen(string line, bool isShown)
    {
        Assert.That(FilterOf("alice", "/events").ShowsEvent(Encoding.UTF8.GetBytes(line)), Is.EqualTo(isShown));
    }

    [TestCase("/containers/json", "{}")]
    [TestCase("/containers/json", "[1]")]
    [TestCase("/containers/json", "[{\"Id\":\"1\"")]
    [TestCase("/volumes", "[]")]
    [TestCase("/info", "null")]
    public void What_is_no_answer_of_the_endpoint_is_not_sent(string target, string answer)
    {
        Assert.That(() => Filter("alice", target, answer), Throws.TypeOf<FormatException>());
    }

    [Test]
    public void Every_list_that_is_filtered_can_be()
    {
        foreach (DockerEndpoint endpoint in DockerEndpoints.All.Where(e => e.Answer is DockerAnswer.FilterList or DockerAnswer.Redact or DockerAnswer.HideAndRedact))
            Assert.That(() => FilterOf("alice", "/containers/json").Apply(endpoint, "true"u8.ToArray()), Throws.TypeOf<FormatException>()
                .With.Message.Not.Contains("cannot be filtered"), endpoint.ToString());
    }

    private static string Filter(string user, string target, string answer) =>
        Encoding.UTF8.GetString(FilterOf(user, target).Apply(DockerRequestTarget.TryParse("GET", target, out _)!.Endpoint, Encoding.UTF8.GetBytes(answer)));

    private static DockerAnswerFilter FilterOf(string user, string target) =>
        new(Authorizer.VisibilityOf(new DockerSubject(user), target.StartsWith("/images", StringComparison.Ordinal)
            ? DockerObjectKind.Image
            : DockerObjectKind.Container), (kind, id) => (kind, id) switch
        {
            (DockerObjectKind.Container, "a") => new DockerObject(kind, id) { Labels = TeamHost.Owned("alpha") },
            (DockerObjectKind.Container, "b") => new DockerObject(kind, id) { Labels = TeamHost.Owned("beta") },
            (DockerObjectKind.Network, "own") => new DockerObject(kind, id) { Labels = TeamHost.Owned("alpha") },
            (DockerObjectKind.Network, "foreign") => new DockerObject(kind, id) { Labels = TeamHost.Owned("beta") },
            _ => null,
        });
}
