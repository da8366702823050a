namespace ContainerSecurity.Helm.Kustomize.Nodes;

/// <summary>A key with its value.</summary>
/// <param name="Key">The key.</param>
/// <param name="KeyOrigin">Where the key is written.</param>
/// <param name="Value">The value.</param>
internal sealed record ObjectEntry(string Key, Origin KeyOrigin, ObjectNode Value)
{
    public ObjectNode Value { get; set; } = Value;
}
