using ContainerSecurity.Documents;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Secrets;

/// <summary>CSEC4005: ConfigMaps hold no credentials (NSA/CISA, NIST SP 800-190 3.1.4).</summary>
public sealed class SecretInConfigMap() : KindRule(new("CSEC4005", "secret-in-config-map", Severity.High,
    "Credential in a ConfigMap",
    "Move the value to a Secret, best one that an external store fills.")
{
    References = ["NSA/CISA Kubernetes Hardening: Secrets", "NIST SP 800-190 3.1.4"],
}, "ConfigMap")
{
    /// <inheritdoc/>
    protected override void Evaluate(KubernetesResource resource, RuleContext context)
    {
        foreach (string field in new[] { "data", "binaryData" })
        {
            FieldMap data = resource.Root.Map(field);
            foreach (MappingEntry entry in data.Entries)
                if (data[entry.Key] is { IsKnown: true } value && Names(entry.Key, value.Value) is { Length: > 0 } names)
                    context.Report(value, $"ConfigMap '{resource.Name}' holds the value of {names} in {field}: who reads the namespace's settings reads it too. Allowed: a Secret.");
        }
    }

    /// <summary>A value of many lines is a file: its lines have names, and its key says only what file it is.</summary>
    private static string Names(string key, string value) =>
        CredentialName.Is(key) && value.Trim().IndexOf('\n') < 0 && CredentialValue.IsLiteral(value)
            ? $"'{key}'"
            : string.Join(", ", CredentialLines.NamesIn(value).Distinct().Select(n => $"'{n}' ({key})"));
}
