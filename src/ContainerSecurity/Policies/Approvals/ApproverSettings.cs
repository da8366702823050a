namespace ContainerSecurity.Policies;

/// <summary>A person who may approve images. However many keys a person has, the person counts once.</summary>
/// <param name="Name">The name.</param>
/// <param name="Keys">The public keys, as PEM texts.</param>
public sealed record ApproverSettings(string Name, IReadOnlyList<string> Keys)
{
    /// <summary>
    /// Whether the person approves no more: what the person revoked stays revoked, what the person approved counts no
    /// longer. The default value is false.
    /// </summary>
    public bool IsRetired { get; init; }
}
