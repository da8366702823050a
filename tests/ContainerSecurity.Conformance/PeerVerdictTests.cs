using ContainerSecurity.Conformance.Peers;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Conformance;

/// <summary>The verdicts of other scanners' own tests against ours, rule by rule.</summary>
public class PeerVerdictTests
{
    private const double WantedShare = 0.98;
    private static readonly HashSet<string> ByStandard = [.. PeerExceptions.Standard.Values.SelectMany(ids => ids)];
    private static readonly HashSet<string> ByUs = [.. PeerExceptions.Ours.Values.SelectMany(ids => ids)];

    [Test]
    public void Peers_verdicts_are_ours()
    {
        IReadOnlyList<PeerCase> cases = PeerCase.ReadAll();
        HashSet<string> wrong = Wrong(cases);
        foreach (IGrouping<string, PeerCase> peer in cases.GroupBy(c => c.Peer).OrderBy(p => p.Key, StringComparer.Ordinal))
            TestContext.Out.WriteLine(Figures(peer.Key, [.. peer], wrong));
        TestContext.Out.WriteLine(Figures("all", cases, wrong));
        PeerCase[] mapped = [.. cases.Where(IsMapped)];
        using (Assert.EnterMultipleScope())
        {
            Assert.That((double)mapped.Count(c => !wrong.Contains(c.Id) || ByStandard.Contains(c.Id)) / mapped.Length, Is.GreaterThanOrEqualTo(WantedShare));
            Assert.That(cases.Where(c => IsUnexplained(c, wrong)).Select(c => $"{c.Id} in {c.File}: expected {(c.Fails ? "a finding" : "none")}"), Is.Empty);
        }
    }

    [Test]
    public void Every_exception_is_still_one() =>
        Assert.That(ByStandard.Concat(ByUs).Except(Wrong(PeerCase.ReadAll())), Is.Empty);

    [Test]
    public void The_standard_contradicts_the_peer_where_it_is_said_to_decide()
    {
        var standard = StandardVerdicts.Read();
        Assert.That(PeerCase.ReadAll().Where(c => ByStandard.Contains(c.Id) && standard.Fails(c, PeerRules.Of(c)) == c.Fails).Select(c => c.Id), Is.Empty);
    }

    [Test]
    public void Every_rule_of_a_peer_is_mapped_to_rules_that_exist()
    {
        IReadOnlyList<PeerCase> cases = PeerCase.ReadAll();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(PeerRules.ByPeer.SelectMany(p => p.Value.Select(r => (p.Key, r.Key))), Is.EquivalentTo(cases.Select(c => (c.Peer, c.Rule)).Distinct()));
            Assert.That(
                PeerRules.ByPeer.Values.SelectMany(p => p.Values)
                    .SelectMany(r => r.Ids)
                    .Distinct()
                    .Where(id => RuleCatalog.Find(id) is null),
                Is.Empty);
        }
    }

    private static bool IsMapped(PeerCase @case) => PeerRules.Of(@case).NoRow is null;

    private static bool IsUnexplained(PeerCase @case, HashSet<string> wrong) =>
        wrong.Contains(@case.Id) && !ByStandard.Contains(@case.Id) && !ByUs.Contains(@case.Id);

    private static HashSet<string> Wrong(IReadOnlyList<PeerCase> cases)
    {
        var wrong = new HashSet<string>();
        foreach (IGrouping<string, PeerCase> file in cases.Where(IsMapped).GroupBy(c => c.File))
        {
            var manifest = PeerManifest.Read(file.Key);
            foreach (PeerCase @case in file)
                if (manifest.Fails(@case, PeerRules.Of(@case)) != @case.Fails)
                    wrong.Add(@case.Id);
        }
        return wrong;
    }

    private static string Figures(string peer, IReadOnlyList<PeerCase> cases, HashSet<string> wrong) =>
        $"{peer}: {cases.Count} cases, {cases.Count(IsMapped)} mapped, {cases.Count(c => IsMapped(c) && !wrong.Contains(c.Id))} right, "
        + $"{cases.Count(c => ByStandard.Contains(c.Id))} decided by the standard, {cases.Count(c => ByUs.Contains(c.Id))} other exceptions, {cases.Count(c => IsUnexplained(c, wrong))} wrong";
}
