namespace ContainerSecurity.Resources;

/// <summary>Takes the subjects that a resource offers: the resource itself under each of its types, and its parts.</summary>
public interface ISubjectVisitor
{
    /// <summary>Returns whether anybody judges subjects of a kind, so that a resource need not take itself apart for nobody.</summary>
    /// <typeparam name="TSubject">The kind of subject.</typeparam>
    bool Wants<TSubject>();

    /// <summary>Takes one subject.</summary>
    /// <typeparam name="TSubject">The kind of subject, by which rules ask for it.</typeparam>
    /// <param name="subject">The subject.</param>
    /// <param name="container">The container that findings about the subject concern; null for none.</param>
    void Visit<TSubject>(TSubject subject, Container? container = null);
}
