using ContainerSecurity.Documents;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Policies;

/// <summary>What a source holds: the resources that could be read, and the errors of what could not.</summary>
/// <param name="Path">The source's name.</param>
/// <param name="Resources">The resources in source order.</param>
/// <param name="Errors">The errors in source order.</param>
internal sealed record SourceContent(string Path, IReadOnlyList<Resource> Resources, List<DocumentError> Errors);
