using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Docker;
using ContainerSecurity.Secrets.Names;
using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Rules.Secrets;

/// <summary>CSEC4005: ConfigMaps hold no credentials (NSA/CISA, NIST SP 800-190 3.1.4).</summary>
internal sealed class SecretInConfigMap() : Rule(new("CSEC4005", "secret-in-config-map", Severity.High,
    "Credential in a ConfigMap",
    "Move the value to a Secret, best one that an external store fills.")
{
    PointsAtSecret = true,
    References = ["NSA/CISA Kubernetes Hardening: Secrets", "NIST SP 800-190 3.1.4"],
}), IJudges<ConfigMap>, IJudges<SwarmConfig>
{
    public void Judge(ConfigMap resource, RuleContext context)
    {
        Judge(resource, resource.Data, "data", context);
        Judge(resource, resource.BinaryData, "binaryData", context);
    }

    public void Judge(SwarmConfig config, RuleContext context)
    {
        if (config.Data is { IsKnown: true } data && Names(config.Name.Or(""), data.Value) is { Length: > 0 } names)
            context.Report(data, $"{config} holds the value of {names}: who may ask a manager reads it too. Allowed: a secret.");
    }

    private static void Judge(ConfigMap map, FieldMap data, string field, RuleContext context)
    {
        foreach (MappingEntry entry in data.Entries)
            if (data[entry.Key] is { IsKnown: true } value && Names(entry.Key, value.Value) is { Length: > 0 } names)
                context.Report(value, $"{map} holds the value of {names} in {field}: who reads the namespace's settings reads it too. Allowed: a Secret.");
    }

    /// <summary>A value of many lines is a file: its lines have names, and its key says only what file it is.</summary>
    private static string Names(string key, string value) =>
        SecretName.IsCredential(key) && value.Trim().IndexOf('\n') < 0 && ValueReference.IsLiteral(value)
            ? $"'{key}'"
            : string.Join(", ", CredentialLines.NamesIn(value).Distinct().Select(n => $"'{n}' ({key})"));
}
