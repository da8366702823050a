using ContainerSecurity.Access;
using ContainerSecurity.Access.Audits;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Kubernetes;
using static ContainerSecurity.Tests.Access.Audits.AuditLine;

namespace ContainerSecurity.Tests.Access.Audits;

/// <summary>Generated roles allow all that was used, and nothing can be taken from them.</summary>
public class LeastAccessTests
{
    private const int Rounds = 400;
    private static readonly RbacOptions OwnRolesOnly = new() { AssumesStockRoles = false };

    private static AuditedUser User(string name, params IEnumerable<RbacRequest> requests) =>
        new(RbacUser.Named(name), [.. requests.Select(r => new UsedRequest(r, false, 1, default, default))]);

    private static string Yaml(LeastAccess access)
    {
        using var writer = new StringWriter();
        access.WriteYaml(writer);
        return writer.ToString();
    }

    /// <summary>The objects as the YAML says.</summary>
    private static RbacObjects Reread(LeastAccess access)
    {
        DocumentSet read = new DocumentReader().Read(Yaml(access), "roles.yaml");
        var errors = new List<DocumentError>(read.Errors);
        var objects = RbacObjects.Read(read.Documents.SelectMany(d => KubernetesReader.Read(d, errors)));
        Assert.That(errors, Is.Empty);
        return objects;
    }

    private static RbacRequest[] Requests(IEnumerable<AuditedUser> users) =>
        [.. users.SelectMany(u => u.Requests.Select(r => r.Request with { User = new RbacUser(u.User.Name) }))];

    private static RbacRequest Random(Random random)
    {
        string Any(params string[] texts) => texts[random.Next(texts.Length)];
        if (random.Next(8) == 0)
            return new RbacRequest { Verb = Any("get", "post"), Path = Any("/healthz", "/metrics", "/metrics/cadvisor", "/version") };
        string resource = Any("pods", "secrets", "deployments", "nodes", "events");
        string verb = Any("get", "list", "watch", "create", "update", "patch", "delete", "deletecollection");
        string sub = random.Next(5) == 0 ? Any("exec", "status", "log", "scale") : "";
        bool hasName = verb is "get" or "update" or "patch" or "delete" || sub.Length > 0 || (verb is "list" or "watch" && random.Next(3) == 0);
        return new RbacRequest
        {
            Verb = verb,
            ApiGroup = Any("", "", "apps", "events.k8s.io"),
            Resource = resource,
            Subresource = sub,
            Namespace = Any("shop", "shop", "build", "", ""),
            Name = hasName ? Any("a", "b", "c", "'*'", "null") : "",
        };
    }

    [Test]
    public void Everything_used_is_allowed_and_whatever_is_taken_away_denies_some_of_it()
    {
        var random = new Random(17);
        for (int round = 0; round < Rounds; round++)
        {
            AuditedUser[] users =
            [
                User("ann", Enumerable.Range(0, random.Next(1, 14)).Select(_ => Random(random))),
                User("system:serviceaccount:shop:web", Enumerable.Range(0, random.Next(0, 10)).Select(_ => Random(random))),
            ];
            RbacRequest[] used = Requests(users);
            var access = LeastAccess.Of(users);
            Assert.That(access.NotGranted, Is.Empty);
            RbacObjects objects = Reread(access);
            var engine = new RbacAuthorizer(objects, OwnRolesOnly);
            Assert.That(used.Where(r => !engine.Can(r).IsAllowed), Is.Empty, Yaml(access));
            foreach (RbacObjects less in Lesser(objects))
            {
                var lesser = new RbacAuthorizer(less, OwnRolesOnly);
                Assert.That(used.Any(r => !lesser.Can(r).IsAllowed), Is.True, Yaml(access));
            }
        }
    }

