namespace ContainerSecurity.Documents;

/// <summary>Something a finding can point at.</summary>
public interface ILocated
{
    /// <summary>The place in the source; null for a value that was never written anywhere.</summary>
    DocumentLocation? Location { get; }
}
