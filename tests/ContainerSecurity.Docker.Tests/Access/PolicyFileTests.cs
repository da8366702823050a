using ContainerSecurity.Docker.Access;
using ContainerSecurity.Policies;

namespace ContainerSecurity.Docker.Tests.Access;

/// <summary>A mistake in a file is an error with its place and what was probably meant, and never a policy that says less or more than it seems to.</summary>
public class PolicyFileTests
{
    private const string Good = """
        apiVersion: containersecurity.io/v1
        kind: DockerAccessPolicy
        metadata: {name: host}
        ownerLabel: com.example.team
        guardrails: {policy: never.yaml}
        teams:
          alpha:
            users: [alice]
            groups: [alpha-devs]
            images: [registry.example.com/alpha, docker.io/library/*]
            limits: {containers: 20, memory: 8Gi, cpus: 2500m}
          beta: {users: bob}
        roles:
          deployer:
            includes: [view]
            permissions:
            - actions: [container.*]
              policy: restricted
              fields: [HostConfig.Runtime]
            - actions: [system.info, system.df]
        grants:
        - {role: deployer, teams: [alpha, beta]}
        - {name: operators, role: restricted, groups: [ops], scopes: [{team: beta}, {name: 'web-*'}, {image: busybox}]}
        - {role: admin, users: [root], scopes: everything}
        """;

    [Test]
    public void Good_file_is_read()
    {
        DockerAccessPolicyReadResult read = Read(Good);

        Assert.That(read.Errors, Is.Empty);
        DockerAccessPolicy policy = read.Policy;
        Assert.That((policy.Name, policy.OwnerLabel, policy.Guardrails!.Policy!.Name), Is.EqualTo(("host", "com.example.team", "never")));
        Assert.That(read.Files, Is.EqualTo(new[] { "access.yaml", "never.yaml" }));
        Assert.That(policy.Teams[0].Limits, Is.EqualTo(new DockerLimits(20, 8L << 30, 2_500_000_000)));
        Assert.That(policy.Teams[0].Images, Is.EqualTo(new[] { "registry.example.com/alpha", "docker.io/library/*" }));
        Assert.That((policy.Teams[1].Users, policy.Teams[1].Images, policy.Teams[1].Limits), Is.EqualTo((new[] { "bob" }, (string[]?)null, DockerLimits.None)));
        Assert.That(policy.Roles[0].Permissions[0].Rules.Policy!.Profile, Is.EqualTo(Profile.Restricted));
        Assert.That(policy.Roles[0].Permissions[0].Rules.Fields, Is.EqualTo(new[] { "HostConfig.Runtime" }));
        Assert.That(policy.Roles[0].Permissions[1].Rules, Is.SameAs(DockerContainerRules.Baseline));
        Assert.That(policy.Grants[0].Scopes, Is.Empty);
        Assert.That(policy.Grants[1].Scopes,
            Is.EqualTo(new[] { DockerScope.Owner("beta"), new DockerScope(DockerScopeKind.Name, "web-*"), new DockerScope(DockerScopeKind.Image, "busybox") }));
        Assert.That(policy.Grants[2].Scopes, Is.EqualTo(new[] { DockerScope.Everything }));
        Assert.That(policy.Grants[1].Location!.Span.Line, Is.EqualTo(23));
        Assert.That(new DockerAuthorizer(policy).Authorize(new DockerSubject("bob"), "system.info").IsAllowed, Is.True);
        Assert.That(new DockerAuthorizer(policy).Authorize(new DockerSubject("root"), "image.build").Reason, Does.Contain("access.yaml:24"));
    }

