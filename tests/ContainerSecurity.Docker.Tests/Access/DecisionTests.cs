using ContainerSecurity.Docker.Access;
using ContainerSecurity.Docker.Endpoints;

namespace ContainerSecurity.Docker.Tests.Access;

/// <summary>Nothing is allowed but what a grant allows; what is another team's is not there.</summary>
public class DecisionTests
{
    private readonly TeamHost host = new();

    [TestCase("alice", "GET", "/containers/alpha-web/json")]
    [TestCase("alice", "GET", "/containers/alpha-web/logs?follow=1")]
    [TestCase("alice", "POST", "/containers/alpha-web/stop")]
    [TestCase("alice", "DELETE", "/containers/alpha-web?force=1")]
    [TestCase("alice", "POST", "/containers/alpha-web/rename?name=any")]
    [TestCase("alice", "GET", "/volumes/alpha-data")]
    [TestCase("alice", "DELETE", "/networks/alpha-net")]
    [TestCase("alice", "GET", "/images/busybox:1/json")]
    [TestCase("alice", "POST", "/images/create?fromImage=busybox&tag=1")]
    [TestCase("alice", "GET", "/_ping")]
    [TestCase("alice", "HEAD", "/_ping")]
    [TestCase("alice", "GET", "/version")]
    [TestCase("gina", "GET", "/images/search?term=x")]
    [TestCase("victor", "GET", "/containers/beta-db/logs")]
    [TestCase("root", "POST", "/images/load")]
    [TestCase("root", "POST", "/session")]
    [TestCase("root", "GET", "/containers/nosuch/json")]
    [TestCase("root", "GET", "/info")]
    [TestCase("bob", "DELETE", "/images/registry.example.com/beta/app:1")]
    public void Is_allowed(string user, string method, string target)
    {
        DockerAccessDecision decision = host.Ask(user, method, target);

        Assert.That(decision.IsAllowed, Is.True, decision.Reason);
        Assert.That(decision.Target, Is.Not.Null);
        Assert.That(decision.Grant, Is.Not.Null);
        Assert.That(decision.Reason, Does.Contain(user));
    }

    [TestCase("", "GET", "/_ping", TestName = "Somebody unknown may not even ping")]
    [TestCase("nobody", "GET", "/containers/json", TestName = "Somebody to whom nothing is granted")]
    [TestCase("alice", "POST", "/build", TestName = "A build equals root")]
    [TestCase("alice", "POST", "/grpc", TestName = "After an upgrade nothing is seen")]
    [TestCase("alice", "POST", "/session", TestName = "A session of a build")]
    [TestCase("alice", "POST", "/swarm/init", TestName = "The swarm")]
    [TestCase("alice", "GET", "/info", TestName = "The host's description is the administrators'")]
    [TestCase("victor", "POST", "/containers/alpha-web/stop", TestName = "A viewer changes nothing")]
    [TestCase("gina", "POST", "/images/busybox:1/tag?repo=x", TestName = "Restricted tags no image")]
    [TestCase("alice", "DELETE", "/images/busybox:1", TestName = "A team without a list of images changes none")]
    [TestCase("bob", "DELETE", "/images/registry.example.com/alpha/app:1", TestName = "Another team's name of an image")]
    [TestCase("bob", "DELETE", "/images/sha256:8888888888888888888888888888888888888888888888888888888888888888",
        TestName = "An image by its ID, when another team names it too")]
    [TestCase("bob", "POST", "/images/create?fromImage=registry.example.com/other&tag=1", TestName = "An image that is not on the list")]
    [TestCase("bob", "POST", "/images/create?fromSrc=http://example.com/x.tar&repo=registry.example.com/beta/x", TestName = "An import from an address")]
    [TestCase("bob", "POST", "/images/busybox:1/tag?repo=registry.example.com/alpha/x", TestName = "A tag in another team's name")]
    [TestCase("alice", "POST", "/containers/alpha-web/stop?newer=1", TestName = "A parameter that is not known, on what changes something")]
    [TestCase("alice", "GET", "/containers/json?filters=[]", TestName = "Filters that are not well formed")]
    [TestCase("alice", "GET", "/nosuch", TestName = "No endpoint")]
    [TestCase("alice", "POST", "/containers/alpha-web/checkpoints", TestName = "A checkpoint")]
    [TestCase("alice", "PUT", "/volumes/alpha-data?version=1", TestName = "A volume of the swarm")]
    public void Is_denied(string user, string method, string target)
    {
        DockerAccessDecision decision = host.Ask(user, method, target);

        Assert.That(decision.IsAllowed, Is.False, decision.Reason);
        Assert.That(decision.Target, Is.Null);
        Assert.That(decision.ClientMessage, Is.Not.Empty);
    }

