using System.Globalization;
using System.Text;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Kubernetes;

namespace ContainerSecurity.Benchmarks;

/// <summary>A generated cluster: 1,000 roles of five rules, 5,000 bindings of two subjects each, 100 namespaces, 5,000 subjects and more.</summary>
internal static class RbacWorld
{
    public const int Roles = 1_000, Bindings = 5_000, Namespaces = 100;

    private static readonly string[] Resources =
        ["pods", "services", "configmaps", "deployments", "secrets", "jobs", "events", "pods/log", "pods/exec", "serviceaccounts"];
    private static readonly string[] Verbs = ["get", "list", "watch", "create", "update", "patch", "delete"];

    public static Resource[] Create()
    {
        var errors = new List<DocumentError>();
        return [.. new DocumentReader().Read(Write(), "world.yaml").Documents.SelectMany(d => KubernetesReader.Read(d, errors))];
    }

    private static string Write()
    {
        var yaml = new StringBuilder();
        for (int i = 0; i < Namespaces; i++)
            Line(yaml, $"{{apiVersion: v1, kind: Namespace, metadata: {{name: ns{i}, labels: {{pod-security.kubernetes.io/enforce: {(i % 3 == 0 ? "privileged" : "restricted")}}}}}}}");
        for (int i = 0; i < Roles; i++)
            Line(yaml, $"{{apiVersion: rbac.authorization.k8s.io/v1, kind: {(i % 4 == 0 ? "ClusterRole" : "Role")}, metadata: {{name: r{i}{(i % 4 == 0 ? "" : $", namespace: ns{i % Namespaces}")}}}, rules: [{string.Join(", ", Enumerable.Range(0, 5).Select(r => Rule(i, r)))}]}}");
        for (int i = 0; i < Bindings; i++)
            Line(yaml, Binding(i));
        Line(yaml, "{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRoleBinding, metadata: {name: admin}, roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}, subjects: [{kind: ServiceAccount, name: a7, namespace: ns7}]}");
        return yaml.ToString();
    }

    private static string Rule(int role, int number)
    {
        string resource = Resources[(role + (number * 3)) % Resources.Length];
        string verbs = string.Join(", ", Enumerable.Range(0, 1 + ((role + number) % 3)).Select(v => Verbs[(role + number + v) % (role % 7 == 0 ? 7 : 3)]));
        return $"{{apiGroups: ['{(resource switch { "deployments" => "apps", "jobs" => "batch", _ => "" })}'], resources: [{resource}], verbs: [{verbs}]}}";
    }

    private static string Binding(int i)
    {
        int role = i * 7 % Roles;
        bool isCluster = role % 4 == 0 && i % 20 == 0;
        string meta = isCluster ? $"name: b{i}" : $"name: b{i}, namespace: ns{role % Namespaces}";
        string kind = role % 4 == 0 ? "ClusterRole" : "Role";
        return $"{{apiVersion: rbac.authorization.k8s.io/v1, kind: {(isCluster ? "ClusterRoleBinding" : "RoleBinding")}, metadata: {{{meta}}}, roleRef: {{apiGroup: rbac.authorization.k8s.io, kind: {kind}, name: r{role}}}, "
            + $"subjects: [{{kind: User, apiGroup: rbac.authorization.k8s.io, name: u{i}}}, {{kind: ServiceAccount, name: a{i % 50}, namespace: ns{i % Namespaces}}}, {{kind: Group, apiGroup: rbac.authorization.k8s.io, name: g{i % 200}}}]}}";
    }

    private static void Line(StringBuilder yaml, string flow) => yaml.Append(CultureInfo.InvariantCulture, $"---\n{flow}\n");
}
