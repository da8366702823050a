using ContainerSecurity.Documents;

namespace ContainerSecurity.Sources;

/// <summary>What a search found: what is to be read, what cannot be, and what is passed over.</summary>
/// <param name="Sources">The sources, by name; before those that are judged, those that are only searched for secrets.</param>
/// <param name="Errors">What is named and cannot be read, and folders that cannot be.</param>
/// <param name="PassedOver">What folders hold and is not read.</param>
public sealed record SourceSelection(IReadOnlyList<Source> Sources, IReadOnlyList<DocumentError> Errors, IReadOnlyList<PassedOverFile> PassedOver);
