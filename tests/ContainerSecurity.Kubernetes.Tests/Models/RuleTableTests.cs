using ContainerSecurity.Policies;
using k8s;

namespace ContainerSecurity.Kubernetes.Tests.Models;

/// <summary>One finding list for one object, from YAML and from the client's models, over every rule that judges Kubernetes objects.</summary>
public class RuleTableTests
{
    private static IEnumerable<RuleExample> Examples => RuleExample.All.Where(e => !NoModels.ContainsKey(e.Id));

    /// <summary>Examples that the client has no models for, with the reason.</summary>
    private static readonly Dictionary<string, string> NoModels = new()
    {
        ["CSEC2024"] = "the models do not have the fields that are misplaced",
        ["CSEC5065"] = "is of a file of the control plane",
        ["CSEC5068"] = "is of a file of the kubelet",
        ["CSEC5069"] = "is of a file of the kubelet",
        ["CSEC5070"] = "is of a file of the kubelet",
        ["CSEC5071"] = "is of a file of the control plane",
        ["CSEC7030"] = "policy/v1beta1 was removed, and its models with it",
        ["CSEC7040"] = "Gateway API is of custom resources",
        ["CSEC7041"] = "Gateway API is of custom resources",
        ["CSEC7042"] = "Gateway API is of custom resources",
        ["CSEC7015"] = "policy/v1beta1 was removed, and its models with it",
    };

    [TestCaseSource(nameof(Examples))]
    public void Models_have_the_findings_of_their_yaml(RuleExample rule)
    {
        Decision expected = rule.Engine.Evaluate(rule.Yaml, "manifest.yaml");
        Decision found = rule.Engine.Evaluate(Load(rule.Yaml));

        Assert.Multiple(() =>
        {
            Assert.That(found.Errors, Is.Empty);
            Assert.That(expected.Findings.Concat(expected.Folded).Select(f => f.Finding.Rule.Id), Does.Contain(rule.Id));
            Assert.That(FindingList.Of(found), Is.EqualTo(FindingList.Of(expected)));
        });
    }

    [Test]
    public void Every_rule_that_finds_something_in_an_object_has_a_row()
    {
        HashSet<string> rows = [.. RuleExample.All.Select(e => e.Id)];
        IEnumerable<string> found = RuleExample.All.SelectMany(e => e.Engine.Evaluate(e.Yaml, "manifest.yaml").Findings).Select(f => f.Finding.Rule.Id)
            .Distinct();

        Assert.Multiple(() =>
        {
            Assert.That(rows, Has.Count.GreaterThan(120));
            Assert.That(found.Where(id => !rows.Contains(id)), Is.Empty);
        });
    }

    private static IEnumerable<IKubernetesObject> Load(string yaml) => KubernetesYaml.LoadAllFromString(yaml).Cast<IKubernetesObject>();
}
