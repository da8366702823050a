namespace ContainerSecurity.Policies.Admission;

/// <summary>Whether an evaluation asked for a namespace of which only the name is known.</summary>
internal sealed class NamespaceUse
{
    public bool IsAsked { get; set; }
}
