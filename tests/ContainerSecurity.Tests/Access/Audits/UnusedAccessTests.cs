using ContainerSecurity.Access;
using ContainerSecurity.Access.Audits;
using static ContainerSecurity.Tests.Access.Audits.AuditLine;

namespace ContainerSecurity.Tests.Access.Audits;

/// <summary>What a binding gives and nobody used is told, binding by binding.</summary>
public class UnusedAccessTests
{
    private static readonly RbacRule Pods = new() { ApiGroups = [""], Resources = ["pods", "pods/log"], Verbs = ["get", "list"] };

    private static string[] Unused(IEnumerable<RbacRule> rules, IEnumerable<string> lines, string? space = "shop", RbacSubject? subject = null)
    {
        var role = new RbacRole("ops", space, rules);
        var binding = new RbacBinding("give", space, role.Kind, "ops", subject ?? new RbacSubject(RbacSubjectKind.User, "ann"));
        return [.. UnusedAccess.Find(new RbacAuthorizer(new RbacObjects([role], [binding])), Read([.. lines])).SelectMany(a => a.Rules)
            .SelectMany(r => r.Unused).Select(r => r.ToString())];
    }

    [Test]
    public void Whole_rule_that_was_never_used_is_told_as_it_is() =>
        Assert.That(Unused([Pods], [Of("ann", Request("get", "secrets"))]), Is.EqualTo(new[] { "get, list pods, pods/log" }));

    [Test]
    public void Parts_that_were_not_used_are_told() =>
        Assert.That(Unused([Pods], [Of("ann", Request("list", "pods")), Of("ann", Request("get", "pods", name: "a"))]),
            Is.EqualTo(new[] { "get, list pods/log" }));

    [Test]
    public void What_was_all_used_is_silent() =>
        Assert.That(Unused([new RbacRule { ApiGroups = [""], Resources = ["pods"], Verbs = ["list"] }], [Of("ann", Request("list", "pods"))]), Is.Empty);

    [TestCase("joe", "shop", 1)]
    [TestCase("ann", "build", 1)]
    [TestCase("ann", "", 1)]
    [TestCase("ann", "shop", 0)]
    public void Only_what_the_bound_did_where_they_are_bound_counts(string user, string space, int unused) =>
        Assert.That(Unused([new RbacRule { ApiGroups = [""], Resources = ["pods"], Verbs = ["list"] }], [Of(user, Request("list", "pods", space))]),
            Has.Length.EqualTo(unused));

    [Test]
    public void Binding_of_the_cluster_is_used_in_each_namespace() =>
        Assert.That(Unused([new RbacRule { ApiGroups = [""], Resources = ["pods"], Verbs = ["list"] }], [Of("ann", Request("list", "pods"))], space: null),
            Is.Empty);

    [Test]
    public void Group_is_used_by_its_members() =>
        Assert.That(Unused([new RbacRule { ApiGroups = [""], Resources = ["pods"], Verbs = ["list"] }], [Of("ann", Request("list", "pods"))],
            subject: new RbacSubject(RbacSubjectKind.Group, "system:authenticated")), Is.Empty);

    [Test]
    public void Service_account_is_the_user_of_its_name() =>
        Assert.That(Unused([new RbacRule { ApiGroups = [""], Resources = ["pods"], Verbs = ["list"] }],
            [Of("system:serviceaccount:shop:web", Request("list", "pods"))], subject: new RbacSubject(RbacSubjectKind.ServiceAccount, "web")), Is.Empty);

    [Test]
    public void Wildcard_is_used_by_anything_it_allows()
    {
        var all = new RbacRule { ApiGroups = ["*"], Resources = ["*", "*/scale"], Verbs = ["*"] };

        Assert.That(Unused([all], [Of("ann", Request("get", "secrets", name: "a"))]), Is.EqualTo(new[] { "* */scale.*" }).Or.EqualTo(new[] { "* *.*/scale" }));
        Assert.That(Unused([all], [Of("ann", Request("get", "deployments", name: "a", group: "apps", sub: "scale"))]), Is.Empty);
    }

    [Test]
    public void Names_that_were_not_used_are_told() =>
        Assert.That(Unused([new RbacRule { ApiGroups = [""], Resources = ["secrets"], Verbs = ["get"], ResourceNames = ["a", "b"] }],
            [Of("ann", Request("get", "secrets", name: "a"))]), Is.EqualTo(new[] { "get secrets named b" }));

    [Test]
    public void Path_is_used_by_what_begins_so() =>
        Assert.That(Unused([new RbacRule { NonResourceUrls = ["/metrics/*", "/healthz"], Verbs = ["get"] }],
            [Of("ann", new RbacRequest { Verb = "get", Path = "/metrics/cadvisor" })], space: null), Is.EqualTo(new[] { "get path /healthz" }));

    [Test]
    public void Denied_request_uses_nothing() =>
        Assert.That(Unused([Pods], [Of("ann", Request("list", "pods"), line => line["annotations"]!["authorization.k8s.io/decision"] = "forbid")]),
            Has.Length.EqualTo(1));

    [Test]
    public void Rule_with_too_many_parts_is_told_as_a_whole_or_not()
    {
        var huge = new RbacRule
        {
            ApiGroups = [""],
            Resources = [.. Enumerable.Range(0, 200).Select(i => $"kinds{i}")],
            Verbs = [.. Enumerable.Range(0, 200).Select(i => $"verb{i}")]
        };

        Assert.That(Unused([huge], [Of("ann", Request("verb1", "kinds1"))]), Is.Empty);
        Assert.That(Unused([huge], [Of("ann", Request("get", "kinds1"))]), Has.Length.EqualTo(1));
    }

    [Test]
    public void Generated_roles_have_nothing_unused()
    {
        AuditTrail trail = Read(Of("ann", Request("get", "pods", name: "a")), Of("ann", Request("list", "pods", space: "")),
            Of("joe", Request("create", "pods", name: "b", sub: "exec")), Of("joe", new RbacRequest { Verb = "get", Path = "/metrics" }));

        Assert.That(UnusedAccess.Find(new RbacAuthorizer(LeastAccess.Of(trail.Users).Objects), trail), Is.Empty);
    }
}
