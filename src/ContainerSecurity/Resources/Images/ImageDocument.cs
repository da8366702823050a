using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Images;

/// <summary>A document of an image, or what is wrong with it.</summary>
/// <typeparam name="T">What the document describes.</typeparam>
/// <param name="Value">What was read; null where there are errors.</param>
/// <param name="Errors">What is wrong, with positions; empty for a valid document.</param>
public sealed record ImageDocument<T>(T? Value, IReadOnlyList<DocumentError> Errors)
    where T : class;
