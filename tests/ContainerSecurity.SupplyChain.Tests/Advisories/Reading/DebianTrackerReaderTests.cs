using System.Text;
using ContainerSecurity.Conformance;
using ContainerSecurity.SupplyChain.Advisories;
using ContainerSecurity.SupplyChain.Advisories.Reading;

namespace ContainerSecurity.SupplyChain.Tests.Advisories.Reading;

public sealed class DebianTrackerReaderTests
{
    private readonly List<AdvisoryNote> notes = [];

    [SetUp]
    public void Forget() => notes.Clear();

    [TestCase("""{"status":"resolved","fixed_version":"0","urgency":"unimportant"}""")]
    [TestCase("""{"status":"undetermined","urgency":"not yet assigned"}""")]
    public void What_the_release_never_had_and_what_is_undetermined_is_not_affected(string release)
    {
        Assert.That(Read(release), Is.Empty);
        Assert.That(notes, Is.Empty);
    }

    [TestCase("""{"status":"open"}""", VulnerabilityStatus.Affected)]
    [TestCase("""{"status":"open","nodsa_reason":"ignored"}""", VulnerabilityStatus.WillNotFix)]
    [TestCase("""{"status":"open","nodsa_reason":"postponed"}""", VulnerabilityStatus.FixDeferred)]
    [TestCase("""{"status":"open","urgency":"end-of-life"}""", VulnerabilityStatus.EndOfLife)]
    [TestCase("""{"status":"resolved","fixed_version":"1.2-1"}""", VulnerabilityStatus.Fixed)]
    public void A_state_says_what_is_done(string release, VulnerabilityStatus status)
    {
        AffectedPackage affected = Read(release).Single();

        Assert.That(affected.Status, Is.EqualTo(status));
        Assert.That(affected.Ecosystem.ToString(), Is.EqualTo("Debian:12"));
        Assert.That(affected.Ranges.Single().Events, Has.Count.EqualTo(status == VulnerabilityStatus.Fixed ? 2 : 1));
    }

    [TestCase("unimportant", AdvisoryLevel.Negligible)]
    [TestCase("low**", AdvisoryLevel.Low)]
    [TestCase("high", AdvisoryLevel.High)]
    public void An_urgency_is_a_severity_of_the_vendor(string urgency, AdvisoryLevel level) =>
        Assert.That(Read($$"""{"status":"open","urgency":"{{urgency}}"}""").Single().Severities.Single().Level, Is.EqualTo(level));

    [Test]
    public void A_state_that_nobody_knows_counts_as_affected_and_is_said()
    {
        Assert.That(Read("""{"status":"strange"}"""), Has.Count.EqualTo(1));
        Assert.That(notes.Single().Message, Does.Contain("strange"));
    }

    [TestCase("[")]
    [TestCase("[]")]
    [TestCase("""{"a":{"CVE-1":{"releases":[]}}}""")]
    public void What_cannot_be_read_is_said(string json)
    {
        new DebianTrackerReader().Read(Encoding.UTF8.GetBytes(json), "x", notes);

        Assert.That(notes, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_text_longer_than_the_bound_is_refused()
    {
        Assert.That(new DebianTrackerReader(new() { MaxDatabaseBytes = 10 }).Read(Encoding.UTF8.GetBytes("""{"a":{"CVE-1":{}}}"""), "x", notes), Is.Empty);
        Assert.That(notes.Single().Message, Does.Contain("longer than 10 bytes"));
    }

    [Test]
    public void The_sample_of_the_tracker_is_read_wholly()
    {
        byte[] json = File.ReadAllBytes(Path.Combine(Corpus.Require("vulnerabilities", "feeds-other"), "debian-tracker-sample.json"));
        IReadOnlyList<Advisory> advisories = new DebianTrackerReader().Read(json, "x", notes);

        // The sample has one record that is broken on purpose.
        Assert.That(notes.Single().Message, Does.Contain("'CVE-2022-0358' of 'chromium-browser' was not read"));
        Assert.That(advisories.Single(a => a.Id == "CVE-2007-2383").Affected, Is.Empty);
        Assert.That(
            advisories.Single(a => a.Id == "CVE-2008-7220").Affected.Select(a => a.Ecosystem.Release),
            Is.EquivalentTo(new[] { "8", "9", "10", "sid" }));
    }

    private IReadOnlyList<AffectedPackage> Read(string release)
    {
        string json = """{"curl":{"CVE-1":{"releases":{"bookworm":""" + release + "}}}}";
        return new DebianTrackerReader().Read(Encoding.UTF8.GetBytes(json), "x", notes).Single().Affected;
    }
}
