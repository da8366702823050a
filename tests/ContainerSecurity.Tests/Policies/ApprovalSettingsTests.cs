using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Tests.Policies;

/// <summary>The section <c>approvals</c> of policy files.</summary>
public class ApprovalSettingsTests
{
    private const string Key = "-----BEGIN PUBLIC KEY-----\nAA==\n-----END PUBLIC KEY-----\n";

    private const string Whole = """
        stores: [approvals, "sqlite:data/a.db", registry]
        environment: production
        approvers:
        - {name: alice, keys: keys/alice.pub}
        - {name: bob, keys: [keys/bob.pub, keys/bob2.pub]}
        - {name: carol, keys: keys/carol.pub, retired: true}
        threshold: 2
        images: registry.example.com
        maxAge: 90d
        breakGlass: 4h
        requires: staging
        cleanVerdict: true
        verdictPolicy: sha256:0000000000000000000000000000000000000000000000000000000000000000
        checkpoint: "3:0000"
        """;

    [Test]
    public void Whole_section_is_read_with_paths_relative_to_its_file()
    {
        ApprovalSettings settings = Read(Whole, out IReadOnlyList<DocumentError> errors)!;
        Assert.That(errors, Is.Empty);
        Assert.Multiple(() =>
        {
            Assert.That(settings.Stores, Is.EqualTo(new[] { Path.Combine("dir", "approvals"), "sqlite:" + Path.Combine("dir", "data/a.db"), "registry" }));
            Assert.That(settings.Environment, Is.EqualTo("production"));
            Assert.That(settings.Approvers.Select(a => (a.Name, a.Keys.Count, a.IsRetired)),
                Is.EqualTo(new[] { ("alice", 1, false), ("bob", 2, false), ("carol", 1, true) }));
            Assert.That(settings.Approvers[1].Keys[1], Is.EqualTo(Key + Path.Combine("dir", "keys/bob2.pub")));
            Assert.That(settings.Threshold, Is.EqualTo(2));
            Assert.That(settings.MaxAge, Is.EqualTo(TimeSpan.FromDays(90)));
            Assert.That(settings.BreakGlass, Is.EqualTo(TimeSpan.FromHours(4)));
            Assert.That(settings.Requires, Is.EqualTo(new[] { "staging" }));
            Assert.That(settings.NeedsCleanVerdict);
            Assert.That(settings.Checkpoint, Is.EqualTo("3:0000"));
            Assert.That(settings.Concerns(Image("registry.example.com/a")) && !settings.Concerns(Image("other.example.com/a")));
        });
    }

    [TestCase("threshold: 2", "threshold: 3", "3 people must approve, but 2 may")]
    [TestCase("threshold: 2", "threshold: 0", "no number of people from 1 to 100")]
    [TestCase("environment: production", "", "name no environment")]
    [TestCase("maxAge: 90d", "maxAge: soon", "is no duration")]
    [TestCase("breakGlass: 4h", "breakGlass: 0", "is no duration")]
    [TestCase("name: bob", "name: Alice", "stands here twice")]
    [TestCase("keys: keys/alice.pub", "keys: gone.pub", "The key 'dir")]
    [TestCase("{name: alice, keys: keys/alice.pub}", "{name: alice}", "needs 'name' and 'keys'")]
    [TestCase("cleanVerdict", "cleanVerdicts", "There is no key 'cleanVerdicts'")]
    [TestCase("verdictPolicy: sha256:", "verdictPolicy: md5:", "is no digest of a policy")]
    [TestCase("requires: staging", "requires: {a: b}", "requires")]
    [TestCase("cleanVerdict: true", "cleanVerdict: maybe", "cleanVerdict")]
    public void Mistake_is_an_error(string right, string wrong, string message)
    {
        Assert.That(Read(Whole.Replace(right, wrong, StringComparison.Ordinal), out IReadOnlyList<DocumentError> errors), Is.Null);
        Assert.That(errors.Select(e => e.Message), Has.Some.Contains(message));
    }

    [Test]
    public void Section_takes_the_place_of_that_of_the_policy_it_extends_and_is_kept_without_one()
    {
        string start = $"kind: Policy\napprovals:\n{Indent(Whole)}\n";
        Policy first = Load(start).Policy;
        Assert.That(Load("kind: Policy\n", first).Policy.Trust.Approvals, Is.SameAs(first.Trust.Approvals));
        Assert.That(Load(start.Replace("production", "staging", StringComparison.Ordinal), first).Policy.Trust.Approvals.Environment, Is.EqualTo("staging"));
    }

    private static ImageReference Image(string text)
    {
        ImageReference.TryParse(text, out ImageReference? reference);
        return reference!;
    }

    private static ApprovalSettings? Read(string section, out IReadOnlyList<DocumentError> errors)
    {
        PolicyReadResult read = Load($"kind: Policy\napprovals:\n{Indent(section)}\n");
        errors = read.Errors;
        return read.IsValid ? read.Policy.Trust.Approvals : null;
    }

    private static PolicyReadResult Load(string text, Policy? start = null) =>
        new PolicyReader(readFile: path => path == "dir/policy.yaml" ? text : path.Contains("gone", StringComparison.Ordinal)
            ? throw new FileNotFoundException("gone") : Key + path)
            .Load("dir/policy.yaml", start);

    private static string Indent(string text) => "  " + text.Replace("\n", "\n  ", StringComparison.Ordinal);
}
