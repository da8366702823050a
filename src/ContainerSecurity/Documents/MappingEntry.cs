namespace ContainerSecurity.Documents;

/// <summary>One key of a mapping and its value.</summary>
/// <param name="Key">The key as text.</param>
/// <param name="KeySpan">Where the key is written.</param>
/// <param name="Value">The value.</param>
public readonly record struct MappingEntry(string Key, SourceSpan KeySpan, DocumentNode Value);
