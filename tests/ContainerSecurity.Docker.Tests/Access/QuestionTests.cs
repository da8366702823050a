using ContainerSecurity.Docker.Access;
using ContainerSecurity.Docker.Endpoints;
using FsCheck;
using FsCheck.Fluent;

namespace ContainerSecurity.Docker.Tests.Access;

/// <summary>Questions about a policy are answered as its decisions are made.</summary>
public class QuestionTests
{
    private static readonly DockerObject Foreign = new(DockerObjectKind.Container, "b") { Labels = TeamHost.Owned("beta") };

    [Test]
    public void Who_can_names_users_and_groups_that_may()
    {
        var authorizer = new DockerAuthorizer(TeamHost.Policy);

        Assert.That(authorizer.WhoCan("exec.create").Select(e => e.Subject), Is.EqualTo(new[] { "group alpha-devs", "user alice", "user bob", "user root" }));
        Assert.That(authorizer.WhoCan("exec.create", Foreign with { Kind = DockerObjectKind.Exec }).Select(e => e.Subject),
            Is.EqualTo(new[] { "user bob", "user root" }));
        Assert.That(authorizer.WhoCan("image.build").Select(e => e.Subject), Is.EqualTo(new[] { "user root" }));
        Assert.That(authorizer.WhoCan("no.such"), Is.Empty);
    }

    [Test]
    public void What_can_gives_the_patterns_of_the_roles()
    {
        DockerAccessPolicy policy = new()
        {
            Roles = [new DockerRole("r") { Permissions = [new DockerPermission("container.*"), new DockerPermission("system.info")] }],
            Grants = [new DockerGrant("r") { Users = ["u"], Scopes = [DockerScope.Everything] }],
        };

        Assert.That(new DockerAuthorizer(policy).WhatCan(new DockerSubject("u")).Select(e => e.Action), Is.EqualTo(new[] { "container.*", "system.info" }));
        Assert.That(new DockerAuthorizer(policy).WhatCan(new DockerSubject("other")), Is.Empty);
    }

    [Test]
    public void Who_can_agrees_with_the_decisions()
    {
        var authorizer = new DockerAuthorizer(TeamHost.Policy);
        foreach (string action in DockerEndpoints.Actions)
            foreach (string user in (string[])["alice", "bob", "gina", "root", "victor", "nobody"])
                Assert.That(authorizer.WhoCan(action, Foreign).Any(e => e.Subject == $"user {user}"),
                    Is.EqualTo(authorizer.Authorize(new DockerSubject(user), action, Foreign).IsAllowed), $"{user} {action}");
    }

    [Test]
    public void A_policy_differs_not_from_itself()
    {
        Assert.That(DockerAuthorizer.Diff(TeamHost.Policy, TeamHost.Policy with { Name = "other" }), Is.Empty);
    }

    [Test]
    public void A_grant_more_shows_what_it_adds_and_not_what_was_there()
    {
        DockerAccessPolicy after = TeamHost.Policy with
        {
            Grants = [.. TeamHost.Policy.Grants,
            new DockerGrant("restricted") { Users = ["alice"], Scopes = [DockerScope.Owner("alpha"), DockerScope.Owner("beta")] }]
        };

        IReadOnlyList<DockerAccessChange> changes = DockerAuthorizer.Diff(TeamHost.Policy, after);

        Assert.That(changes, Does.Contain(new DockerAccessChange(true, "user alice", "container.stop", DockerScope.Owner("beta").ToString())));
        Assert.That(changes.All(c => c is { IsMore: true, Subject: "user alice" } && c.Where == DockerScope.Owner("beta").ToString()), Is.True);
        Assert.That(DockerAuthorizer.Diff(after, TeamHost.Policy).All(c => !c.IsMore), Is.True);
    }

    [Test]
    public void Laxer_rules_limits_and_lists_show()
    {
        DockerTeam alpha = TeamHost.Policy.Teams[0];
        DockerAccessPolicy before = TeamHost.Policy with
        {
            Teams = [alpha with { Limits = new DockerLimits(5), Images = ["a"] }],
            Grants = [TeamHost.Policy.Grants[0] with { Teams = ["alpha"] }],
            Guardrails = DockerContainerRules.Baseline
        };
        DockerAccessPolicy after = before with
        {
            Teams = [alpha with { Limits = new DockerLimits(9), Images = ["a", "b"] }],
            Roles = [new DockerRole("lax") { Permissions = [new DockerPermission("container.create") { Rules = DockerContainerRules.Unrestricted }] }],
            Grants = [.. before.Grants, new DockerGrant("lax") { Teams = ["alpha"] }],
            Guardrails = null,
        };

        string[] changes = [.. DockerAuthorizer.Diff(before, after).Select(c => c.ToString())];

        Assert.That(changes, Is.SupersetOf(new[]
        {
            "+ everybody: guardrails on baseline to none", "+ team alpha: limit of containers on 5 to 9", "+ team alpha: images on b",
            "+ user alice: container.create under the rules 'none' on what team 'alpha' owns",
        }));
    }

    /// <summary>What a difference adds is all that decides otherwise.</summary>
    [FsCheck.NUnit.Property(MaxTest = 300)]
    public Property A_difference_without_more_means_that_nothing_more_is_allowed()
    {
        Gen<DockerScope> scope = Gen.Elements(DockerScope.Everything, DockerScope.Owner("alpha"), DockerScope.Owner("beta"),
            new DockerScope(DockerScopeKind.Name, "web-*"));
        Gen<DockerGrant> grant = from role in Gen.Elements("view", "restricted", "full", "admin")
                                 from user in Gen.Elements("u", "v")
                                 from one in scope
                                 select new DockerGrant(role) { Users = [user], Scopes = [one] };
        Gen<(DockerAccessPolicy Before, DockerAccessPolicy After)> pairs = from before in grant.ListOf(2)
                                                                           from after in grant.ListOf(2)
                                                                           select (TeamHost.Policy with { Grants = [.. before] },
                                                                               TeamHost.Policy with { Grants = [.. after] });
        DockerObject[] objects =
        [
            Foreign, Foreign with { Labels = TeamHost.Owned("alpha") }, new(DockerObjectKind.Container, "w") { Name = "web-1" },
                new(DockerObjectKind.Image, "i") { Images = ["busybox:1"] },
        ];
        return Prop.ForAll(pairs.ToArbitrary(), pair =>
        {
            var more = DockerAuthorizer.Diff(pair.Before, pair.After).Where(c => c.IsMore).Select(c => (c.Subject, c.What)).ToHashSet();
            var old = new DockerAuthorizer(pair.Before);
            var now = new DockerAuthorizer(pair.After);
            return (from user in (string[])["u", "v"]
                    from action in DockerEndpoints.Actions
                    from target in objects
                    where now.Authorize(new DockerSubject(user), action, target).IsAllowed && !old.Authorize(new DockerSubject(user), action, target).IsAllowed
                    select ($"user {user}", action)).All(more.Contains);
        });
    }
}
