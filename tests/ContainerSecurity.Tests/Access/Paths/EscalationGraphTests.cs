using ContainerSecurity.Access;
using ContainerSecurity.Access.Paths;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Tests.Access.Paths;

/// <summary>Who starts, who is left alone, how bad it is, and what each step says.</summary>
public class EscalationGraphTests
{
    private static Scene Strong() => new Scene().Namespace("shop", "restricted").Pod("shop/web", "strong").Admin("shop/strong");

    [Test]
    public void Each_step_is_a_sentence_with_its_right_its_binding_and_its_line()
    {
        EscalationPath path = Strong().Allow("ann", "shop", "create pods/exec").Graph().Paths.Single();

        Assert.That(path.ToString(), Is.EqualTo("User ann → Pod shop/web → ServiceAccount shop/strong → administrator of the cluster"));
        Assert.That(path.Steps.Select(s => s.ToString()), Is.EqualTo(new[]
        {
            "User ann may create pods/exec in namespace shop, so that it is inside Pod shop/web (RoleBinding shop/b3 gives Role shop/r2). (scene.yaml:10)",
            "Pod shop/web runs with the mounted token of ServiceAccount shop/strong. (scene.yaml:4)",
            "ServiceAccount shop/strong may do everything: it is administrator of the cluster, by ClusterRoleBinding b1. (scene.yaml:6)",
        }));
        Assert.That(path.Steps[0].Locations.Select(l => l.Span.Line), Is.EqualTo(new[] { 10, 8, 8 }), "binding, role, rule");
        Assert.That(path.Binding!.ToString(), Is.EqualTo("RoleBinding shop/b3"));
    }

    [TestCase("ann", EscalationRisk.High)]
    [TestCase("group:devs", EscalationRisk.High)]
    [TestCase("sa:shop/lonely", EscalationRisk.High)]
    [TestCase("sa:shop/mounted", EscalationRisk.Critical)]
    [TestCase("system:anonymous", EscalationRisk.Critical)]
    [TestCase("group:system:unauthenticated", EscalationRisk.Critical)]
    [TestCase("group:system:authenticated", EscalationRisk.Critical)]
    [TestCase("group:system:serviceaccounts", EscalationRisk.Critical)]
    public void Risk_of_becoming_administrator_is_by_who_starts(string subject, EscalationRisk risk)
    {
        EscalationGraph graph = Strong().Pod("shop/other", "mounted").Allow(subject, "shop", "create pods").Graph();

        Assert.That(graph.PathsBy("shop", "b3").Select(p => p.Risk), Is.EqualTo(new[] { risk }));
    }

    [TestCase("ann", EscalationRisk.Medium)]
    [TestCase("sa:shop/mounted", EscalationRisk.High)]
    [TestCase("system:anonymous", EscalationRisk.Critical)]
    public void Risk_of_becoming_root_on_a_node_is_one_less(string subject, EscalationRisk risk)
    {
        EscalationGraph graph = new Scene().Namespace("free").Pod("shop/other", "mounted").Allow(subject, "free", "create pods").Graph();

        Assert.That(graph.Paths.Select(p => (p.Risk, p.ReachesCluster)), Is.EqualTo(new[] { (risk, false) }));
    }

    [Test]
    public void Who_is_administrator_already_starts_no_path()
    {
        Assert.That(Strong().Bind("root", "", "ClusterRole/cluster-admin").Allow("root", "shop", "create pods").Graph().Paths, Is.Empty);
    }

    [Test]
    public void Members_of_masters_start_no_path()
    {
        Assert.That(Strong().Allow("group:system:masters", "shop", "create pods").Graph().Paths, Is.Empty);
    }

    [TestCase("system:kube-scheduler")]
    [TestCase("group:system:nodes")]
    public void Components_of_Kubernetes_are_left_alone(string subject)
    {
        Assert.That(Strong().Allow(subject, "shop", "create pods").Graph().Paths, Is.Empty);
    }

    [Test]
    public void Account_of_a_controller_is_left_alone_in_the_binding_of_Kubernetes_and_not_in_another()
    {
        const string stock = "{kind: ClusterRoleBinding, apiVersion: rbac.authorization.k8s.io/v1, metadata: {name: stock, labels: {kubernetes.io/bootstrapping: rbac-defaults}}, "
            + "roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: maker}, subjects: [SUBJECTS]}";
        const string maker = "{kind: ClusterRole, apiVersion: rbac.authorization.k8s.io/v1, metadata: {name: maker}, rules: [{verbs: [create], apiGroups: [''], resources: [serviceaccounts/token]}]}";
        const string controller = "{kind: ServiceAccount, namespace: kube-system, name: job-controller}", stranger = "{kind: User, name: ann}";

        static string[] Starts(Scene scene) => [.. scene.Graph().Paths.Select(p => p.Start.ToString())];

        Assert.That(Starts(new Scene().Object(maker).Object(stock.Replace("SUBJECTS", controller, StringComparison.Ordinal))), Is.Empty);
        Assert.That(Starts(new Scene().Object(maker).Object(stock.Replace("SUBJECTS", $"{controller}, {stranger}", StringComparison.Ordinal))),
            Is.EqualTo(new[] { "User ann" }));
        Assert.That(Starts(new Scene().Object(maker).Bind("sa:kube-system/job-controller", "", "ClusterRole/maker")),
            Is.EqualTo(new[] { "ServiceAccount kube-system/job-controller" }));
    }

