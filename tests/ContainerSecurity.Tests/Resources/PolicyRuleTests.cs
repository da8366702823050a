using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Rbac;

namespace ContainerSecurity.Tests.Resources;

/// <summary>A rule of a role grants what the API server's authorizer grants, byte for byte.</summary>
public class PolicyRuleTests
{
    private static PolicyRule Rule(string yaml) => new(new NodeView(new DocumentReader().Read($"{{{yaml}}}", "rule.yaml").Documents.Single()));

    [TestCase("get", "", "pods", true)]
    [TestCase("Get", "", "pods", false)]
    [TestCase("get", "", "Pods", false)]
    [TestCase("get", "", "pod", false)]
    [TestCase("get", "apps", "pods", false)]
    [TestCase("list", "", "pods", false)]
    [TestCase("get", "", "pods/exec", false)]
    public void Names_are_equal_or_are_not(string verb, string group, string resource, bool granted)
    {
        Assert.That(Rule("apiGroups: [''], resources: [pods], verbs: [get]").Grants(verb, group, resource), Is.EqualTo(granted));
    }

    [TestCase("'*'", "pods", true)]
    [TestCase("'*'", "pods/exec", true)]
    [TestCase("'*/exec'", "pods/exec", true)]
    [TestCase("'*/exec'", "pods", false)]
    [TestCase("'*/exec'", "pods/attach", false)]
    [TestCase("'pods/*'", "pods", false)]
    [TestCase("'pods/*'", "pods/exec", false)]
    [TestCase("'po*'", "pods", false)]
    public void Only_a_whole_star_and_a_star_before_a_subresource_are_wildcards(string resources, string resource, bool granted)
    {
        Assert.That(Rule($"apiGroups: ['*'], resources: [{resources}], verbs: ['*']").Grants("create", "", resource), Is.EqualTo(granted));
    }

    [TestCase("update", "secrets", true)]
    [TestCase("get", "secrets", true)]
    [TestCase("list", "secrets", true)]
    [TestCase("create", "secrets", false)]
    [TestCase("deletecollection", "secrets", false)]
    [TestCase("create", "pods/exec", true)]
    public void Rule_with_names_grants_nothing_that_names_no_object(string verb, string resource, bool granted)
    {
        Assert.That(
            Rule(
                "apiGroups: [''], resources: [secrets, pods/exec], verbs: ['*'], resourceNames: [web]").Grants(verb, "", resource),
            Is.EqualTo(granted));
    }

    [TestCase("", false)]
    [TestCase(", resourceNames: []", false)]
    [TestCase(", resourceNames: null", false)]
    [TestCase(", resourceNames: ['*']", true)]
    [TestCase(", resourceNames: '{{ .Values.names }}'", true)]
    public void Rule_is_bound_where_names_stand_or_may_stand(string names, bool bound)
    {
        Assert.That(Rule($"apiGroups: [''], resources: [secrets], verbs: [get]{names}").IsBoundToNames, Is.EqualTo(bound));
    }

    [TestCase("resources: [pods], verbs: [get]")]
    [TestCase("apiGroups: [''], verbs: [get]")]
    [TestCase("nonResourceURLs: ['*'], verbs: ['*']")]
    [TestCase("apiGroups: '{{ .Values.groups }}', resources: [pods], verbs: [get]")]
    [TestCase("apiGroups: [''], resources: 'pods', verbs: [get]")]
    public void Rule_with_a_part_missing_or_unknown_grants_nothing_for_sure(string rule)
    {
        Assert.That(Rule(rule).Grants("get", "", "pods"), Is.False);
    }
}
