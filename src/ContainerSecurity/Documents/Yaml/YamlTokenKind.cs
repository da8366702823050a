namespace ContainerSecurity.Documents.Yaml;

/// <summary>
/// What a token is. The starts of block collections and the keys without <c>?</c> are not tokens of their own but marks
/// on the token they stand before.
/// </summary>
internal enum YamlTokenKind : byte
{
    StreamEnd,
    VersionDirective,
    TagDirective,
    OtherDirective,
    DocumentStart,
    DocumentEnd,
    BlockSequenceStart,
    BlockMappingStart,
    BlockEnd,
    FlowSequenceStart,
    FlowSequenceEnd,
    FlowMappingStart,
    FlowMappingEnd,
    BlockEntry,
    FlowEntry,
    Key,
    Value,
    Alias,
    Anchor,
    Tag,
    Scalar,
}
