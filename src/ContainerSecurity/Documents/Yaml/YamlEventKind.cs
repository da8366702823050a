namespace ContainerSecurity.Documents.Yaml;

/// <summary>What <see cref="YamlReader"/> stands at.</summary>
internal enum YamlEventKind : byte
{
    None,
    StreamEnd,
    DocumentStart,
    DocumentEnd,
    SequenceStart,
    SequenceEnd,
    MappingStart,
    MappingEnd,
    Scalar,
    Alias,
}