    [Test]
    public void Nothing_but_what_was_used_is_allowed()
    {
        var random = new Random(71);
        for (int round = 0; round < Rounds; round++)
        {
            RbacRequest[] used = [.. Enumerable.Range(0, random.Next(1, 10)).Select(_ => Random(random))];
            var engine = new RbacAuthorizer(LeastAccess.Of([User("ann", used)]).Objects, OwnRolesOnly);
            for (int i = 0; i < 50; i++)
            {
                RbacRequest asked = Random(random);
                bool isUsed = used.Any(u => u.Path is not null || asked.Path is not null
                    ? u.Path == asked.Path && u.Verb == asked.Verb
                    : (u with { Namespace = "", Name = "" }) == (asked with { Namespace = "", Name = "" })
                        && (u.Namespace.Length == 0 || u.Namespace == asked.Namespace)
                        && (u.Name.Length == 0 || u.Name == asked.Name));
                Assert.That(engine.Can(asked with { User = new RbacUser("ann") }).IsAllowed, Is.EqualTo(isUsed), asked.ToString());
            }
        }
    }

    /// <summary>The same objects without one binding, one rule, or one entry of a rule.</summary>
    private static IEnumerable<RbacObjects> Lesser(RbacObjects objects)
    {
        foreach (RbacBinding binding in objects.Bindings)
            yield return new RbacObjects(objects.Roles, objects.Bindings.Where(b => b != binding));
        foreach (RbacRole role in objects.Roles)
            foreach (RbacRule rule in role.Rules)
                foreach (RbacRule? lesser in LesserRules(rule))
                {
                    IEnumerable<RbacRule> rules = role.Rules.Where(r => r != rule).Concat(lesser is null ? [] : [lesser]);
                    yield return new RbacObjects(objects.Roles.Where(r => r != role).Append(new RbacRole(role.Name, role.Namespace, rules)), objects.Bindings);
                }
    }

    private static IEnumerable<RbacRule?> LesserRules(RbacRule rule)
    {
        static string[] Without(IReadOnlyList<string> list, string text) => [.. list.Where(t => t != text)];
        RbacRule Copy(IReadOnlyList<string>? verbs = null, IReadOnlyList<string>? groups = null, IReadOnlyList<string>? resources = null,
            IReadOnlyList<string>? names = null, IReadOnlyList<string>? urls = null) => new()
            {
                Verbs = verbs ?? rule.Verbs,
                ApiGroups = groups ?? rule.ApiGroups,
                Resources = resources ?? rule.Resources,
                ResourceNames = names ?? rule.ResourceNames,
                NonResourceUrls = urls ?? rule.NonResourceUrls,
            };
        yield return null;
        foreach (string verb in rule.Verbs)
            yield return Copy(verbs: Without(rule.Verbs, verb));
        foreach (string group in rule.ApiGroups)
            yield return Copy(groups: Without(rule.ApiGroups, group));
        foreach (string resource in rule.Resources)
            yield return Copy(resources: Without(rule.Resources, resource));
        foreach (string name in rule.ResourceNames.Where(_ => rule.ResourceNames.Count > 1))
            yield return Copy(names: Without(rule.ResourceNames, name));
        foreach (string url in rule.NonResourceUrls)
            yield return Copy(urls: Without(rule.NonResourceUrls, url));
    }

    [Test]
    public void Rules_are_joined_where_all_goes_with_all()
    {
        var access = LeastAccess.Of([User("ann",
            Request("get", "pods", name: "a"), Request("get", "pods", name: "b"), Request("list", "pods"), Request("list", "services"),
            Request("watch", "pods"), Request("watch", "services"), Request("create", "events"), Request("create", "events", group: "events.k8s.io"))]);

        Assert.That(access.Roles.Single().Rules.Select(r => $"[{string.Join(",", r.ApiGroups)}] {r}"), Is.EquivalentTo(new[]
        {
            "[] get pods named a, b", "[] list, watch pods, services", "[,events.k8s.io] create events, events.events.k8s.io",
        }));
    }

    [Test]
    public void What_the_cluster_role_allows_is_not_allowed_again_in_a_namespace() =>
        Assert.That(LeastAccess.Of([User("ann", Request("list", "pods", space: ""), Request("list", "pods"), Request("get", "pods", name: "a"))])
            .Roles.Select(r => $"{r}: {r.Rules.Single()}"),
            Is.EqualTo(new[] { "ClusterRole csec:ann: list pods", "Role shop/csec:ann: get pods named a" }));

