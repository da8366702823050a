using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Images;

namespace ContainerSecurity.Tests.Rules.Images;

public class ImageVulnerableTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private const string Known = "id: CVE-1, aliases: [GHSA-1], package: curl, installed: 7.88.1-10, ecosystem: deb, severity: high, source: debian, fixed: 7.88.1-11, layer: 0, file: var/lib/dpkg/status, published: 2026-05-01T00:00:00Z, exploited: false, epss: 0.25";

    private static IReadOnlyList<Finding> Judge(string flaw, params (string Name, string Value)[] parameters)
    {
        Manifest image = Manifest.Image($"layers:\n- {{id: a, step: ADD rootfs}}\n- {{id: b, step: COPY app}}\nbases: [{{name: 'debian:12', layers: [a]}}]\nvulnerabilities: [{{{flaw}}}]\n");
        image.Now = Now;
        foreach ((string name, string value) in parameters)
            image.Parameters[name] = [value];
        return image.Judge<ImageVulnerable>();
    }

    [Test]
    public void Finding_names_package_versions_severity_and_the_layer_with_whose_it_is()
    {
        Finding finding = Judge(Known).Single();

        Assert.Multiple(() =>
        {
            Assert.That(finding.Severity, Is.EqualTo(Severity.High));
            Assert.That(finding.Location.Path, Is.EqualTo("/var/lib/dpkg/status"));
            Assert.That(finding.Message, Does.StartWith("Package 'curl' 7.88.1-10 (deb) has CVE-1 (GHSA-1), of severity high by debian, with a likelihood of use of 0.25. Allowed: 7.88.1-11 or later. Layer 1 (sha256:")
                .And.EndWith(", one of the base image, brought it: update the base 'debian:12' and build again on it."));
        });
    }

    [Test]
    public void Flaw_that_nothing_mends_and_nobody_rated_is_said_so()
    {
        Finding finding = Judge("id: CVE-2, package: x, installed: '1'").Single();

        Assert.That(finding.Severity, Is.EqualTo(Severity.Medium));
        Assert.That(finding.Message, Is.EqualTo("Package 'x' 1 has CVE-2, of unknown severity. No version is known to mend it. Allowed: no such package."));
    }

    [TestCase("minVulnerabilitySeverity", "critical", "high")]
    [TestCase("onlyFixable", "true", "false")]
    [TestCase("onlyExploited", "true", "false")]
    [TestCase("minExploitLikelihood", "0.3", "0.2")]
    [TestCase("vulnerabilityGrace", "60d", "7d")]
    [TestCase("ignoredPackages", "cur*", "wget")]
    public void Parameter_lets_pass_what_it_says_and_nothing_else(string name, string passing, string counting)
    {
        string flaw = name == "onlyFixable" ? Known.Replace("fixed: 7.88.1-11, ", "", StringComparison.Ordinal) : Known;

        Assert.That(Judge(flaw, (name, passing)), Is.Empty);
        Assert.That(Judge(flaw, (name, counting)), Has.Count.EqualTo(1));
    }

    [TestCase("minVulnerabilitySeverity", "critical")]
    [TestCase("onlyExploited", "true")]
    [TestCase("minExploitLikelihood", "0.9")]
    [TestCase("vulnerabilityGrace", "365d")]
    public void What_is_not_known_passes_no_threshold(string name, string value) =>
        Assert.That(Judge("id: CVE-2, package: x, installed: '1', fixed: '2'", (name, value)), Has.Count.EqualTo(1));

    [TestCase("{source: osv (npm.zip), newest: 2026-05-31T00:00:00Z}", "7d", null)]
    [TestCase("{source: osv (npm.zip), newest: 2026-05-20T00:00:00Z}", "7d",
        "The vulnerability data 'osv (npm.zip)' are 12 days old, of 2026-05-20. Allowed: at most 7 days.")]
    [TestCase("{source: alpine-secdb (main.yaml)}", "7d",
        "The age of the vulnerability data 'alpine-secdb (main.yaml)' is not known. Allowed: at most 7 days.")]
    [TestCase("{source: osv (npm.zip), newest: 2027-01-01T00:00:00Z}", "7d",
        "The age of the vulnerability data 'osv (npm.zip)' is not known. Allowed: at most 7 days.")]
    [TestCase("", "36h", "The packages were compared with no advisories, so no flaw of theirs is known. Allowed: at most 1.5 days.")]
    [TestCase("{source: osv (npm.zip), newest: 2020-01-01T00:00:00Z}", null, null)]
    [TestCase("", null, null)]
    public void Data_that_are_too_old_or_of_unknown_age_are_reported_where_the_policy_says_how_old_they_may_be(string data, string? allowed, string? message)
    {
        Manifest image = Manifest.Image($"layers:\n- {{id: a, step: ADD rootfs}}\ndata: [{data}]\n");
        image.Now = Now;
        if (allowed is not null)
            image.Parameters["maxDataAge"] = [allowed];
        IReadOnlyList<Finding> findings = image.Judge<ImageVulnerable>();

        Assert.That(findings.Select(f => f.Message.ToString()), Is.EqualTo(message is null ? [] : new[] { message }));
        Assert.That(findings.Select(f => f.Severity), Is.All.EqualTo(Severity.High));
    }

    [Test]
    public void One_old_source_among_new_ones_is_reported()
    {
        Manifest image = Manifest.Image("layers:\n- {id: a, step: ADD rootfs}\ndata:\n- {source: new, newest: 2026-05-31T00:00:00Z}\n- {source: old, newest: 2026-01-01T00:00:00Z}\n");
        image.Now = Now;
        image.Parameters["maxDataAge"] = ["30"];

        Assert.That(image.Judge<ImageVulnerable>().Single().Message.ToString(), Does.Contain("'old'"));
    }
}
