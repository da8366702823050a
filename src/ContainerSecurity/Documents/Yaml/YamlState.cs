namespace ContainerSecurity.Documents.Yaml;

/// <summary>Where <see cref="YamlReader"/> stands in the grammar.</summary>
internal enum YamlState : byte
{
    DocumentStart,
    DocumentContent,
    DocumentEnd,
    BlockNode,
    BlockSequenceEntry,
    IndentlessSequenceEntry,
    BlockMappingKey,
    BlockMappingValue,
    FlowSequenceFirstEntry,
    FlowSequenceEntry,
    PairKey,
    PairValue,
    PairEnd,
    FlowMappingFirstKey,
    FlowMappingKey,
    FlowMappingValue,
    FlowMappingBehindKey,
    End,
}
