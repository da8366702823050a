using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Docker;
using ContainerSecurity.Secrets;

namespace ContainerSecurity.Rules.Secrets;

/// <summary>CSEC4005: ConfigMaps hold no credentials (NSA/CISA, NIST SP 800-190 3.1.4).</summary>
internal sealed class SecretInConfigMap() : Rule(new(Id, "secret-in-config-map", Severity.High,
    "Credential in a ConfigMap",
    "Move the value to a Secret, best one that an external store fills.")
{
    PointsAtSecret = true,
    References = ["NSA/CISA Kubernetes Hardening: Secrets", "NIST SP 800-190 3.1.4"],
}), IJudges<ConfigMap>, IJudges<SwarmConfig>
{
    /// <summary>The rule's ID.</summary>
    internal const string Id = "CSEC4005";

    public void Judge(ConfigMap resource, RuleContext context) => context.ReportCredentials(resource);

    public void Judge(SwarmConfig config, RuleContext context) => context.ReportCredentials(config);

    /// <summary>The credentials of a ConfigMap.</summary>
    internal static IEnumerable<NamedCredential> In(ConfigMap map, SecretDetector detector)
    {
        foreach (MappingEntry entry in map.Data.Entries)
            if (map.Data[entry.Key] is { IsKnown: true } value)
                foreach (NamedCredential credential in In(map, SettingsText.Of(entry.Key, value, detector), "data"))
                    yield return credential;
        foreach (MappingEntry entry in map.BinaryData.Entries)
            if (map.BinaryData[entry.Key] is { IsKnown: true } value)
                foreach (NamedCredential credential in In(map, SettingsText.OfBase64(entry.Key, value, detector), "binaryData"))
                    yield return credential;
    }

    /// <summary>The credentials of a config of a swarm.</summary>
    internal static IEnumerable<NamedCredential> In(SwarmConfig config, SecretDetector detector) =>
        config.Data is { IsKnown: true } data
            ? In(
                config,
                SettingsText.OfDecoded(config.Name.Or(""), data, data.Value, detector),
                names => $"{config} holds the value of {names}: who may ask a manager reads it too. Allowed: a secret.")
            : [];

    private static IEnumerable<NamedCredential> In(ConfigMap map, SettingsText text, string field) =>
        In(map, text, names => $"{map} holds the value of {names} in {field}: who reads the namespace's settings reads it too. Allowed: a Secret.");

    private static IEnumerable<NamedCredential> In(Resource resource, SettingsText text, Func<string, Message> said) =>
        text.Credentials.Select(c => new NamedCredential(Id, resource, resource, c.Location, c.Value)
        {
            Name = c.Name,
            Said = said,
            Group = text.Place,
            IsWhole = c.IsWhole,
        });
}
