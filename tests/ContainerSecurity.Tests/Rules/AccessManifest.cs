namespace ContainerSecurity.Tests.Rules;

/// <summary>Roles and bindings under test, given the YAML that matters.</summary>
internal static class AccessManifest
{
    public const string Group = "rbac.authorization.k8s.io";

    /// <summary>A ClusterRole called <c>ops</c> with one rule.</summary>
    public static Manifest Role(string rule, string labels = "", string kind = "ClusterRole", string meta = "name: ops") => new($$"""
        apiVersion: {{Group}}/v1
        kind: {{kind}}
        metadata: { {{meta}}, labels: { {{labels}} } }
        rules:
        - { {{rule}} }
        """);

    /// <summary>A ClusterRoleBinding called <c>give</c> of the ClusterRole <c>ops</c> to one subject.</summary>
    public static Manifest Binding(
        string subject,
        string role = "kind: ClusterRole, name: ops",
        string kind = "ClusterRoleBinding",
        string meta = "name: give") => new($$"""
        apiVersion: {{Group}}/v1
        kind: {{kind}}
        metadata: { {{meta}} }
        roleRef: {apiGroup: {{Group}}, {{role}}}
        subjects:
        - { {{subject}} }
        """);
}
