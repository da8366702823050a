using System.Text.Json;
using ContainerSecurity.Docker.Access;
using ContainerSecurity.Docker.Access.Bodies;
using ContainerSecurity.Docker.Endpoints;

namespace ContainerSecurity.Docker.Tests.Endpoints;

/// <summary>No endpoint and no field of a create is without a verdict.</summary>
public class EndpointTableTests
{
    [Test]
    public void Every_endpoint_of_the_corpus_has_its_action_and_level()
    {
        string[] expected = [.. Corpus.Items("endpoints", "docker-api", "endpoints.json")
            .Select(e => $"{Text(e, "method")} {Text(e, "path")} {Text(e, "action")} {Text(e, "level")}").Order(StringComparer.Ordinal)];

        string[] known = [.. DockerEndpoints.All.Select(e => $"{e} {e.Action} {e.Level.ToString().ToLowerInvariant()}").Order(StringComparer.Ordinal)];

        Assert.That(known, Is.EqualTo(expected));
        Assert.That(known, Has.Length.EqualTo(123));
    }

    [Test]
    public void Every_endpoint_is_found_by_a_target_of_its_form()
    {
        foreach (DockerEndpoint endpoint in DockerEndpoints.All)
        {
            string path = endpoint.Path.Replace("{id}", "thing", StringComparison.Ordinal).Replace("{name}", "thing", StringComparison.Ordinal)
                .Replace("{checkpoint}", "point", StringComparison.Ordinal).Replace("{anyroute}", "containers", StringComparison.Ordinal);

            foreach (string version in (string[])["", "/v1.41"])
            {
                DockerRequestTarget? target = DockerRequestTarget.TryParse(endpoint.Method, version + path, out string problem);

                Assert.That(target?.Endpoint, Is.SameAs(endpoint), $"{endpoint}: {problem}");
            }
        }
    }

    [Test]
    public void Every_field_of_a_create_has_a_verdict()
    {
        string[] fields = [.. Corpus.Items("fields", "docker-api", "create-fields.json").Select(f => Text(f, "field"))];

        Assert.That(CreateFields.All.Keys, Is.EquivalentTo(fields));
        Assert.That(fields, Has.Length.EqualTo(135));
    }

    [Test]
    public void Fields_that_matter_are_not_free()
    {
        string[] free = [.. Corpus.Items("fields", "docker-api", "create-fields.json")
            .Where(f => Text(f, "severity") is "medium" or "high" or "critical").Select(f => Text(f, "field")).Where(f => CreateFields.All[f] == DockerFieldVerdict.Free)];

        Assert.That(free, Is.Empty);
    }

    [Test]
    public void Every_member_that_the_engine_decodes_has_a_verdict()
    {
        // 'Name' is not read by the engine.
        IEnumerable<string> members = Members(BodyShapes.Create, "").Where(m => m is not ("HostConfig" or "NetworkingConfig" or "Name"));

        Assert.That(members.Where(m => !CreateFields.All.ContainsKey(m)), Is.Empty);
    }

    [Test]
    public void Guarded_fields_have_a_guard_and_no_other()
    {
        DockerEndpoint create = DockerEndpoints.All.Single(e => e.Path == "/containers/create");

        Assert.That(BodyGuard.Of(create).Select(g => g.Field),
            Is.EquivalentTo(CreateFields.All.Where(f => f.Value.HasFlag(DockerFieldVerdict.Guarded)).Select(f => f.Key)));
    }

    [TestCase("view", 31)]
    [TestCase("restricted", 41)]
    [TestCase("full", 82)]
    [TestCase("admin", 123)]
    public void Built_in_role_has_the_endpoints_of_its_level_and_those_below(string role, int endpoints)
    {
        DockerPermission permission = DockerRole.BuiltIn.Single(r => r.Name == role).Permissions.Single();

        Assert.That(DockerEndpoints.All.Count(e => permission.PatternOf(e.Action) is not null), Is.EqualTo(endpoints));
    }

    [Test]
    public void A_body_is_judged_or_passes_as_a_stream_or_unseen_or_there_is_none()
    {
        Assert.That(DockerEndpoints.All.Where(e => e.Body == DockerBodyKind.Judged && BodyShapes.Of(e) is null), Is.Empty);
        // What passes unseen is for administrators, or holds credentials.
        Assert.That(DockerEndpoints.All.Where(e => e.Body == DockerBodyKind.Opaque && e.Answer != DockerAnswer.AdministratorsOnly
            && e.Action is not ("system.auth" or "container.archive.read")), Is.Empty);
    }

    private static IEnumerable<string> Members(JsonShape shape, string path)
    {
        if (shape.Kind != JsonShapeKind.Object)
            yield break;
        foreach ((string name, JsonShape member) in shape.Members)
        {
            string here = path.Length == 0 ? name : $"{path}.{name}";
            yield return here;
            if (path.Length == 0)
                foreach (string below in member.Kind == JsonShapeKind.Object && name is "HostConfig" or "NetworkingConfig" ? Members(member, here) : [])
                    yield return below;
        }
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
