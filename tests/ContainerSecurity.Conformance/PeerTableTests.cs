using ContainerSecurity.Conformance.Builds;
using ContainerSecurity.Conformance.Peers;
using ContainerSecurity.Tests.Rules.Peers;

namespace ContainerSecurity.Conformance;

/// <summary>The published tables of other tools' rules say the same as those that the tools' own cases are judged by.</summary>
public class PeerTableTests
{
    [Test]
    public void Rules_that_the_cases_of_a_scanner_are_judged_by_stand_in_its_table()
    {
        IReadOnlyList<PeerTable> tables = PeerTable.OfKubernetes(Corpus.Repository);
        foreach ((string peer, IReadOnlyDictionary<string, PeerRule> rules) in PeerRules.ByPeer)
            Assert.That(
                Missing(
                    tables.Single(t => string.Equals(t.Name, peer, StringComparison.OrdinalIgnoreCase)),
                    rules.Where(r => r.Value.Ids.Any()).Select(r => (r.Key.Split('/')[0], r.Value.Ids))),
                Is.Empty,
                peer);
    }

    [Test]
    public void Rules_that_the_cases_of_a_linter_are_judged_by_stand_in_its_table()
    {
        IReadOnlyList<PeerTable> tables = PeerTable.OfBuilds(Corpus.Repository);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Missing(tables.Single(t => t.Name == "hadolint"), LintRules.Hadolint.Select(Answer)), Is.Empty);
            Assert.That(Missing(tables.Single(t => t.Name == "BuildKit"), LintRules.BuildKit.Select(Answer)), Is.Empty);
        }
    }

    private static (string Rule, IEnumerable<string> Ids) Answer(KeyValuePair<string, string> mapping) => (mapping.Key, [mapping.Value.Split(':')[0]]);

    /// <summary>The rules for which the table names none of the IDs. Made-up rules of a tool's own tests stand in no table.</summary>
    private static IEnumerable<string> Missing(PeerTable table, IEnumerable<(string Rule, IEnumerable<string> Ids)> mappings) =>
        from mapping in mappings
        from row in table.Rows.Where(r => r.Rule == mapping.Rule)
        where !mapping.Ids.Intersect(row.Ours).Any()
        select mapping.Rule;
}
