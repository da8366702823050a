using ContainerSecurity.Documents.Yaml;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Policies.Export;

/// <summary>Writes admission policies and their bindings as YAML, expressions as blocks that need no escapes.</summary>
internal sealed class AdmissionPolicyWriter
{
    private const string ApiVersion = "admissionregistration.k8s.io/v1";
    private readonly TextWriter output;
    private readonly YamlWriter yaml;

    public AdmissionPolicyWriter(TextWriter output)
    {
        this.output = output;
        yaml = new YamlWriter(output);
    }

    public void Write(ExportedPolicy policy)
    {
        output.Write("---\n");
        WritePolicy(policy);
        output.Write("---\n");
        WriteBinding(policy);
    }

    private void WritePolicy(ExportedPolicy policy)
    {
        Header("ValidatingAdmissionPolicy", () =>
        {
            yaml.Text("name", policy.Name);
            yaml.Mapping("annotations", () => Each(policy.Annotations, a => yaml.Text(a.Key, a.Value)));
        });
        yaml.Mapping("spec", () =>
        {
            yaml.Text("failurePolicy", "Fail");
            yaml.Mapping("matchConstraints", () => yaml.Items("resourceRules", policy.Resources, WriteResources));
            yaml.Items("matchConditions", policy.MatchConditions, c => WriteNamed(c.Key, c.Value));
            if (policy.Variables.Count > 0)
                yaml.Items("variables", policy.Variables, v => WriteNamed(v.Name, v.Expression));
            yaml.Items("validations", policy.Validations, WriteValidation);
        });
    }

    private void WriteBinding(ExportedPolicy policy)
    {
        Header("ValidatingAdmissionPolicyBinding", () => yaml.Text("name", policy.Name));
        yaml.Mapping("spec", () =>
        {
            yaml.Text("policyName", policy.Name);
            yaml.Texts("validationActions", policy.Actions);
        });
    }

    private void Header(string kind, Action metadata)
    {
        yaml.Text("apiVersion", ApiVersion);
        yaml.Text("kind", kind);
        yaml.Mapping("metadata", metadata);
    }

    private void WriteResources(AdmissionResources resources)
    {
        yaml.Texts("apiGroups", [resources.Group]);
        yaml.Texts("apiVersions", ["v1"]);
        yaml.Texts("operations", ["CREATE", "UPDATE"]);
        yaml.Texts("resources", resources.Names);
    }

    private void WriteNamed(string name, string expression)
    {
        yaml.Text("name", name);
        yaml.Block("expression", expression);
    }

    private void WriteValidation(ExportedValidation validation)
    {
        yaml.Block("expression", validation.Expression);
        yaml.Text("message", validation.Message);
        if (validation.MessageExpression is { } message)
            yaml.Block("messageExpression", message);
        yaml.Text("reason", "Forbidden");
    }

    private static void Each<T>(IEnumerable<T> items, Action<T> write)
    {
        foreach (T item in items)
            write(item);
    }
}
