using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Access.ControlPlane;

namespace ContainerSecurity.Tests.Rules.Access.ControlPlane;

public class AuditPolicyIncompleteTests
{
    [TestCase("[]", "secrets, configmaps, tokenreviews, pods, deployments, pods/exec")]
    [TestCase("[{level: None}]", "secrets, configmaps")]
    [TestCase("[{level: Metadata, resources: [{group: \"\", resources: [secrets, configmaps]}]}]", "no requests for tokenreviews, pods,")]
    [TestCase("[{level: None, resources: [{group: \"\", resources: [pods/exec]}]}, {level: Metadata}]", "no requests for pods/exec.")]
    [TestCase("[{level: None, resources: [{group: \"\", resources: [\"pods/*\"]}]}, {level: Metadata}]", "pods/exec, pods/portforward, pods/proxy.")]
    public void Policy_that_leaves_out_what_matters_is_reported(string rules, string what) =>
        Assert.That(Judge(rules).Single().Message, Does.Contain(what));

    [TestCase("[{level: RequestResponse}]", 3)]
    [TestCase("[{level: Request, resources: [{group: \"\", resources: [secrets]}]}, {level: Metadata}]", 1)]
    [TestCase("[{level: Request, verbs: [update], resources: [{group: \"\", resources: [secrets]}]}, {level: Metadata}]", 1)]
    public void Policy_that_logs_credentials_is_reported(string rules, int count) =>
        Assert.That(Judge(rules).Where(f => f.Severity == Severity.High).ToArray(), Has.Length.EqualTo(count));

    [TestCase("[{level: Metadata}]")]
    [TestCase("[{level: None, users: [\"system:kube-proxy\"]}, {level: Metadata}]")]
    [TestCase("[{level: None, nonResourceURLs: [\"/healthz*\"]}, {level: Metadata}]")]
    [TestCase("[{level: Metadata, resources: [{group: \"\", resources: [secrets, configmaps]}, {group: authentication.k8s.io}]}, {level: RequestResponse}]")]
    public void Policy_that_is_complete_is_not_reported(string rules) => Assert.That(Judge(rules), Is.Empty);

    [Test]
    public void Policy_of_another_group_is_none_of_auditing() =>
        Assert.That(new Manifest("apiVersion: kyverno.io/v1\nkind: Policy\nspec: {rules: []}\n").Judge<AuditPolicyIncomplete>(), Is.Empty);

    private static IReadOnlyList<Finding> Judge(string rules) =>
        new Manifest($"apiVersion: audit.k8s.io/v1\nkind: Policy\nrules: {rules}\n").Judge<AuditPolicyIncomplete>();
}
