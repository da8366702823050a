namespace ContainerSecurity.Documents.Yaml;

/// <summary>Whose reading of YAML counts, where readers differ.</summary>
internal enum YamlUse
{
    /// <summary>That of kubectl and the API server: YAML 1.1.</summary>
    Kubernetes,

    /// <summary>That of compose: YAML 1.2, and a key of a mapping stands before what is merged into it.</summary>
    Compose,

    /// <summary>The core schema of YAML 1.2.</summary>
    Core,
}
