using System.Text;
using ContainerSecurity.Access.Paths;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Kubernetes;

namespace ContainerSecurity.Tests.Access.Paths;

/// <summary>A set of manifests, put together line by line.</summary>
internal sealed class Scene
{
    private readonly StringBuilder yaml = new();
    private int count;

    /// <summary>Binds a subject to rules in a namespace, or in the cluster.</summary>
    /// <param name="subject">Such as <c>ann</c>, <c>group:devs</c> or <c>sa:shop/web</c>.</param>
    /// <param name="space">The namespace; empty for the cluster.</param>
    /// <param name="rules">Such as <c>get,list secrets</c>, <c>patch deployments.apps</c> or <c>bind
    /// clusterroles.rbac.authorization.k8s.io view</c>, whose last word are names.</param>
    public Scene Allow(string subject, string space, params string[] rules)
    {
        string name = "r" + ++count;
        string kind = space.Length > 0 ? "Role" : "ClusterRole";
        Object($"{{kind: {kind}, apiVersion: rbac.authorization.k8s.io/v1, metadata: {Meta(name, space)}, rules: [{string.Join(", ", rules.Select(Rule))}]}}");
        return Bind(subject, space, $"{kind}/{name}");
    }

    /// <summary>Binds a subject to a role by its kind and name.</summary>
    public Scene Bind(string subject, string space, string role)
    {
        string[] parts = role.Split('/');
        return Object($"{{kind: {(space.Length > 0 ? "RoleBinding" : "ClusterRoleBinding")}, apiVersion: rbac.authorization.k8s.io/v1, metadata: {Meta("b" + ++count, space)}, "
            + $"roleRef: {{apiGroup: rbac.authorization.k8s.io, kind: {parts[0]}, name: '{parts[1]}'}}, subjects: [{Subject(subject)}]}}");
    }

    /// <summary>An administrator: a service account that may do everything.</summary>
    public Scene Admin(string account) => Bind("sa:" + account, "", "ClusterRole/cluster-admin");

    public Scene Namespace(string name, string? enforce = null) =>
        Object($"{{kind: Namespace, apiVersion: v1, metadata: {{name: {name}, labels: {{{(enforce is null ? "" : $"pod-security.kubernetes.io/enforce: {enforce}")}}}}}}}");

    public Scene Pod(string place, string account, string more = "", string container = "") =>
        Object($"{{kind: Pod, apiVersion: v1, metadata: {Meta(place.Split('/')[1], place.Split('/')[0])}, spec: {{serviceAccountName: {account}, containers: [{{name: c, image: i{container}}}]{more}}}}}");

    public Scene Deployment(string place, string account) =>
        Object($"{{kind: Deployment, apiVersion: apps/v1, metadata: {Meta(place.Split('/')[1], place.Split('/')[0])}, spec: {{template: {{spec: {{serviceAccountName: {account}, containers: [{{name: c, image: i}}]}}}}}}}}");

    public Scene Object(string flow)
    {
        yaml.Append("---\n").Append(flow).Append('\n');
        return this;
    }

    public string Yaml => yaml.ToString();

    public Resource[] Resources()
    {
        var errors = new List<DocumentError>();
        DocumentSet set = new DocumentReader().Read(Yaml, "scene.yaml");
        Assert.That(set.Errors, Is.Empty);
        Resource[] resources = [.. set.Documents.SelectMany(d => KubernetesReader.Read(d, errors))];
        Assert.That(errors, Is.Empty);
        return resources;
    }

    public EscalationGraph Graph() => EscalationGraph.Create(Resources());

    /// <summary>The path of a subject as the names of its edges; empty for none.</summary>
    public string Path(string subject) =>
        string.Join(" ", Graph().Paths.FirstOrDefault(p => p.Start.ToString() == subject)?.Steps.Select(s => s.Edge.Id) ?? []);

    private static string Meta(string name, string space) => space.Length > 0 ? $"{{name: {name}, namespace: {space}}}" : $"{{name: {name}}}";

    private static string Subject(string subject) => subject.Split(':', 2) switch
    {
        ["sa", var account] => $"{{kind: ServiceAccount, namespace: {account.Split('/')[0]}, name: {account.Split('/')[1]}}}",
        ["group", var group] => $"{{kind: Group, apiGroup: rbac.authorization.k8s.io, name: '{group}'}}",
        _ => $"{{kind: User, apiGroup: rbac.authorization.k8s.io, name: '{subject}'}}",
    };

    private static string Rule(string rule)
    {
        string[] words = rule.Split(' ');
        int slash = words[1].IndexOf('/');
        string resource = slash < 0 ? words[1] : words[1][..slash];
        int dot = resource.IndexOf('.');
        string group = dot < 0 ? "" : resource[(dot + 1)..];
        string full = (dot < 0 ? resource : resource[..dot]) + (slash < 0 ? "" : words[1][slash..]);
        string names = words.Length > 2 ? $", resourceNames: [{string.Join(", ", words[2].Split(',').Select(n => $"'{n}'"))}]" : "";
        return $"{{verbs: [{string.Join(", ", words[0].Split(',').Select(v => $"'{v}'"))}], apiGroups: ['{group}'], resources: ['{full}']{names}}}";
    }
}
