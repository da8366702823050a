using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Images;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Tests.Rules.Images;

public class PackageLicenseRefusedTests
{
    private static IReadOnlyList<Finding> Judge(string licenses, string? allowed = null, string? refused = null, string? unknown = null)
    {
        Manifest image = Manifest.Image($"layers:\n- {{id: a, step: ADD rootfs}}\npackages: [{{name: x, version: '1', url: 'pkg:npm/x@1', licenses: {licenses}, layer: 0, file: app/x}}]\n");
        if (allowed is not null)
            image.Parameters["allowedLicenses"] = allowed.Split(',');
        if (refused is not null)
            image.Parameters["refusedLicenses"] = refused.Split(',');
        if (unknown is not null)
            image.Parameters["unknownLicenses"] = [unknown];
        return image.Judge<PackageLicenseRefused>();
    }

    [TestCase("MIT", true)]
    [TestCase("mit", true)]
    [TestCase("GPL-3.0-only", false)]
    [TestCase("MIT OR GPL-3.0-only", true)]
    [TestCase("GPL-3.0-only or MIT", true)]
    [TestCase("MIT AND GPL-3.0-only", false)]
    [TestCase("(MIT AND Apache-2.0) OR GPL-3.0-only", true)]
    [TestCase("MIT AND (Apache-2.0 OR GPL-3.0-only)", true)]
    [TestCase("MIT OR GPL-3.0-only AND Apache-2.0", true)]
    [TestCase("(MIT OR GPL-3.0-only) AND EUPL-1.2", false)]
    [TestCase("Apache-2.0 WITH LLVM-exception", true)]
    [TestCase("GPL-2.0-only WITH Classpath-exception-2.0", true)]
    [TestCase("GPL-2.0-only", false)]
    [TestCase("GPL-2.0 WITH Classpath-exception-2.0", true)]
    [TestCase("LGPL-2.1+", true)]
    [TestCase("LGPL-2.1-or-later", true)]
    [TestCase("BSD-3-Clause", true)]
    [TestCase("MIT AND", false)]
    [TestCase("A licence of our own", false)]
    public void Licence_must_be_one_that_is_allowed(string license, bool passes) =>
        Assert.That(
            Judge($"['{license}']", "MIT,Apache-2.0,BSD-*,GPL-2.0-only WITH Classpath-exception-2.0,LGPL-2.1-or-later"), Has.Count.EqualTo(passes ? 0 : 1), license);

    [TestCase("AGPL-3.0-only", false)]
    [TestCase("AGPL-3.0", false)]
    [TestCase("MIT OR AGPL-3.0-only", true)]
    [TestCase("MIT AND AGPL-3.0-only", false)]
    [TestCase("AGPL-3.0-only WITH Some-exception", false)]
    [TestCase("MIT", true)]
    public void Licence_must_be_none_that_is_refused(string license, bool passes) =>
        Assert.That(Judge($"['{license}']", refused: "AGPL-*"), Has.Count.EqualTo(passes ? 0 : 1), license);

    [Test]
    public void What_is_refused_is_so_where_a_pattern_allows_it() =>
        Assert.That(Judge("[GPL-3.0-only]", allowed: "*", refused: "GPL-3.0-*"), Has.Count.EqualTo(1));

    [Test]
    public void Every_entry_counts() => Assert.That(Judge("[MIT, GPL-3.0-only]", allowed: "MIT"), Has.Count.EqualTo(1));

    [TestCase("[]")]
    [TestCase("[NOASSERTION]")]
    [TestCase("['']")]
    public void Package_that_names_no_licence_counts_as_the_policy_says(string licenses)
    {
        Assert.That(Judge(licenses, allowed: "MIT"), Is.Empty);
        Assert.That(Judge(licenses, unknown: "allow"), Is.Empty);
        Assert.That(Judge(licenses, unknown: "refuse").Single().Message, Does.Contain("names no licence"));
    }

    [Test]
    public void Finding_names_package_licence_what_is_allowed_and_the_layer()
    {
        Finding finding = Judge("[MIT AND GPL-3.0-only]", allowed: "MIT", refused: "GPL-*").Single();

        Assert.Multiple(() =>
        {
            Assert.That(finding.Message, Does.StartWith("Package 'x' 1 is under 'MIT AND GPL-3.0-only', of which 'GPL-3.0-only' is not allowed. Allowed: MIT but not GPL-*. Layer 1 (sha256:"));
            Assert.That(finding.Location.Path, Is.EqualTo("/app/x"));
            Assert.That(finding.Subject!.PackageUrl, Is.EqualTo("pkg:npm/x@1"));
        });
    }

    [Test]
    public void Without_parameters_everything_is_allowed() => Assert.That(Judge("[GPL-3.0-only]"), Is.Empty);

    [Test]
    public void Deep_nesting_is_no_expression_and_no_fault() =>
        Assert.That(Judge($"['{new string('(', 100)}MIT{new string(')', 100)}']", allowed: "MIT"), Has.Count.EqualTo(1));

    [TestCase(400, true)]
    [TestCase(600, false)]
    public void Expression_of_too_many_words_counts_as_one_licence(int terms, bool passes) =>
        Assert.That(Judge($"['{string.Join(" OR ", Enumerable.Repeat("MIT", terms))}']", allowed: "MIT"), Has.Count.EqualTo(passes ? 0 : 1));

    [Test]
    public void Package_that_could_not_be_read_is_not_evaluated_and_the_others_are_judged()
    {
        Policy policy = new PolicyReader(readFile: _ => "kind: Policy\nprofile: none\nparameters: {refusedLicenses: [AGPL-*]}\nrules: {CSEC1016: true}\n")
            .Load("p.yaml").Policy;
        Source source = Source.FromResources("report.json", () => [new PackageReport(new SourceFile("report.json"), "ScanReport", "x")
        {
            Packages = [new Package("db", "1") { Licenses = ["AGPL-3.0-only"] }],
            UnknownPackages = ["'app/package.json': It cannot be read."],
        }]);
        Decision decision = new PolicyEngine(policy).Scan([source]).First();

        Assert.That(decision.NotEvaluated.Single().Reason, Does.Contain("app/package.json"));
        Assert.That(decision.Findings.Single().Finding.Message, Does.Contain("'db'"));
        Assert.That(decision.IsAllowed, Is.False);
    }

    [Test]
    public void Image_whose_packages_nobody_read_is_not_evaluated()
    {
        Policy policy = new PolicyReader(readFile: _ => "kind: Policy\nprofile: none\nparameters: {refusedLicenses: [AGPL-*]}\nrules: {CSEC1016: true}\n")
            .Load("p.yaml").Policy;
        Source source = Source.FromResources("report.json", () => [new PackageReport(new SourceFile("report.json"), "ScanReport", "x")]);

        Assert.That(new PolicyEngine(policy).Scan([source]).First().NotEvaluated.Single().Reason, Does.Contain("not known"));
    }
}
