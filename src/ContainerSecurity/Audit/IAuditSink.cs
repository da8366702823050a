namespace ContainerSecurity.Audit;

/// <summary>Keeps decisions. Implementations may be called by several threads at once.</summary>
public interface IAuditSink
{
    /// <summary>Keeps a decision.</summary>
    /// <exception cref="IOException">It could not be kept; what was decided must then not be carried out.</exception>
    void Append(AuditEntry entry);
}