    [TestCase(nameof(LeastAccessOptions.AnyName), "get, list pods")]
    [TestCase(nameof(LeastAccessOptions.AllReads), "get, list, watch pods")]
    public void Options_go_further(string option, string rule)
    {
        var options = new LeastAccessOptions { AnyName = true, AllReads = option == nameof(LeastAccessOptions.AllReads) };

        Assert.That(LeastAccess.Of([User("ann", Request("get", "pods", name: "a"), Request("list", "pods"))], options).Roles.Single().Rules.Single().ToString(),
            Is.EqualTo(rule));
    }

    [Test]
    public void All_reads_keep_the_names() =>
        Assert.That(LeastAccess.Of([User("ann", Request("get", "pods", name: "a"))], new LeastAccessOptions { AllReads = true }).Roles.Single().Rules.Single()
            .ToString(), Is.EqualTo("get, list, watch pods named a"));

    [Test]
    public void All_namespaces_are_one_cluster_role() =>
        Assert.That(LeastAccess.Of([User("ann", Request("list", "pods"), Request("list", "pods", space: "build"))],
            new LeastAccessOptions { AllNamespaces = true }).Roles.Select(r => $"{r}: {r.Rules.Single()}"),
            Is.EqualTo(new[] { "ClusterRole csec:ann: list pods" }));

    [Test]
    public void What_every_cluster_allows_is_left_out_when_asked()
    {
        AuditedUser[] users = [User("ann", new RbacRequest { Verb = "get", Path = "/healthz" }, new RbacRequest { Verb = "get", Path = "/metrics" },
            Request("create", "selfsubjectaccessreviews", "", group: "authorization.k8s.io"))];

        Assert.That(LeastAccess.Of(users).Roles.Single().Rules.Sum(r => r.NonResourceUrls.Count + r.Resources.Count), Is.EqualTo(3));
        Assert.That(LeastAccess.Of(users, new LeastAccessOptions { OmitStock = true }).Roles.Single().Rules.Single().NonResourceUrls,
            Is.EqualTo(new[] { "/metrics" }));
    }

    [TestCase("a/b", "a-b")]
    [TestCase("a%b", "a-b")]
    [TestCase("..", "a")]
    [TestCase("ünal", "-nal")]
    public void Users_of_odd_names_have_roles_of_their_own_that_may_be_paths(string one, string other)
    {
        AuditedUser[] users = [User(one, Request("list", "pods")), User(other, Request("list", "secrets"))];
        var access = LeastAccess.Of(users);

        Assert.That(access.Roles.Select(r => r.Name), Is.Unique);
        Assert.That(access.Roles.Select(r => r.Name), Has.None.Matches<string>(n => n.AsSpan().ContainsAny('/', '%')));
        var engine = new RbacAuthorizer(Reread(access), OwnRolesOnly);
        Assert.That(Requests(users).All(r => engine.Can(r).IsAllowed), Is.True);
        Assert.That(engine.Can(Request("list", "secrets") with { User = new RbacUser(one) }).IsAllowed, Is.False);
    }

    [TestCase("yes")]
    [TestCase("0x10")]
    [TestCase("a: b #c")]
    [TestCase("line\nbreak")]
    public void Names_survive_the_YAML(string name)
    {
        AuditedUser[] users = [User(name, Request("get", "pods", name: name))];
        var engine = new RbacAuthorizer(Reread(LeastAccess.Of(users)), OwnRolesOnly);

        Assert.That(engine.Can(Requests(users)[0]).IsAllowed, Is.True);
    }

    [Test]
    public void Right_for_too_many_names_is_said_to_be_wide()
    {
        AuditTrail trail = Read(new AuditOptions { MaxNames = 2 },
            [.. Enumerable.Range(0, 5).Select(i => Of("ann", Request("delete", "pods", name: $"web-{i}")))]);
        var access = LeastAccess.Of(trail.Users);

        Assert.That(access.Widened.Single().Verb, Is.EqualTo("delete"));
        Assert.That(access.Roles.Single().Rules.Single().ResourceNames, Is.Empty);
    }
}
