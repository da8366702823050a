using ContainerSecurity.Access;

namespace ContainerSecurity.Tests.Access;

/// <summary>Laws of the authorizer, on random roles, bindings and requests.</summary>
public class RbacPropertyTests
{
    private const int Worlds = 2_500;
    private const int Requests = 60;

    private static RbacAuthorizer Build(IEnumerable<RbacRole> roles, IEnumerable<RbacBinding> bindings) => new(new RbacObjects(roles, bindings));

    [Test]
    public void Decides_as_the_plain_reading_of_RBAC_does()
    {
        int allowed = 0;
        for (int seed = 0; seed < Worlds; seed++)
        {
            var random = new RandomRbac(seed);
            (RbacRole[] roles, RbacBinding[] bindings) = (random.Roles(), random.Bindings());
            RbacAuthorizer authorizer = Build(roles, bindings);
            var naive = new NaiveRbac(roles, bindings);
            for (int i = 0; i < Requests; i++)
            {
                RbacRequest request = random.Request();
                bool expected = naive.Can(request);
                allowed += expected ? 1 : 0;
                if (authorizer.Can(request).IsAllowed != expected)
                    Assert.Fail($"World {seed}: {request.User} {string.Join(",", request.User.Groups)} {request} should be {(expected ? "allowed" : "denied")}.");
            }
        }

        Assert.That(Worlds * Requests, Is.GreaterThanOrEqualTo(100_000));
        Assert.That(allowed, Is.GreaterThan(Worlds * Requests / 50));
    }

    [Test]
    public void What_allows_a_request_is_a_rule_of_the_role_of_a_binding_of_the_user()
    {
        for (int seed = 0; seed < 500; seed++)
        {
            var random = new RandomRbac(seed);
            (RbacRole[] roles, RbacBinding[] bindings) = (random.Roles(), random.Bindings());
            RbacAuthorizer authorizer = Build(roles, bindings);
            for (int i = 0; i < 20; i++)
            {
                RbacRequest request = random.Request();
                if (authorizer.Can(request) is not { Grant: { Binding: { } binding } grant })
                    continue;
                Assert.That(NaiveRbac.Covers(grant.Rule!, request));
                Assert.That(grant.Role!.Rules, Does.Contain(grant.Rule));
                Assert.That(binding.RoleName, Is.EqualTo(grant.Role.Name));
                Assert.That(new NaiveRbac([new RbacRole(grant.Role.Name, grant.Role.Namespace, grant.Rule!)], [binding]).Can(request));
            }
        }
    }

    [Test]
    public void Another_rule_never_takes_a_permission_away()
    {
        for (int seed = 0; seed < 1_000; seed++)
        {
            var random = new RandomRbac(seed);
            (RbacRole[] roles, RbacBinding[] bindings) = (random.Roles(), random.Bindings());
            RbacRole[] more = [new RbacRole(roles[0].Name, roles[0].Namespace, [.. roles[0].Rules, random.Rule()]), .. roles[1..]];
            (RbacAuthorizer before, RbacAuthorizer after) = (Build(roles, bindings), Build(more, bindings));
            for (int i = 0; i < 30; i++)
            {
                RbacRequest request = random.Request();
                if (before.Can(request).IsAllowed && !after.Can(request).IsAllowed)
                    Assert.Fail($"World {seed}: {request}");
            }
            Assert.That(RbacDifference.Between(before, after).Lost, Is.Empty);
        }
    }

    [Test]
    public void Covered_rules_allow_nothing_that_the_owners_do_not()
    {
        int covered = 0;
        for (int seed = 0; seed < 4_000; seed++)
        {
            var random = new RandomRbac(seed);
            RbacRule[] owned = [.. random.Some(5, random.Rule)], asked = [.. random.Some(2, random.Rule)];
            RbacCoverage coverage = RbacCoverage.Of(owned, asked);
            covered += coverage.IsCovered ? 1 : 0;
            RbacCoverage completed = RbacCoverage.Of([.. owned, .. coverage.Missing], asked);
            Assert.That(completed.IsCovered, $"World {seed}: with what is missing everything is covered.");
            for (int i = 0; i < 40 && coverage.IsCovered; i++)
            {
                RbacRequest request = random.Request();
                // The API server never puts a subresource into the resource; '*/exec' would cover it as a rule and not as a request.
                if (!request.Resource.Contains('/') && asked.Any(r => NaiveRbac.Covers(r, request)) && !owned.Any(r => NaiveRbac.Covers(r, request)))
                    Assert.Fail($"World {seed}: {request} is asked and not owned.");
            }
        }

        Assert.That(covered, Is.GreaterThan(100));
    }

    [Test]
    public void Everybody_who_can_do_a_request_may_do_it_and_nobody_else()
    {
        for (int seed = 0; seed < 500; seed++)
        {
            var random = new RandomRbac(seed);
            (RbacRole[] roles, RbacBinding[] bindings) = (random.Roles(), random.Bindings());
            RbacAuthorizer authorizer = Build(roles, bindings);
            for (int i = 0; i < 10; i++)
            {
                RbacRequest request = random.Request();
                HashSet<RbacSubject> holders = [.. authorizer.WhoCan(request).Subjects];
                foreach (RbacSubject subject in authorizer.Subjects)
                {
                    // Without the groups that go with a user: these are subjects of their own.
                    RbacUser alone = subject.Kind == RbacSubjectKind.Group ? new RbacUser("", subject.Name) : new RbacUser(subject.UserName);
                    Assert.That(holders.Contains(subject), Is.EqualTo(authorizer.Can(request with { User = alone }).IsAllowed),
                        $"World {seed}: {subject} {request}");
                }
            }
        }
    }

    [Test]
    public void What_a_change_allows_was_denied_before_and_is_allowed_after()
    {
        int gained = 0;
        for (int seed = 0; seed < 400; seed++)
        {
            var random = new RandomRbac(seed);
            (RbacRole[] roles, RbacBinding[] bindings) = (random.Roles(), random.Bindings());
            var other = new RandomRbac(seed + 100_000);
            (RbacAuthorizer before, RbacAuthorizer after) =
                (Build(roles, bindings), Build([.. roles, .. other.Roles()], [.. bindings[1..], .. other.Bindings()]));
            RbacDifference difference = RbacDifference.Between(before, after);
            gained += difference.Gained.Count;
            foreach (RbacChange change in difference.Gained.Where(c => !c.Subject.ToUser().IsMaster))
                Assert.That(before.Covers(change.Subject.ToUser(), change.Namespace ?? "", change.Rules).IsCovered, Is.False,
                    $"World {seed}: {change.Subject}");
            for (int i = 0; i < 40; i++)
            {
                RbacRequest request = random.Request();
                foreach (RbacSubject subject in after.Subjects)
                    if (after.Can(request with { User = subject.ToUser() }).IsAllowed
                        && before.Can(request with { User = subject.ToUser() }).Verdict == RbacVerdict.Denied)
                        Assert.That(difference.Gained.Any(c => Names(c, subject, request)), $"World {seed}: {subject} {request}");
            }
        }

        Assert.That(gained, Is.GreaterThan(400));
    }

    private static bool Names(RbacChange change, RbacSubject subject, RbacRequest request) =>
        (change.Subject.Equals(subject) || subject.ToUser().Groups.Contains(change.Subject.Name))
        && (change.Namespace is null || change.Namespace == request.Namespace)
        && change.Rules.Any(r => NaiveRbac.Covers(r, request));
}
