using ContainerSecurity.Policies;
using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Access;
using ContainerSecurity.Sources;
using ContainerSecurity.Tests.Access.Paths;

namespace ContainerSecurity.Tests.Rules.Access;

public class RbacEscalationPathTests
{
    private static Scene Strong() => new Scene().Namespace("shop", "restricted").Pod("shop/web", "strong").Admin("shop/strong");

    private static IReadOnlyList<Finding> Judge(Scene scene) => new Manifest(scene.Yaml).Judge<RbacEscalationPath>();

    [Test]
    public void Path_is_reported_at_the_binding_with_every_step()
    {
        Finding finding = Judge(Strong().Allow("ann", "shop", "create pods/exec")).Single();

        Assert.That(finding.Resource.ToString(), Is.EqualTo("RoleBinding shop/b3"));
        Assert.That(finding.Message, Does.Contain("User ann become administrator of the cluster")
            .And.Contain("1. User ann may create pods/exec in namespace shop").And.Contain("2. Pod shop/web runs with the mounted token").And.Contain("3. ServiceAccount shop/strong may do everything"));
        Assert.That(finding.Severity, Is.EqualTo(Severity.High));
    }

    [Test]
    public void Set_that_just_lacks_the_path_is_fine()
    {
        Assert.That(Judge(Strong().Allow("ann", "shop", "get pods/log")), Is.Empty);
    }

    [Test]
    public void Severity_is_where_it_leads_and_who_can_take_it()
    {
        Assert.That(Judge(Strong().Pod("shop/other", "mounted").Allow("sa:shop/mounted", "shop", "create pods")).Single().Severity,
            Is.EqualTo(Severity.Critical));
        Assert.That(Judge(new Scene().Namespace("free").Allow("ann", "free", "create pods")).Single().Severity, Is.EqualTo(Severity.Medium));
        Assert.That(Judge(new Scene().Namespace("free").Allow("group:system:unauthenticated", "free", "create pods")).Single().Severity,
            Is.EqualTo(Severity.Critical));
    }

    [Test]
    public void Several_subjects_of_a_binding_are_one_finding()
    {
        Scene scene = Strong().Object("{kind: Role, apiVersion: rbac.authorization.k8s.io/v1, metadata: {name: maker, namespace: shop}, rules: [{verbs: [create], apiGroups: [''], resources: [pods]}]}")
            .Object("{kind: RoleBinding, apiVersion: rbac.authorization.k8s.io/v1, metadata: {name: makers, namespace: shop}, roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: maker}, subjects: [{kind: User, name: ann}, {kind: User, name: bob}]}");

        Assert.That(Judge(scene).Single().Message, Does.Contain("So do 1 more of its subjects."));
    }

    [Test]
    public void Template_of_a_role_raises_no_alarm()
    {
        Scene scene = Strong().Object("{kind: RoleBinding, apiVersion: rbac.authorization.k8s.io/v1, metadata: {name: makers, namespace: shop}, roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: '{{ .Values.role }}'}, subjects: [{kind: User, name: ann}]}");

        Assert.That(Judge(scene), Is.Empty);
    }

    [Test]
    public void Parts_of_a_path_may_lie_in_several_files()
    {
        string[] parts = Strong().Allow("ann", "shop", "create pods/exec").Yaml.Split("---\n", StringSplitOptions.RemoveEmptyEntries);
        var engine = new PolicyEngine(Policy.Create().UseProfile(Profile.None).Rule("CSEC5018").Build());

        string[] found = [.. engine.Scan([.. parts.Select((p, i) => Source.FromText($"{i}.yaml", p))]).SelectMany(d => d.Findings)
            .Select(f => f.Finding.Resource.ToString())];

        Assert.That(found, Is.EqualTo(new[] { "RoleBinding shop/b3" }));
    }
}