    [Test]
    public void Path_belongs_to_the_binding_that_begins_it()
    {
        EscalationGraph graph = Strong().Allow("ann", "shop", "create pods/exec").Allow("ann", "shop", "create serviceaccounts/token")
            .Allow("ann", "shop", "get pods").Graph();

        Assert.That(graph.Paths.Single().Steps.Select(s => s.Edge.Id), Is.EqualTo(new[] { "create-token", "administrator" }), "the shortest");
        Assert.That(graph.PathsBy("shop", "b3").Single().Steps.Select(s => s.Edge.Id), Is.EqualTo(new[] { "enter-pod", "mounted-account", "administrator" }));
        Assert.That(graph.PathsBy("shop", "b5").Single().Steps.Select(s => s.Edge.Id), Is.EqualTo(new[] { "create-token", "administrator" }));
        Assert.That(graph.PathsBy("shop", "b7"), Is.Empty);
    }

    [Test]
    public void Binding_whose_way_leads_back_to_who_starts_begins_no_path()
    {
        EscalationGraph graph = new Scene().Namespace("shop", "restricted").Allow("sa:shop/web", "", "get secrets").Allow("sa:shop/web", "shop", "create pods")
            .Graph();

        Assert.That(graph.PathsBy(null, "b2").Single().Steps.Select(s => s.Edge.Id), Is.EqualTo(new[] { "system-secrets" }));
        Assert.That(graph.PathsBy("shop", "b4"), Is.Empty);
    }

    [Test]
    public void Rights_of_a_group_that_an_account_is_in_belong_to_the_group()
    {
        EscalationGraph graph = Strong().Pod("other/job", "job").Allow("group:system:serviceaccounts:other", "shop", "create pods").Graph();

        Assert.That(graph.PathsBy("shop", "b3").Select(p => p.Start.ToString()), Is.EqualTo(new[] { "Group system:serviceaccounts:other" }));
        Assert.That(graph.Paths.Select(p => p.Start.ToString()), Does.Contain("ServiceAccount other/job"));
    }

    [Test]
    public void Template_in_the_level_of_a_namespace_does_not_close_a_way()
    {
        Assert.That(new Scene().Namespace("shop", "'{{ .Values.level }}'").Allow("ann", "shop", "create pods").Path("User ann"), Is.EqualTo("privileged-pod"));
    }

    [Test]
    public void Role_that_can_be_bound_leads_on_by_its_own_rights()
    {
        const string maker = "{kind: ClusterRole, apiVersion: rbac.authorization.k8s.io/v1, metadata: {name: maker}, rules: [{verbs: [create], apiGroups: [''], resources: [serviceaccounts/token]}]}";
        Scene scene = Strong().Object(maker)
            .Allow("ann", "shop", "create rolebindings.rbac.authorization.k8s.io", "bind clusterroles.rbac.authorization.k8s.io maker");

        Assert.That(scene.Path("User ann"), Is.EqualTo("bind-role create-token administrator"));
    }

    [Test]
    public void Paths_of_many_subjects_take_little_and_come_in_one_order()
    {
        Scene Many()
        {
            Scene scene = Strong();
            for (int i = 0; i < 300; i++)
                scene.Allow("user" + i, "shop", "create pods");
            return scene;
        }
        string[] first = [.. Many().Graph().Paths.Select(p => p.ToString())], second = [.. Many().Graph().Paths.Select(p => p.ToString())];

        Assert.That(first, Has.Length.EqualTo(300));
        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    public void Chain_of_very_many_steps_is_followed_up_to_a_bound_and_that_is_said()
    {
        var roles = new List<RbacRole>();
        var bindings = new List<RbacBinding>();
        for (int i = 0; i < 20_000; i++)
        {
            string next = "u" + (i + 1);
            roles.Add(new RbacRole("r" + i, null, new RbacRule { Verbs = ["impersonate"], ApiGroups = [""], Resources = ["users"], ResourceNames = [next] }));
            bindings.Add(new RbacBinding("b" + i, null, "ClusterRole", "r" + i, new RbacSubject(RbacSubjectKind.User, "u" + i)));
        }
        bindings.Add(new RbacBinding("end", null, "ClusterRole", "cluster-admin", new RbacSubject(RbacSubjectKind.User, "u20000")));
        var graph = new EscalationGraph(new RbacAuthorizer(new RbacObjects(roles, bindings)), ClusterInventory.Read([]));

        Assert.That(graph.PathsBy(null, "b19937").Single().Steps, Has.Count.EqualTo(64));
        Assert.That(graph.PathsBy(null, "b19936"), Is.Empty);
        Assert.That(graph.IsComplete, Is.False);
        Assert.That(graph.Paths, Has.Count.EqualTo(63));
    }

    [Test]
    public void Graph_of_too_many_ways_is_cut_and_says_so()
    {
        string[] names = [.. Enumerable.Range(0, 1_100).Select(i => "a" + i)];
        var rule = new RbacRule { Verbs = ["create"], ApiGroups = [""], Resources = ["serviceaccounts/token"], ResourceNames = names };
        RbacBinding[] bindings = [.. Enumerable.Range(0, 1_100)
            .Select(i => new RbacBinding("b" + i, "shop", "Role", "r", new RbacSubject(RbacSubjectKind.ServiceAccount, "a" + i)))];
        var graph = new EscalationGraph(new RbacAuthorizer(new RbacObjects([new RbacRole("r", "shop", rule)], bindings)),
            ClusterInventory.Read(Array.Empty<Resource>()));

        Assert.That(graph.IsComplete, Is.False);
    }
}
