using ContainerSecurity.Documents.Yaml;

namespace ContainerSecurity.Access.Audits.Generation;

/// <summary>Writes roles and bindings as manifests.</summary>
internal static class AccessYaml
{
    private const string Group = "rbac.authorization.k8s.io";

    public static void Write(RbacObjects objects, TextWriter output)
    {
        bool isFirst = true;
        foreach (RbacRole role in objects.Roles)
            Write(role, Next());
        foreach (RbacBinding binding in objects.Bindings)
            Write(binding, Next());

        YamlWriter Next()
        {
            output.Write(isFirst ? "" : "---\n");
            isFirst = false;
            return new YamlWriter(output);
        }
    }

    private static void Write(RbacRole role, YamlWriter yaml)
    {
        WriteHead(role.Kind, role.Name, role.Namespace, yaml);
        yaml.Items("rules", role.Rules, rule => Write(rule, yaml));
    }

    private static void Write(RbacRule rule, YamlWriter yaml)
    {
        if (rule.NonResourceUrls.Count > 0)
        {
            yaml.Texts("nonResourceURLs", rule.NonResourceUrls);
        }
        else
        {
            yaml.Texts("apiGroups", rule.ApiGroups);
            yaml.Texts("resources", rule.Resources);
        }
        if (rule.ResourceNames.Count > 0)
            yaml.Texts("resourceNames", rule.ResourceNames);
        yaml.Texts("verbs", rule.Verbs);
    }

    private static void Write(RbacBinding binding, YamlWriter yaml)
    {
        WriteHead(binding.Kind, binding.Name, binding.Namespace, yaml);
        yaml.Mapping("roleRef", () =>
        {
            yaml.Text("apiGroup", Group);
            yaml.Text("kind", binding.RoleKind);
            yaml.Text("name", binding.RoleName);
        });
        yaml.Items("subjects", binding.Subjects, subject =>
        {
            yaml.Text("kind", subject.Kind.ToString());
            yaml.Text("name", subject.Name);
            if (subject.Namespace is not null)
                yaml.Text("namespace", subject.Namespace);
            else
                yaml.Text("apiGroup", Group);
        });
    }

    private static void WriteHead(string kind, string name, string? @namespace, YamlWriter yaml)
    {
        yaml.Text("apiVersion", Group + "/v1");
        yaml.Text("kind", kind);
        yaml.Mapping("metadata", () =>
        {
            yaml.Text("name", name);
            if (@namespace is not null)
                yaml.Text("namespace", @namespace);
        });
    }
}