    [TestCase("/containers/beta-db/json", "No such container: beta-db")]
    [TestCase("/containers/nosuch/json", "No such container: nosuch")]
    [TestCase("/containers/bbbb/json", "No such container: bbbb")]
    [TestCase("/volumes/beta-data", "get beta-data: no such volume")]
    [TestCase("/networks/beta-net", "network beta-net not found")]
    [TestCase("/exec/ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff/json",
        "No such exec instance: ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    public void What_is_foreign_is_answered_as_what_is_not_there(string target, string message)
    {
        DockerAccessDecision decision = host.Ask("alice", "GET", target);

        Assert.That(decision.IsAllowed, Is.False);
        Assert.That(decision.Demands(DockerObligationKind.AnswerNotFound), Is.True);
        Assert.That(decision.ClientMessage, Is.EqualTo(message));
    }

    [Test]
    public void What_is_foreign_and_what_is_not_granted_at_all_is_not_there_either()
    {
        DockerAccessDecision foreign = host.Ask("gina", "DELETE", "/containers/beta-db");
        DockerAccessDecision absent = host.Ask("gina", "DELETE", "/containers/nosuch");

        Assert.That(foreign.ClientMessage, Is.EqualTo("No such container: beta-db"));
        Assert.That(absent.Obligations.Select(o => o.Kind), Is.EqualTo(foreign.Obligations.Select(o => o.Kind)));
    }

    [Test]
    public void A_denial_tells_the_client_of_no_other_team()
    {
        foreach (string target in (string[])["/containers/beta-db/json", "/volumes/beta-data", "/networks/beta-net"])
            Assert.That(host.Ask("alice", "GET", target).ClientMessage.Replace(target.Split('/')[2], "", StringComparison.Ordinal), Does.Not.Contain("beta"));
    }

    [Test]
    public void The_target_has_the_full_ID_so_that_no_name_is_resolved_twice()
    {
        DockerAccessDecision decision = host.Ask("alice", "POST", "/v1.41/containers/alpha-web/stop?t=1");

        Assert.That(decision.Target, Is.EqualTo($"/v1.41/containers/{TeamHost.WebId}/stop?t=1"));
        Assert.That(decision.Demands(DockerObligationKind.ReplaceReferences), Is.True);
        Assert.That(host.Ask("alice", "POST", $"/containers/{TeamHost.WebId}/stop").Demands(DockerObligationKind.ReplaceReferences), Is.False);
    }

    [Test]
    public void A_container_named_like_the_start_of_a_foreign_ID_is_the_one_that_the_engine_takes()
    {
        host.Objects.Add(new DockerObject(DockerObjectKind.Container, new string('c', 64)) { Name = "bbbb", Labels = TeamHost.Owned("alpha") });

        DockerAccessDecision decision = host.Ask("alice", "GET", "/containers/bbbb/json");

        Assert.That(decision.Target, Is.EqualTo($"/containers/{new string('c', 64)}/json"));
        host.Objects.RemoveAt(host.Objects.Count - 1);
    }

    [Test]
    public void A_denial_names_the_nearest_misses()
    {
        DockerAccessDecision decision = host.Ask("victor", "POST", "/containers/alpha-web/stop");

        Assert.That(decision.NearestMisses.Single(), Is.EqualTo(new DockerNearMiss(TeamHost.Policy.Grants[3], DockerScope.Everything, false)));
        Assert.That(host.Ask("alice", "GET", "/containers/beta-db/json").NearestMisses.Select(m => (m.HasAction, m.Scope)),
            Does.Contain((true, DockerScope.Owner("alpha"))));
    }

    [Test]
    public void A_group_gives_what_is_its_teams()
    {
        DockerRequestTarget target = DockerRequestTarget.TryParse("GET", "/containers/alpha-web/json", out _)!;
        DockerAccessRequest request = host.Request("dora", target, null,
            null) with
        { Subject = new DockerSubject("dora") { Groups = ["other", "alpha-devs"] } };

        Assert.That(new DockerAuthorizer(TeamHost.Policy).Authorize(request).IsAllowed, Is.True);
        Assert.That(new DockerAuthorizer(TeamHost.Policy).Authorize(request with { Subject = new DockerSubject("") { Groups = ["alpha-devs"] } }).IsAllowed,
            Is.False);
    }

    [Test]
    public void What_was_not_looked_up_is_denied()
    {
        DockerRequestTarget target = DockerRequestTarget.TryParse("GET", "/containers/alpha-web/json", out _)!;

        DockerAccessDecision decision = new DockerAuthorizer(TeamHost.Policy).Authorize(new DockerAccessRequest(new DockerSubject("root"), target));

        Assert.That(decision.IsAllowed, Is.False);
        Assert.That(decision.IsError, Is.True);
    }

    [TestCase("/containers/json?limit=1", true)]
    [TestCase("/volumes", false)]
    [TestCase("/networks", false)]
    [TestCase("/images/json", false)]
    [TestCase("/events", false)]
    [TestCase("/tasks", false)]
    public void A_list_is_filtered_and_that_of_containers_by_the_engine_too(string target, bool isInjected)
    {
        DockerAccessDecision decision = host.Ask("alice", "GET", target);

        Assert.That(decision.Demands(DockerObligationKind.FilterBy), Is.True);
        Assert.That(decision.Visibility!.Scopes, Is.EqualTo(new[] { DockerScope.Owner("alpha") }));
        Assert.That(decision.Demands(DockerObligationKind.InjectLabelFilter), Is.EqualTo(isInjected));
        Assert.That(Uri.UnescapeDataString(decision.Target!).Contains("com.example.team=alpha", StringComparison.Ordinal), Is.EqualTo(isInjected));
        Assert.That(host.Ask("root", "GET", target).Obligations.Select(o => o.Kind), Is.EqualTo(new[] { DockerObligationKind.Audit }));
    }

    [TestCase("/containers/json?before=beta-db")]
    [TestCase("/containers/json?filters=%7B%22since%22%3A%5B%22beta-db%22%5D%7D")]
    [TestCase("/containers/json?filters=%7B%22since%22%3A%5B%22nosuch%22%5D%7D")]
    public void A_list_does_not_tell_whether_a_foreign_container_is_there(string target)
    {
        Assert.That(host.Ask("alice", "GET", target).Demands(DockerObligationKind.AnswerNotFound), Is.True);
        Assert.That(host.Ask("alice", "GET", target.Replace("beta-db", "alpha-web", StringComparison.Ordinal)
            .Replace("nosuch", "alpha-web", StringComparison.Ordinal)).IsAllowed, Is.True);
    }

    [TestCase("/containers/prune")]
    [TestCase("/networks/prune")]
    [TestCase("/volumes/prune?filters=%7B%22label%22%3A%5B%22com.example.team%3Dbeta%22%5D%7D")]
    public void A_prune_takes_what_is_the_teams(string target)
    {
        DockerAccessDecision decision = host.Ask("alice", "POST", target);

        Assert.That(decision.IsAllowed, Is.True, decision.Reason);
        Assert.That(Uri.UnescapeDataString(decision.Target!), Does.Contain("\"com.example.team=alpha\""));
        Assert.That(decision.Demands(DockerObligationKind.InjectLabelFilter), Is.True);
    }

    [Test]
    public void Who_prunes_for_several_teams_says_for_which()
    {
        var several = new TeamHost(TeamHost.Policy with
        {
            Grants = [.. TeamHost.Policy.Grants,
            new DockerGrant("full") { Users = ["alice"], Scopes = [DockerScope.Owner("beta")] }]
        });

        Assert.That(several.Ask("alice", "POST", "/containers/prune").IsAllowed, Is.False);
        Assert.That(Uri.UnescapeDataString(several.Ask("alice", "POST", "/containers/prune", team: "beta").Target!), Does.Contain("com.example.team=beta"));
        Assert.That(Uri.UnescapeDataString(several.Ask("alice", "POST", "/containers/prune?filters=%7B%22label%22%3A%5B%22com.example.team%3Dbeta%22%5D%7D")
            .Target!), Does.Contain("com.example.team=beta"));
        Assert.That(several.Ask("alice", "POST", "/containers/prune", team: "gamma").IsAllowed, Is.False);
    }

    [Test]
    public void The_networks_that_every_engine_has_are_seen_redacted_and_not_changed()
    {
        DockerAccessDecision seen = host.Ask("alice", "GET", "/networks/bridge");

        Assert.That(seen.IsAllowed, Is.True, seen.Reason);
        Assert.That(seen.Demands(DockerObligationKind.Redact), Is.True);
        Assert.That(host.Ask("alice", "DELETE", "/networks/bridge").IsAllowed, Is.False);
    }

    [TestCase("container.create", true)]
    [TestCase("container.logs", true)]
    [TestCase("system.info", true)]
    [TestCase("image.build", false)]
    [TestCase("session.grpc", false)]
    [TestCase("swarm.init", false)]
    [TestCase("plugin.list", false)]
    public void A_role_over_a_team_reaches_no_host(string action, bool isAllowed)
    {
        var authorizer = new DockerAuthorizer(TeamHost.Policy with { Grants = [new DockerGrant("admin") { Teams = ["alpha"] }] });

        Assert.That(authorizer.Authorize(new DockerSubject("alice"), action).IsAllowed, Is.EqualTo(isAllowed));
    }

    [Test]
    public void Who_cannot_fulfil_an_obligation_denies()
    {
        Assert.That(host.Ask("alice", "GET", "/containers/json").FulfilledBy(DockerObligationKind.Audit).IsAllowed, Is.False);
        Assert.That(host.Ask("alice", "GET", $"/containers/{TeamHost.WebId}/json").FulfilledBy(DockerObligationKind.Audit).IsAllowed, Is.True);
        Assert.That(host.Ask("root", "GET", "/containers/json").FulfilledBy(DockerObligationKind.Audit).IsAllowed, Is.True);
    }

    [TestCase("web-*", "web-1", true)]
    [TestCase("web-*", "db-1", false)]
    public void A_scope_of_names_holds_what_is_named_so(string pattern, string name, bool isAllowed)
    {
        var named = new TeamHost(TeamHost.Policy with
        {
            Grants = [new DockerGrant("full") { Users = ["nora"],
            Scopes = [new DockerScope(DockerScopeKind.Name, pattern)] }]
        });
        named.Objects.Add(new DockerObject(DockerObjectKind.Container, new string('d', 64)) { Name = name });

        Assert.That(named.Ask("nora", "POST", $"/containers/{name}/stop").IsAllowed, Is.EqualTo(isAllowed));
        Assert.That(named.Ask("nora", "POST", $"/containers/create?name={name}", "{\"Image\":\"a\"}").IsAllowed, Is.False, "the image is in no scope");
        Assert.That(named.Ask("nora", "POST", $"/containers/{name}/rename?name=other").IsAllowed, Is.False);
    }

    [TestCase("busybox", true)]
    [TestCase("nginx", false)]
    public void A_scope_of_images_holds_what_is_made_of_them(string pattern, bool isAllowed)
    {
        var images = new TeamHost(TeamHost.Policy with
        {
            Grants = [new DockerGrant("full") { Users = ["ian"],
            Scopes = [new DockerScope(DockerScopeKind.Image, pattern)] }]
        });

        Assert.That(images.Ask("ian", "POST", "/containers/alpha-web/stop").IsAllowed, Is.EqualTo(isAllowed));
        Assert.That(images.Ask("ian", "GET", "/images/busybox:1/json").IsAllowed, Is.EqualTo(isAllowed));
    }

    [Test]
    public void Grants_add_up_and_none_takes_away()
    {
        DockerGrant[] more = [new DockerGrant("view") { Users = ["alice"], Scopes = [DockerScope.Everything] },
            new DockerGrant("restricted") { Users = ["alice"], Scopes = [DockerScope.Owner("beta")] }];
        var richer = new TeamHost(TeamHost.Policy with { Grants = [.. TeamHost.Policy.Grants, .. more] });
        (string, string)[] asked = [.. from e in DockerEndpoints.All
                                       let path = e.Path.Replace("{id}", "alpha-web", StringComparison.Ordinal)
                                           .Replace("{name}", "busybox:1", StringComparison.Ordinal).Replace("{checkpoint}", "c", StringComparison.Ordinal)
                                           .Replace("{anyroute}", "x", StringComparison.Ordinal)
                                       where DockerRequestTarget.TryParse(e.Method, path, out _) is not null
                                       select (e.Method, path)];

        foreach ((string method, string path) in asked)
        {
            // With grants for two teams, what is created has to say whose it is.
            string body = path.EndsWith("/create", StringComparison.Ordinal) ? "{\"Labels\":{\"com.example.team\":\"alpha\"}}" : "{}";
            if (host.Ask("alice", method, path, body).IsAllowed)
                Assert.That(richer.Ask("alice", method, path, body).IsAllowed, Is.True, $"{method} {path}");
        }
        Assert.That(richer.Ask("alice", "GET", "/containers/beta-db/json").IsAllowed, Is.True);
        Assert.That(richer.Ask("alice", "DELETE", "/containers/beta-db").IsAllowed, Is.False);
    }
}