    [TestCase("ownerLabel: com.example.team", "ownerLable: com.example.team", "did you mean 'ownerLabel'?", 4)]
    [TestCase("ownerLabel: com.example.team", "ownerLabel: 'a b'", "a label's key", 4)]
    [TestCase("kind: DockerAccessPolicy", "kind: Policy", "must be DockerAccessPolicy", 2)]
    [TestCase("{policy: never.yaml}", "{policy: nevr.yaml}", "is not right", 5)]
    [TestCase("{policy: never.yaml}", "{policy: wrong.yaml}", "There is no rule 'CSEC9999'", 1)]
    [TestCase("limits: {containers: 20", "limits: {container: 20", "did you mean 'containers'?", 11)]
    [TestCase("containers: 20", "containers: 0", "no amount above 0", 11)]
    [TestCase("memory: 8Gi", "memory: lots", "no amount above 0", 11)]
    [TestCase("memory: 8Gi", "memory: -8Gi", "no amount above 0", 11)]
    [TestCase("cpus: 2500m", "cpus: 10G", "no amount above 0", 11)]
    [TestCase("users: [alice]", "users: ['']", "empty", 8)]
    [TestCase("users: [alice]", "user: [alice]", "did you mean 'users'?", 8)]
    [TestCase("includes: [view]", "includes: [vieww]", "did you mean 'view'?", 15)]
    [TestCase("includes: [view]", "includes: [deployer]", "includes itself", 14)]
    [TestCase("  deployer:", "  full:", "built in", 14)]
    [TestCase("actions: [container.*]", "actions: [container.strat]", "did you mean 'container.start'?", 17)]
    [TestCase("actions: [container.*]", "actions: []", "needs 'actions'", 17)]
    [TestCase("actions: [container.*]", "actions: ['con*']", "There is no action", 17)]
    [TestCase("policy: restricted", "policy: restrictd", "did you mean 'restricted'?", 18)]
    [TestCase("fields: [HostConfig.Runtime]", "fields: [HostConfig.Runtme]", "did you mean 'HostConfig.Runtime'?", 19)]
    [TestCase("{role: deployer, teams", "{role: deploier, teams", "did you mean 'deployer'?", 22)]
    [TestCase("{role: deployer, teams: [alpha, beta]}", "{teams: [alpha, beta]}", "needs a 'role'", 22)]
    [TestCase("teams: [alpha, beta]", "teams: [alpa]", "did you mean 'alpha'?", 22)]
    [TestCase("teams: [alpha, beta]", "users: [alice]", "needs 'scopes'", 22)]
    [TestCase("teams: [alpha, beta]", "teams: []", "needs 'users', 'groups' or 'teams'", 22)]
    [TestCase("scopes: everything", "scopes: everythin", "is no scope", 24)]
    [TestCase("scopes: everything", "scopes: []", "empty or wrong", 24)]
    [TestCase("{team: beta}", "{team: betta}", "did you mean 'beta'?", 23)]
    [TestCase("{team: beta}", "{team: beta, name: x}", "one of 'team', 'name' and 'image'", 23)]
    [TestCase("{team: beta}", "{nam: beta}", "did you mean 'name'?", 23)]
    [TestCase("{name: operators, role", "{name: deployer, role", "Two grants have the name", 23)]
    [TestCase("users: [alice]", "users: {a: b}", "must be a list", 8)]
    public void Mistake_is_an_error_at_its_place(string right, string wrong, string message, int line)
    {
        string good = Good;
        Assert.That(good, Does.Contain(right));

        DockerAccessPolicyReadResult read = Read(good.Replace(right, wrong, StringComparison.Ordinal));

        Assert.That(read.IsValid, Is.False);
        Assert.That(read.Errors.Select(e => e.Message), Has.Some.Contains(message));
        Assert.That(read.Errors.First(e => e.Message.Contains(message, StringComparison.Ordinal)).Span.Line, Is.EqualTo(line).Or.EqualTo(line + 1));
        Assert.That(() => read.Policy, Throws.InvalidOperationException);
    }

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("kind: DockerAccessPolicy\n---\nkind: DockerAccessPolicy\n")]
    [TestCase("{{{")]
    [TestCase("teams: 5\nkind: DockerAccessPolicy\n")]
    [TestCase("roles: [x]\nkind: DockerAccessPolicy\n")]
    [TestCase("grants: {a: b}\nkind: DockerAccessPolicy\n")]
    [TestCase("grants: [x]\nkind: DockerAccessPolicy\n")]
    public void What_is_no_such_file_is_an_error(string text)
    {
        Assert.That(Read(text).Errors, Is.Not.Empty);
    }

    [Test]
    public void A_file_that_is_not_there_is_an_error()
    {
        Assert.That(new DockerAccessPolicyReader().Load(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName())).Errors.Single().Message,
            Does.Contain("cannot be read"));
    }

    [Test]
    public void A_chain_of_roles_that_is_long_or_a_circle_ends()
    {
        string roles = string.Concat(Enumerable.Range(0, 5000).Select(i => $"  r{i}: {{includes: [r{i + 1}]}}\n"));
        DockerAccessPolicyReadResult read =
            Read($"kind: DockerAccessPolicy\nroles:\n{roles}  r5000: {{includes: [view]}}\ngrants: [{{role: r0, users: [a], scopes: everything}}]\n");

        Assert.That(read.Errors, Is.Empty);
        Assert.That(new DockerAuthorizer(read.Policy).Authorize(new DockerSubject("a"), "container.logs").IsAllowed, Is.True);
        Assert.That(new DockerAuthorizer(new DockerAccessPolicy
        {
            Roles = [new DockerRole("a") { Includes = ["b"] }, new DockerRole("b") { Includes = ["a", "view"] }],
            Grants = [new DockerGrant("a") { Users = ["u"], Scopes = [DockerScope.Everything] }],
        }).Authorize(new DockerSubject("u"), "container.logs").IsAllowed, Is.True);
    }

    private static DockerAccessPolicyReadResult Read(string text) => new DockerAccessPolicyReader(path => Path.GetFileName(path) switch
    {
        "never.yaml" => "kind: Policy\nmetadata: {name: never}\nprofile: none\nrules: {CSEC2001: deny}\n",
        "wrong.yaml" => "kind: Policy\nrules: {CSEC9999: true}\n",
        _ => throw new FileNotFoundException($"There is no file '{path}'."),
    }).Read(text, "access.yaml");
}
